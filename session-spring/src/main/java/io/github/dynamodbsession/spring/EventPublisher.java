package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.EndCause;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.session.events.SessionCreatedEvent;
import org.springframework.session.events.SessionDeletedEvent;
import org.springframework.session.events.SessionExpiredEvent;

/** Publishes the events of a store as Spring Session's events. */
final class EventPublisher implements SessionListener {

    private final Object source;
    private final ApplicationEventPublisher publisher;
    private final boolean listensForExpiry;

    EventPublisher(Object source, ApplicationEventPublisher publisher, boolean listensForExpiry) {
        this.source = source;
        this.publisher = publisher;
        this.listensForExpiry = listensForExpiry;
    }

    @Override
    public void onCreated(Session session) {
        publisher.publishEvent(new SessionCreatedEvent(source, ReadOnlyOwner.of(session)));
    }

    @Override
    public void onIdChanged(Session session, String oldId) {
        publisher.publishEvent(new SessionIdChangedEvent(source, ReadOnlyOwner.of(session), oldId));
    }

    @Override
    public void onEnded(Session session, EndCause cause) {
        StoreSession view = ReadOnlyOwner.of(session);
        publisher.publishEvent(
                cause == EndCause.EXPIRY
                        ? new SessionExpiredEvent(source, view)
                        : new SessionDeletedEvent(source, view));
    }

    @Override
    public boolean listensForExpiry() {
        return listensForExpiry;
    }
}
