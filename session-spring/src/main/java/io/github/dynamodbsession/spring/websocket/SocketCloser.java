package io.github.dynamodbsession.spring.websocket;

import io.github.dynamodbsession.core.EndCause;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;

/** Closes the WebSockets of a session when this node is notified of its end. */
final class SocketCloser implements SessionListener {

    private final OpenSockets sockets;

    SocketCloser(OpenSockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public void onEnded(Session session, EndCause cause) {
        sockets.closeAllOf(session.id());
    }

    @Override
    public void onIdChanged(Session session, String oldId) {
        sockets.closeAllOf(oldId);
    }

    @Override
    public void onEndedElsewhere(String id) {
        sockets.closeAllOf(id);
    }

    /** The reaper is not made to run for this: without it, the lookup of the session finds out. */
    @Override
    public boolean listensForExpiry() {
        return false;
    }

    @Override
    public boolean reportsUndecodableAttributes() {
        return false;
    }

    @Override
    public boolean listensForOperations() {
        return false;
    }
}
