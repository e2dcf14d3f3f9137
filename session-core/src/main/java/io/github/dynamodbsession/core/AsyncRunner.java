package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.step.AsyncCaller;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.AsyncAttributeLoading;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.TimeLimited;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs the operations of a store without blocking a thread. Safe for use by several threads. */
final class AsyncRunner {

    private final AsyncStorageClient storage;
    private final StoreOperations operations;
    private final Executor executor;
    private final Optional<TimeLimited> timeLimited;
    private final boolean loadsAttributes;
    private final AsyncCaller<StorageCall, StorageCall.Answer> unlimited;

    /**
     * Runs operations on a storage.
     *
     * @param executor where everything but the storage's own work runs
     */
    AsyncRunner(AsyncStorageClient storage, StoreOperations operations, Executor executor) {
        this.storage = storage;
        this.operations = operations;
        this.executor = executor;
        this.timeLimited = storage.capability(TimeLimited.class);
        this.loadsAttributes = storage.capability(AsyncAttributeLoading.class).isPresent();
        this.unlimited = caller(TimeLeft.UNBOUNDED);
    }

    private AsyncCaller<StorageCall, StorageCall.Answer> caller(TimeLeft time) {
        return new AsyncCaller<>(
                call -> (call instanceof StorageCall.Get read ? read(read, time) : write(call, time))
                        .thenApply(answer -> operations.answered(call, answer)),
                executor,
                operations.events().wording()::ofAny);
    }

    private CompletionStage<StorageCall.Answer> write(StorageCall call, TimeLeft time) {
        return made(call, time).whenComplete((answer, failure) -> operations.ended(call));
    }

    private CompletionStage<StorageCall.Answer> read(StorageCall.Get read, TimeLeft time) {
        if (!operations.reads().shares(read)) {
            return made(read, time);
        }
        SharedReads.Flight own = new SharedReads.Flight(read);
        SharedReads.Flight joined = operations.reads().join(own);
        if (joined == null) {
            return made(read, time);
        }
        if (joined == own) {
            return made(read, time).whenComplete((answer, failure) -> landed(own, answer, failure, time));
        }
        return time.limit(joined).thenCompose(outcome -> {
            if (outcome.isAbandoned()) {
                return read(read, time);
            }
            if (outcome.answer() == null) {
                return CompletableFuture.failedFuture(Objects.requireNonNull(outcome.failure()));
            }
            return SharedReads.isShared(outcome.answer())
                    ? CompletableFuture.completedFuture(SharedReads.seenBy(read, outcome.answer()))
                    : made(read, time);
        });
    }

    private void landed(
            SharedReads.Flight flight,
            StorageCall.@Nullable Answer answer,
            @Nullable Throwable failure,
            TimeLeft time) {
        if (answer != null) {
            operations.reads().landed(flight, answer);
        } else {
            Throwable why = AsyncCaller.unwrappedOrSelf(Objects.requireNonNull(failure));
            operations.reads().failed(flight, why, why instanceof Error || time.isOver());
        }
    }

    /** A call that cannot even be made fails like others do. */
    private CompletionStage<StorageCall.Answer> made(StorageCall call, TimeLeft time) {
        try {
            AsyncStorageClient limited = time.of(storage);
            return call instanceof StorageCall.Removes
                            && loadsAttributes
                            && !operations.events().listeners().isEmpty()
                    ? new AsyncRemovals(limited, executor).on(call)
                    : call.on(limited);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Runs an operation to its end, and notifies listeners of it. The result fails with the failure of a call or step.
     */
    <R, T> CompletableFuture<T> run(Operation<R, T> operation) {
        Measurement measured = operations.events().begin(operation.kind(), false);
        FailureNotice notice = new FailureNotice(operations.events(), measured);
        WorkingCopy copy = operation.exclusive();
        CompletableFuture<T> result = copy == null
                ? callerFor(operation).run(() -> steps(operation, measured), () -> {}, notice)
                : copy.saves().next(over -> callerFor(operation).run(() -> steps(operation, measured), over, notice));
        return notifying(measured, notice, result);
    }

    /** Notifies listeners once that an operation failed, or was cancelled. */
    private record FailureNotice(StoreEvents events, Measurement measured, AtomicBoolean given)
            implements Consumer<Throwable> {

        FailureNotice(StoreEvents events, Measurement measured) {
            this(events, measured, new AtomicBoolean());
        }

        void isNotNeeded() {
            given.set(true);
        }

        @Override
        public void accept(Throwable why) {
            if (given.compareAndSet(false, true)) {
                events.failed(measured, why);
            }
        }
    }

    private AsyncCaller<StorageCall, StorageCall.Answer> callerFor(Operation<?, ?> operation) {
        return timeLimited.isPresent() && operation.isTimeLimited()
                ? caller(TimeLeft.from(timeLimited, operations.ticker()))
                : unlimited;
    }

    private <R, T> Step<StorageCall, StorageCall.Answer, T> steps(Operation<R, T> operation, Measurement measured) {
        return operation.first().apply(measured).map(result -> operations
                .events()
                .over(operation, measured, result));
    }

    /**
     * The steps notify of their own end, and what runs them if they fail, in both cases before what is chained to the
     * result; this notifies if the result is completed otherwise.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the operation itself is returned, with its failure
    private <T> CompletableFuture<T> notifying(
            Measurement measured, FailureNotice notice, CompletableFuture<T> operation) {
        operation.whenComplete((result, failure) -> {
            Throwable why = AsyncCaller.unwrapped(failure);
            if (why == null) {
                notice.isNotNeeded();
                operations.events().cancelled(measured); // counts only if the steps have not ended yet
            } else {
                notice.accept(why);
            }
        });
        return operation;
    }
}
