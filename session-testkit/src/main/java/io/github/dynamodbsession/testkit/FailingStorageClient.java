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
 * A storage client that delegates to another one, and fails when a test wants it to: before the call is delegated,
 * after it was applied, so that only the answer is lost, or by blocking the caller.
 *
 * <pre>{@code
 * var storage = FailingStorageClient.of(client);
 * storage.on(Operation.RENAME).failAfterApplying();
 * storage.on(Operation.GET).times(3).failBeforeApplying();
 * Hold hold = storage.on(Operation.UPDATE).holdBeforeApplying();
 * }</pre>
 *
 * <p>Faults of one operation take effect in the order in which they were set. Capabilities are those of the other
 * client, and do not fail. Safe for use by any number of threads.
 */
public final class FailingStorageClient implements StorageClient {

    /** What can fail: the operations of the port, and each kind of change separately. */
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

    /** The same faults for another view of the same client. */
    private FailingStorageClient(StorageClient delegate, FailingStorageClient same) {
        this.delegate = delegate;
        this.lock = same.lock;
        this.faults = same.faults;
        this.calls = same.calls;
    }

    /**
     * Wraps a client; without faults until they are set.
     *
     * @param delegate the client; closed with this one
     * @return a new client
     */
    public static FailingStorageClient of(StorageClient delegate) {
        return new FailingStorageClient(delegate);
    }

    /**
     * Describes a fault.
     *
     * @param operation the operation that is to fail
     * @return the fault, to be completed
     */
    public Fault on(Operation operation) {
        return new Fault(Objects.requireNonNull(operation, "operation"));
    }

    /** Discards all faults that did not take effect yet. Calls that are already blocked stay blocked. */
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

    /** A fault while it is being described; the last call activates it. Not safe for use by several threads. */
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
         * The exception to throw; by default a retryable {@link SessionStorageException}.
         *
         * @param supplier creates it, once per call
         * @return this
         */
        public Fault with(Supplier<? extends RuntimeException> supplier) {
            this.exception = Objects.requireNonNull(supplier, "exception");
            return this;
        }

        /** Calls fail, and never reach the storage. */
        public void failBeforeApplying() {
            before = true;
            enforce();
        }

        /** The storage applies the call, and its answer is lost. */
        public void failAfterApplying() {
            after = true;
            enforce();
        }

        /**
         * Calls block before they reach the storage.
         *
         * @return releases them
         */
        public Hold holdBeforeApplying() {
            Hold gate = new Hold();
            this.hold = gate;
            enforce();
            return gate;
        }

        /**
         * A call is applied, and can be repeated later, as if an earlier attempt had been delayed. Only for one call.
         *
         * @return repeats the call
         */
        public LateAttempt arriveAgain() {
            LateAttempt attempt = new LateAttempt();
            this.late = attempt;
            enforce();
            return attempt;
        }

        /**
         * A call fails, and reaches the storage later, if at all. Only for one call.
         *
         * @return makes it reach the storage
         */
        public LateAttempt neverArrivesInTime() {
            before = true;
            return arriveAgain();
        }

        /**
         * Runs an action before a call reaches the storage.
         *
         * @param what the action, which runs on the thread of the call
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
         * Makes the attempt arrive.
         *
         * @return the answer of the storage, which no caller waits for any more
         * @throws AssertionError if there was no call
         */
        public Object arrive() {
            Supplier<?> attempt = call.get();
            if (attempt == null) {
                throw new AssertionError("There was no call whose attempt could arrive late");
            }
            return attempt.get();
        }
    }

    /** A gate that blocks calls, for at most half a minute. Safe for use by any number of threads. */
    public static final class Hold {

        private static final Duration TIMEOUT = Duration.ofSeconds(30);

        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        private Hold() {}

        /**
         * Waits until a call has reached the gate.
         *
         * @throws AssertionError if there is none
         */
        public void awaitArrival() {
            await(arrived, "No call reached the gate");
        }

        /** Releases all calls, including future ones. A second call does nothing. */
        public void release() {
            released.countDown();
        }

        private void pass() {
            arrived.countDown();
            await(released, "A call was blocked and never released");
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
