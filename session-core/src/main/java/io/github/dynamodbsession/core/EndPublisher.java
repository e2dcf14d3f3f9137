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

    /** Of no interest by itself: the ends that a clean-up finds are published if it runs for another listener. */
    @Override
    public boolean listensForExpiry() {
        return false;
    }

    @Override
    public boolean reportsSpoiledAttributes() {
        return false;
    }

    @Override
    public boolean listensForOperations() {
        return false;
    }
}
