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
import org.junit.jupiter.api.Test;

/** A look at a session that leaves no trace. */
class IsAliveTest {

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TTL = Duration.ofMinutes(30);

    private final StorageClient storage = DocumentStorageClient.of(new MapDocumentStorage());

    private SessionStore storeAfter(Duration time) {
        return SessionStore.builder(storage)
                .ttl(TTL)
                .touchAfter(Duration.ZERO)
                .cleanupInterval(Duration.ZERO)
                .clock(Clock.fixed(BEGINNING.plus(time), ZoneOffset.UTC))
                .build();
    }

    @Test
    void itSaysWhetherThereIsASession() {
        SessionStore store = storeAfter(Duration.ZERO);
        Session session = store.create();
        assertThat(store.isAlive(session.id())).isFalse();
        store.save(session);
        assertThat(store.isAlive(session.id())).isTrue();
        assertThat(storeAfter(TTL).isAlive(session.id())).isFalse();
        store.delete(session);
        assertThat(store.isAlive(session.id())).isFalse();
        assertThat(store.isAlive("no id / at all")).isFalse();
    }

    @Test
    void itIsNoAccessNotEvenNearTheEnd() {
        SessionStore store = storeAfter(Duration.ZERO);
        Session session = store.create();
        store.save(session);
        assertThat(storeAfter(TTL.minusMillis(1)).isAlive(session.id())).isTrue();
        assertThat(storeAfter(TTL).isAlive(session.id())).isFalse();
    }

    @Test
    void theAsynchronousStoreSaysTheSame() {
        Session session = storeAfter(Duration.ZERO).create();
        storeAfter(Duration.ZERO).save(session);
        AsyncSessionStore store = AsyncSessionStore.builder(AsyncStorageClient.bridge(storage, Runnable::run))
                .cleanupInterval(Duration.ZERO)
                .clock(Clock.fixed(BEGINNING, ZoneOffset.UTC))
                .build()
                .join();
        assertThat(store.isAlive(session.id()).join()).isTrue();
        assertThat(store.isAlive("no id / at all").join()).isFalse();
        store.delete(session.id()).join();
        assertThat(store.isAlive(session.id()).join()).isFalse();
    }
}
