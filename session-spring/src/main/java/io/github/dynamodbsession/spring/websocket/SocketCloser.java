package io.github.dynamodbsession.spring.websocket;

import io.github.dynamodbsession.core.EndCause;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;

/** Closes the WebSockets of a session when this node hears of its end. */
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

    /** That is asked for where it is decided who listens; without it, the look at the session finds out. */
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
