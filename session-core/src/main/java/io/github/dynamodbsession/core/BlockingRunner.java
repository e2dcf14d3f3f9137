package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.step.BlockingCaller;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimeLimited;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Runs the operations of a store on the calling thread. Safe for use by several threads. */
final class BlockingRunner {

    private final StorageClient storage;
    private final StoreOperations operations;
    private final Optional<TimeLimited> timeLimited;
    private final BlockingCaller<StorageCall, StorageCall.Answer> unlimited;

    BlockingRunner(StorageClient storage, StoreOperations operations) {
        this.storage = storage;
        this.operations = operations;
        this.timeLimited = storage.capability(TimeLimited.class);
        this.unlimited = caller(TimeLeft.UNBOUNDED);
    }

    private BlockingCaller<StorageCall, StorageCall.Answer> caller(TimeLeft time) {
        return call ->
                operations.answered(call, call instanceof StorageCall.Get read ? read(read, time) : write(call, time));
    }

    private StorageCall.Answer write(StorageCall call, TimeLeft time) {
        try {
            return call.on(time.of(storage));
        } finally {
            operations.ended(call);
        }
    }

    private StorageCall.Answer read(StorageCall.Get read, TimeLeft time) {
        SharedReads reads = operations.reads();
        while (reads.shares(read)) {
            SharedReads.Flight own = new SharedReads.Flight(read);
            SharedReads.Flight joined = reads.join(own);
            if (joined == null) {
                break;
            }
            if (joined == own) {
                return readForAll(own, read, time);
            }
            SharedReads.Outcome outcome = time.await(joined);
            if (outcome.answer() != null) {
                if (!SharedReads.isShared(outcome.answer())) {
                    break;
                }
                return SharedReads.seenBy(read, outcome.answer());
            }
            if (!outcome.isAbandoned()) {
                throw unchecked(outcome.failure());
            }
        }
        return read.on(time.of(storage));
    }

    private StorageCall.Answer readForAll(SharedReads.Flight flight, StorageCall.Get read, TimeLeft time) {
        try {
            StorageCall.Answer answer = read.on(time.of(storage));
            operations.reads().landed(flight, answer);
            return answer;
        } catch (RuntimeException | Error e) {
            boolean isInterrupted = Thread.currentThread().isInterrupted();
            operations.reads().failed(flight, e, e instanceof Error || isInterrupted || time.isOver());
            throw e;
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable failure) {
        return failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
    }

    /**
     * Runs an operation to its end, and notifies listeners of it.
     *
     * @throws SessionStorageException if a call fails; other exceptions of the steps are thrown as well
     */
    <R, T> T run(Operation<R, T> operation) {
        StoreEvents events = operations.events();
        Measurement measured = events.begin(operation.kind(), true);
        R result;
        try {
            result = exclusively(operation, measured);
        } catch (RuntimeException | Error e) {
            Throwable failure = events.wording().ofAny(e);
            events.failed(measured, failure);
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
        return events.over(operation, measured, result);
    }

    private <R> R exclusively(Operation<R, ?> operation, Measurement measured) {
        WorkingCopy copy = operation.exclusive();
        if (copy == null) {
            return steps(operation, measured);
        }
        ReentrantLock lock = copy.saving();
        lock.lock();
        try {
            return steps(operation, measured);
        } finally {
            lock.unlock();
        }
    }

    private <R> R steps(Operation<R, ?> operation, Measurement measured) {
        BlockingCaller<StorageCall, StorageCall.Answer> caller = timeLimited.isPresent() && operation.isTimeLimited()
                ? caller(TimeLeft.from(timeLimited, operations.ticker()))
                : unlimited;
        return caller.run(operation.first().apply(measured));
    }
}
