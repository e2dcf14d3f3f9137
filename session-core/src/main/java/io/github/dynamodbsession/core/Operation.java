package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.OperationEvent.Kind;
import io.github.dynamodbsession.core.step.Step;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a store as a value: what is to be asked of the storage, and what follows from the answers. Creating one
 * has no effect. A {@link BlockingRunner} runs it on the calling thread, an {@link AsyncRunner} without a thread that waits.
 *
 * @param kind what listeners are told it is
 * @param exclusive the working copy that no other operation may work on meanwhile; null: none
 * @param first makes the first step, at the moment when the operation begins; the measurement takes down what it decides
 * @param ending how the operation ended, by what its steps ended with
 * @param after what follows when it has ended, such as notifying listeners; gives what the caller gets
 * @param <R> what the steps end with
 * @param <T> what the caller gets
 */
record Operation<R, T>(
        Kind kind,
        @Nullable WorkingCopy exclusive,
        Function<Measurement, Step<StorageCall, StorageCall.Answer, R>> first,
        Function<R, Ending> ending,
        Function<R, T> after) {

    /** One that nothing follows, and that does not have a session for itself. */
    static <T> Operation<T, T> of(
            Kind kind,
            Function<Measurement, Step<StorageCall, StorageCall.Answer, T>> first,
            Function<T, Ending> ending) {
        return new Operation<>(kind, null, first, ending, Function.identity());
    }

    /** Whether the storage's limit for operations on one session applies to it. */
    boolean isTimeLimited() {
        return switch (kind) {
            case FIND, SAVE, DELETE -> true;
            case INIT, FIND_BY_INDEX, DELETE_BY_INDEX, LIST, COUNT, DELETE_ALL, CLAIM_REAP, REAP, HEALTH -> false;
        };
    }
}
