package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.DocumentStorageClient;
import io.github.dynamodbsession.core.storage.MapDocumentStorage;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimeLimited;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How much time each call of an operation is given, on a storage whose calls take a second each. */
class TimeLeftTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TTL = Duration.ofHours(1);

    private final AtomicLong nanos = new AtomicLong();
    private final List<String> calls = new ArrayList<>();
    private final StorageClient stored = DocumentStorageClient.of(new MapDocumentStorage());
    private Instant now = NOW;

    /** What another request does while a write is under way; once. */
    private Runnable meanwhile = () -> {};

    /** A storage that notes what each call is given. */
    private final class Slow implements StorageClient, TimeLimited {

        private final @Nullable Duration left;

        Slow(@Nullable Duration left) {
            this.left = left;
        }

        private StorageClient called(String call) {
            calls.add(call + " " + left);
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            return stored;
        }

        @Override
        public Duration operationTimeout() {
            return Duration.ofMillis(2_500);
        }

        @Override
        public StorageClient within(Duration time) {
            return new Slow(time);
        }

        @Override
        public void init() {}

        @Override
        public Optional<SessionRecord> get(String id, Instant at) {
            return called("get").get(id, at);
        }

        @Override
        public PutResult put(Change change, Instant at) {
            Runnable others = meanwhile;
            meanwhile = () -> {};
            others.run();
            return called("put").put(change, at);
        }

        @Override
        public Optional<SessionRecord> delete(String id, Instant at) {
            return called("delete").delete(id, at);
        }

        @Override
        public boolean setExpires(String id, TimesChange times, Instant at) {
            return called("touch").setExpires(id, times, at);
        }

        @Override
        public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
            return called("reap").deleteExpired(before, removed);
        }

        @Override
        public void close() {}
    }

    private <B extends StoreBuilder<B>> B options(B builder) {
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        return builder.clock(clock)
                .ticker(nanos::get)
                .ttl(TTL)
                .cleanupInterval(Duration.ZERO)
                .touchAfter(Duration.ZERO);
    }

    private SessionStore store() {
        return options(SessionStore.builder(new Slow(null))).build();
    }

    private AsyncSessionStore asyncStore() {
        return options(AsyncSessionStore.builder(AsyncStorageClient.bridge(new Slow(null), Runnable::run)))
                .executor(Runnable::run)
                .build()
                .join();
    }

    private String storedSession() {
        SessionStore store = options(SessionStore.builder(stored)).build();
        Session session = store.create();
        store.save(session);
        return session.id();
    }

    @Test
    void eachCallIsGivenWhatIsLeft() {
        String id = storedSession();
        now = NOW.plus(TTL.minusSeconds(1));

        assertThat(store().find(id)).isPresent();

        assertThat(calls).containsExactly("get PT2.5S", "touch PT1.5S");
    }

    @Test
    void theTimeIsEachOperationsOwn() {
        String id = storedSession();
        SessionStore store = store();

        store.find(id);
        store.isAlive(id);
        store.delete(id);

        assertThat(calls).containsExactly("get PT2.5S", "get PT2.5S", "delete PT2.5S");
    }

    @Test
    void noFurtherCallIsMadeWhenTheTimeIsOver() {
        SessionStore store = store();
        Session session = store.find(storedSession()).orElseThrow();
        SessionStore other = options(SessionStore.builder(stored)).build();
        store.changeId(session);
        meanwhile = () -> changedBy(
                other, session, 1, () -> changedBy(other, session, 2, () -> changedBy(other, session, 3, () -> {})));
        calls.clear();

        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(() -> store.save(session))
                .withMessageContaining("operationTimeout (PT2.5S)")
                .satisfies(e -> assertThat(e.isRetryable()).isTrue());

        assertThat(calls).containsExactly("put PT2.5S", "put PT1.5S", "put PT0.5S");
        assertThat(store.save(session)).as("saved again").isEqualTo(SaveResult.RENAMED);
    }

    private void changedBy(SessionStore other, Session session, int value, Runnable next) {
        Session theirs =
                other.find(Objects.requireNonNull(session.copy().storedId())).orElseThrow();
        theirs.setAttribute("a", value);
        other.save(theirs);
        meanwhile = next;
    }

    @Test
    void theSameWithoutAThreadThatWaits() {
        String id = storedSession();
        now = NOW.plus(TTL.minusSeconds(1));
        try (AsyncSessionStore store = asyncStore()) {
            assertThat(store.find(id).join()).isPresent();
            assertThat(calls).hasSize(2).last().satisfies(call -> assertThat(call)
                    .startsWith("touch PT1."));
            Session session = store.find(id).join().orElseThrow();
            SessionStore other = options(SessionStore.builder(stored)).build();
            store.changeId(session);
            meanwhile = () -> changedBy(
                    other,
                    session,
                    1,
                    () -> changedBy(other, session, 2, () -> changedBy(other, session, 3, () -> {})));
            calls.clear();

            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> store.save(session).join())
                    .withMessageContaining("operationTimeout (PT2.5S)");

            assertThat(calls).hasSize(3);
        }
    }

    @Test
    void aStorageWithoutTheAbilityIsAskedAsEver() {
        String id = storedSession();

        assertThat(options(SessionStore.builder(stored)).build().find(id)).isPresent();
    }
}
