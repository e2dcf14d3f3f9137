package io.github.dynamodbsession.micrometer;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import io.github.dynamodbsession.testkit.FailingStorageClient;
import io.github.dynamodbsession.testkit.SettableClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A store whose operations take 7 ms each, and a load for it. */
final class Load implements AutoCloseable {

    static final Duration EACH = Duration.ofMillis(7);

    /** No meter may show it. */
    static final String SECRET = "s3cret";

    final SettableClock clock = SettableClock.startingNow();
    final FailingStorageClient storage = FailingStorageClient.of(InMemoryStorageClient.create());
    final SessionStore store;

    private final AtomicLong nanos = new AtomicLong();

    Load(SessionListener listener) {
        this.store = on(SessionStore.builder(storage)).listener(listener).build();
    }

    /** The time is read as an operation begins and as it ends. */
    SessionStore.Builder on(SessionStore.Builder builder) {
        return builder.cleanupInterval(Duration.ZERO)
                .index(SessionIndex.ofAttribute("user"))
                .clock(clock)
                .ticker(() -> nanos.getAndAdd(EACH.toNanos()));
    }

    /** Creates a session and stores it. */
    Session stored() {
        Session session = store.create();
        session.setAttribute("user", SECRET);
        store.save(session);
        return session;
    }

    /** Every operation of a store, once or twice. */
    void everything() {
        Session session = stored();
        String id = session.id();
        Session other = store.find(id).orElseThrow();
        store.save(other); // unchanged
        other.setAttribute("a", SECRET);
        store.save(other); // changed
        store.changeId(session);
        store.save(session); // renamed, after a conflict with the change
        store.find(id); // missed
        clock.advance(Duration.ofMinutes(1));
        Session late = store.find(session.id()).orElseThrow();
        store.save(late); // touched
        late = store.find(session.id()).orElseThrow();
        late.setAttribute("a", "late");
        store.findByIndex("user", SECRET).forEach(each -> {});
        store.findByIndex("user", "nobody").forEach(each -> {});
        store.sessions().forEach(each -> {});
        store.count();
        store.delete(session);
        store.save(late); // ended
        store.delete(session.id()); // missed
        stored();
        store.deleteByIndex("user", SECRET);
        stored();
        store.deleteAllSessionsOfEveryUser();
        stored();
        clock.advance(Duration.ofDays(15));
        store.reap();
    }

    @Override
    public void close() {
        store.close();
    }
}
