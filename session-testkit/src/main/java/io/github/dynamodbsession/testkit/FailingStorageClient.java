package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A storage client that does what another one does, and fails when a test wants it to: before the other one is asked,
 * after it did as asked, so that only the answer is lost, or by making the caller wait.
 *
 * <pre>{@code
 * var storage = FailingStorageClient.of(client);
 * storage.on(Operation.RENAME).failAfterApplying();
 * storage.on(Operation.GET).times(3).failBeforeApplying();
 * Hold hold = storage.on(Operation.UPDATE).holdBeforeApplying();
 * }</pre>
 *
 * <p>Faults of one operation are met in the order in which they were asked for. Capabilities are those of the other
 * client, and do not fail. Safe for use by any number of threads.
 */
public final class FailingStorageClient implements StorageClient {

    /** What can fail: the operations of the port, and each kind of change by itself. */
    public enum Operation {
        /** {@link StorageClient#init}. */
        INIT,
        /** {@link StorageClient#get}. */
        GET,
        /** {@link StorageClient#put} of a {@link Change.Create}. */
        CREATE,
        /** {@link StorageClient#put} of a {@link Change.Update}. */
        UPDATE,
        /** {@link StorageClient#put} of a {@link Change.Rename}. */
        RENAME,
        /** {@link StorageClient#setExpires}. */
        SET_EXPIRES,
        /** {@link StorageClient#delete}. */
        DELETE,
        /** {@link StorageClient#deleteExpired}. */
        DELETE_EXPIRED
    }

    private final StorageClient delegate;

    /** Guards {@link #faults} and {@link #calls}. */
    private final Object lock;

    private final List<Fault> faults;
    private final Map<Operation, Integer> calls;

    private FailingStorageClient(StorageClient delegate) {
        this.delegate = Objects.requireNonNull(delegate, "delegate");
        this.lock = new Object();
        this.faults = new ArrayList<>();
        this.calls = new EnumMap<>(Operation.class);
    }

    /** The same faults in front of another view of the same client. */
    private FailingStorageClient(StorageClient delegate, FailingStorageClient same) {
        this.delegate = delegate;
        this.lock = same.lock;
        this.faults = same.faults;
        this.calls = same.calls;
    }

    /**
     * Puts faults in front of a client; none until they are asked for.
     *
     * @param delegate the client; closed with this one
     * @return a new client
     */
    public static FailingStorageClient of(StorageClient delegate) {
        return new FailingStorageClient(delegate);
    }

    /**
     * Begins a fault.
     *
     * @param operation what shall fail
     * @return what to say about it
     */
    public Fault on(Operation operation) {
        return new Fault(Objects.requireNonNull(operation, "operation"));
    }

    /** Forgets all faults that were not met yet. Calls that are held already stay held. */
    public void heal() {
        synchronized (lock) {
            faults.clear();
        }
    }

    /**
     * How often an operation was called, failed or not.
     *
     * @param operation the operation
     * @return the number of calls up to now
     */
    public int calls(Operation operation) {
        synchronized (lock) {
            return calls.getOrDefault(operation, 0);
        }
    }

    @Override
    public void init() {
        call(Operation.INIT, () -> {
            delegate.init();
            return true;
        });
    }

    @Override
    public Optional<SessionRecord> get(String id, Instant now) {
        return call(Operation.GET, () -> delegate.get(id, now));
    }

    @Override
    public PutResult put(Change change, Instant now) {
        return call(operation(change), () -> delegate.put(change, now));
    }

    @Override
    public Optional<SessionRecord> delete(String id, Instant now) {
        return call(Operation.DELETE, () -> delegate.delete(id, now));
    }

    @Override
    public boolean setExpires(String id, TimesChange times, Instant now) {
        return call(Operation.SET_EXPIRES, () -> delegate.setExpires(id, times, now));
    }

    @Override
    public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        return call(Operation.DELETE_EXPIRED, () -> delegate.deleteExpired(before, removed));
    }

    @Override
    public StorageClient within(Duration left) {
        return new FailingStorageClient(delegate.within(left), this);
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return delegate.capability(type);
    }

    @Override
    public void close() {
        delegate.close();
    }

    private static Operation operation(Change change) {
        if (change instanceof Change.Create) {
            return Operation.CREATE;
        }
        return change instanceof Change.Update ? Operation.UPDATE : Operation.RENAME;
    }

    private <T> T call(Operation operation, Supplier<T> call) {
        Fault fault = next(operation);
        if (fault == null) {
            return call.get();
        }
        fault.beforeApplying(call);
        T answer = call.get();
        fault.afterApplying();
        return answer;
    }

    private @Nullable Fault next(Operation operation) {
        synchronized (lock) {
            calls.merge(operation, 1, Integer::sum);
            for (Iterator<Fault> i = faults.iterator(); i.hasNext(); ) {
                Fault fault = i.next();
                if (fault.operation == operation) {
                    fault.left--;
                    if (fault.left == 0) {
                        i.remove();
                    }
                    return fault;
                }
            }
            return null;
        }
    }

    /** A fault while it is described; the last call puts it in force. Not safe for use by several threads. */
    public final class Fault {

        private final Operation operation;
        private Supplier<? extends RuntimeException> exception =
                () -> new SessionStorageException("The storage did not answer, as a test wants it.", true, null);
        private int left = 1;
        private boolean before;
        private boolean after;
        private @Nullable Hold hold;
        private @Nullable LateAttempt late;
        private @Nullable Runnable first;

        private Fault(Operation operation) {
            this.operation = operation;
        }

        /**
         * How many calls of the operation fail; by default one.
         *
         * @param number at least 1
         * @return this
         * @throws IllegalArgumentException if {@code number} is less than 1
         */
        public Fault times(int number) {
            if (number < 1) {
                throw new IllegalArgumentException("times must be at least 1, not " + number);
            }
            this.left = number;
            return this;
        }

        /**
         * What is thrown; by default a {@link SessionStorageException} that says a retry can help.
         *
         * @param supplier makes it, for each call anew
         * @return this
         */
        public Fault with(Supplier<? extends RuntimeException> supplier) {
            this.exception = Objects.requireNonNull(supplier, "exception");
            return this;
        }

        /** Calls fail, and the storage never hears of them. */
        public void failBeforeApplying() {
            before = true;
            enforce();
        }

        /** The storage does as it is asked, and its answer is lost. */
        public void failAfterApplying() {
            after = true;
            enforce();
        }

        /**
         * Calls wait before the storage hears of them.
         *
         * @return lets them go on
         */
        public Hold holdBeforeApplying() {
            Hold gate = new Hold();
            this.hold = gate;
            enforce();
            return gate;
        }

        /**
         * A call goes through, and will be made once more: as if an earlier attempt of it had been held up on its way.
         * Only for one call.
         *
         * @return makes the call once more
         */
        public LateAttempt arriveAgain() {
            LateAttempt attempt = new LateAttempt();
            this.late = attempt;
            enforce();
            return attempt;
        }

        /**
         * A call fails, and the storage hears of it later, if at all. Only for one call.
         *
         * @return lets the storage hear of it
         */
        public LateAttempt neverArrivesInTime() {
            before = true;
            return arriveAgain();
        }

        /**
         * Something else happens before the storage hears of a call.
         *
         * @param what what happens, on the thread of the call
         */
        public void first(Runnable what) {
            this.first = Objects.requireNonNull(what, "what");
            enforce();
        }

        private void enforce() {
            synchronized (lock) {
                faults.add(this);
            }
        }

        private void beforeApplying(Supplier<?> call) {
            if (late != null) {
                late.of(call);
            }
            if (first != null) {
                first.run();
            }
            if (hold != null) {
                hold.pass();
            }
            if (before) {
                throw exception.get();
            }
        }

        private void afterApplying() {
            if (after) {
                throw exception.get();
            }
        }
    }

    /** An attempt of a call that arrives late. Safe for use by any number of threads. */
    public static final class LateAttempt {

        private final AtomicReference<@Nullable Supplier<?>> call = new AtomicReference<>();

        private LateAttempt() {}

        private void of(Supplier<?> of) {
            call.set(of);
        }

        /**
         * Lets the attempt arrive.
         *
         * @return what the storage answers, though nobody waits for it any more
         * @throws AssertionError if there was no call
         */
        public Object arrive() {
            Supplier<?> attempt = call.get();
            if (attempt == null) {
                throw new AssertionError("No call came whose attempt could arrive late");
            }
            return attempt.get();
        }
    }

    /** A gate where calls wait. Safe for use by any number of threads. No wait is longer than half a minute. */
    public static final class Hold {

        private static final Duration TIMEOUT = Duration.ofSeconds(30);

        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        private Hold() {}

        /**
         * Waits until a call has come to the gate.
         *
         * @throws AssertionError if none comes
         */
        public void awaitArrival() {
            await(arrived, "No call came to be held");
        }

        /** Lets all calls go on, also those to come. A second call does nothing. */
        public void release() {
            released.countDown();
        }

        private void pass() {
            arrived.countDown();
            await(released, "A call was held and never released");
        }

        private static void await(CountDownLatch latch, String failure) {
            try {
                if (!latch.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new AssertionError(failure + " within " + TIMEOUT);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("The thread was interrupted while it waited", e);
            }
        }
    }
}
