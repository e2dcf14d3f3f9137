package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.OperationEvent.Kind;
import io.github.dynamodbsession.core.step.Step;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a store as a value: the calls of the storage, and what follows from the answers. Creating one has no
 * effect. A {@link BlockingRunner} runs it on the calling thread, an {@link AsyncRunner} without blocking a thread.
 *
 * @param kind the kind that listeners are notified of
 * @param exclusive the working copy that no other operation may use at the same time; null: none
 * @param first creates the first step, when the operation begins; records decisions in the measurement
 * @param ending the outcome for listeners, from the result of the steps
 * @param after called when the operation is over, for instance to notify listeners; returns the result for the caller
 * @param <R> the result of the steps
 * @param <T> the result for the caller */
record Operation<R, T>(
        Kind kind,
        @Nullable WorkingCopy exclusive,
        Function<Measurement, Step<StorageCall, StorageCall.Answer, R>> first,
        Function<R, Ending> ending,
        Function<R, T> after) {

    /** An operation without exclusive access to a session, whose result is that of its steps. */
    static <T> Operation<T, T> of(
            Kind kind,
            Function<Measurement, Step<StorageCall, StorageCall.Answer, T>> first,
            Function<T, Ending> ending) {
        return new Operation<>(kind, null, first, ending, Function.identity());
    }

    /** Whether the storage's timeout for operations on one session applies. */
    boolean isTimeLimited() {
        return switch (kind) {
            case FIND, LOAD, SAVE, DELETE -> true;
            case INIT, FIND_BY_INDEX, DELETE_BY_INDEX, LIST, COUNT, DELETE_ALL, CLAIM_REAP, REAP, HEALTH -> false;
        };
    }
}
