package io.github.dynamodbsession.core;

/** Publishes the ends of sessions on this node. */
final class EndPublisher implements SessionListener {

    private final SessionEndBroadcast broadcast;

    EndPublisher(SessionEndBroadcast broadcast) {
        this.broadcast = broadcast;
    }

    @Override
    public void onIdChanged(Session session, String oldId) {
        broadcast.publish(oldId);
    }

    @Override
    public void onEnded(Session session, EndCause cause) {
        broadcast.publish(session.id());
    }

    /** Does not start a reaper by itself: expired sessions are published if a reaper runs for another listener. */
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
