package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.DocumentStorageClient;
import io.github.dynamodbsession.core.storage.MapDocumentStorage;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one storage, and what one of them is told of the ends on the other. */
class SessionEndBroadcastTest {

    private final StorageClient storage = DocumentStorageClient.of(new MapDocumentStorage());
    private final Broadcast broadcast = new Broadcast();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final SessionStore here = node().build();
    private final SessionStore there = node().listener(new SessionListener() {
                @Override
                public void onEndedElsewhere(String id) {
                    told.add(id);
                }
            })
            .build();

    private SessionStore.Builder node() {
        return SessionStore.builder(storage).cleanupInterval(Duration.ZERO).endBroadcast(broadcast);
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @Test
    void aDeletedSessionIsAnnounced() {
        Session session = stored();
        assertThat(told).isEmpty();
        here.delete(session);
        assertThat(told).containsExactly(session.id());
    }

    @Test
    void anIdThatWasChangedIsAnnounced() {
        Session session = stored();
        String oldId = session.id();
        here.changeId(session);
        assertThat(told).isEmpty();
        here.save(session);
        assertThat(told).containsExactly(oldId);
    }

    @Test
    void aSessionThatTheCleanUpFoundExpiredIsAnnounced() {
        Session session = stored();
        Clock later = Clock.fixed(Instant.now().plus(Duration.ofDays(30)), ZoneOffset.UTC);
        try (SessionStore reaping = node().clock(later).build()) {
            reaping.reap();
        }
        assertThat(told).containsExactly(session.id());
    }

    @Test
    void anAsynchronousStoreAnnouncesToo() {
        Session session = stored();
        try (AsyncSessionStore reactive = AsyncSessionStore.builder(AsyncStorageClient.bridge(storage, Runnable::run))
                .cleanupInterval(Duration.ZERO)
                .endBroadcast(broadcast)
                .build()
                .join()) {
            assertThat(broadcast.subscribers).hasSize(3);
            reactive.delete(session.id()).join();
            assertThat(told).containsExactly(session.id());
        }
        assertThat(broadcast.subscribers).hasSize(2);
    }

    @Test
    void aStoreThatIsClosedHearsNoMore() {
        there.close();
        assertThat(broadcast.subscribers).hasSize(1);
        here.delete(stored());
        assertThat(told).isEmpty();
    }

    @Test
    void aBroadcastThatFailsDoesNotFailTheLogout() {
        Session session = stored();
        broadcast.subscribers.add(id -> {
            throw new IllegalStateException("the network is down");
        });
        assertThat(here.delete(session)).isTrue();
        assertThat(here.find(session.id())).isEmpty();
    }

    @Test
    void itAloneDoesNotMakeTheCleanUpRun() {
        assertThat(new EndPublisher(broadcast).listensForExpiry()).isFalse();
        assertThat(new EndPublisher(broadcast).listensForOperations()).isFalse();
        assertThat(new EndPublisher(broadcast).reportsUndecodableAttributes()).isFalse();
    }

    private Session stored() {
        Session session = here.create();
        session.setAttribute("a", 1);
        here.save(session);
        return session;
    }

    /** In the memory of one JVM, at once. */
    private static final class Broadcast implements SessionEndBroadcast {

        private final List<Consumer<String>> subscribers = new CopyOnWriteArrayList<>();

        @Override
        public void publish(String id) {
            subscribers.forEach(subscriber -> subscriber.accept(id));
        }

        @Override
        public Subscription subscribe(Consumer<String> subscriber) {
            subscribers.add(subscriber);
            return () -> subscribers.remove(subscriber);
        }
    }
}
