package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;

/** How much of a backend the contract uses at once, which the README says. */
class ContractNeedsTest {

    /** As said in the README. */
    private static final int MAX_CALLS = 16;

    private static final int MAX_CALLS_WITHIN_A_CLEAN_UP = 1;
    private static final int MAX_CLIENTS = 6;

    /** Long enough for calls that are begun together to meet. */
    private static final long NANOS_OF_A_CALL = 500_000;

    private static final Peak CALLS = new Peak();
    private static final Peak CLEAN_UPS = new Peak();
    private static final Peak CLIENTS = new Peak();
    private static final Peak DEEPEST = new Peak();
    private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

    /** How many of something there are, and the most that there ever were. */
    private static final class Peak {
        private final AtomicInteger present = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        void enter() {
            reached(present.incrementAndGet());
        }

        void leave() {
            present.decrementAndGet();
        }

        void reached(int number) {
            most.accumulateAndGet(number, Math::max);
        }

        int most() {
            return most.get();
        }
    }

    static class Subject extends StorageClientContract {

        private final StorageClient shared = Break.good();

        @Override
        protected StorageClient newClient() {
            CLIENTS.enter();
            return new Counting(shared);
        }

        @Override
        protected Optional<StorageClient> newClientOfAnotherNamespace() {
            CLIENTS.enter();
            return Optional.of(new Counting(Break.good()));
        }
    }

    private static final class Counting extends ClientDecorator {

        private boolean closed;

        Counting(StorageClient delegate) {
            super(delegate);
        }

        private static <T> T counted(Supplier<T> call) {
            int depth = DEPTH.get() + 1;
            DEPTH.set(depth);
            DEEPEST.reached(depth);
            CALLS.enter();
            try {
                if (Thread.currentThread().getName().startsWith("overlapping")) {
                    LockSupport.parkNanos(NANOS_OF_A_CALL);
                }
                return call.get();
            } finally {
                CALLS.leave();
                DEPTH.set(depth - 1);
            }
        }

        @Override
        public Optional<SessionRecord> get(String id, Instant now) {
            return counted(() -> super.get(id, now));
        }

        @Override
        PutResult create(Change.Create create, Instant now) {
            return counted(() -> super.create(create, now));
        }

        @Override
        PutResult update(Change.Update update, Instant now) {
            return counted(() -> super.update(update, now));
        }

        @Override
        PutResult rename(Change.Rename rename, Instant now) {
            return counted(() -> super.rename(rename, now));
        }

        @Override
        public Optional<SessionRecord> delete(String id, Instant now) {
            return counted(() -> super.delete(id, now));
        }

        @Override
        public boolean setExpires(String id, TimesChange times, Instant now) {
            return counted(() -> super.setExpires(id, times, now));
        }

        @Override
        public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
            CLEAN_UPS.enter();
            try {
                return counted(() -> super.deleteExpired(before, removed));
            } finally {
                CLEAN_UPS.leave();
            }
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                CLIENTS.leave();
            }
        }
    }

    @Test
    void theReadmeSaysWhatTheContractUsesAtOnce() throws IOException {
        Contracts.run(DiscoverySelectors.selectClass(Subject.class));

        assertThat(CALLS.most()).as("calls at once").isBetween(MAX_CALLS / 2 + 1, MAX_CALLS);
        assertThat(DEEPEST.most() - 1)
                .as("calls that a listener of a clean-up makes at once")
                .isEqualTo(MAX_CALLS_WITHIN_A_CLEAN_UP);
        assertThat(CLEAN_UPS.most()).as("clean-ups at once").isBetween(2, 3);
        assertThat(CLIENTS.most()).as("clients at once").isEqualTo(MAX_CLIENTS);
        assertThat(Files.readString(Path.of("README.md")).replaceAll("\\s+", " "))
                .contains("at most " + MAX_CALLS + " calls at once", "up to " + MAX_CLIENTS + " clients");
    }
}
