package io.github.dynamodbsession.core.step;

import io.github.dynamodbsession.core.error.SessionStorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the calls of steps on the calling thread, and so runs a whole operation.
 *
 * @param <Q> a request
 * @param <A> an answer
 */
@FunctionalInterface
public interface BlockingCaller<Q, A> {

    /**
     * Makes one call and waits for its answer.
     *
     * @param request what to ask
     * @return the answer
     */
    A call(Q request);

    /**
     * Makes calls that do not depend on each other: here one after the other, in other implementations concurrently.
     *
     * @param requests what to ask
     * @return the answers in the order of the requests
     */
    default List<A> callAll(List<Q> requests) {
        List<A> answers = new ArrayList<>(requests.size());
        for (Q request : requests) {
            answers.add(call(request));
        }
        return answers;
    }

    /**
     * Runs an operation to its end on the calling thread.
     *
     * @param operation its first step
     * @param <T> its result
     * @return its result
     * @throws SessionStorageException if the thread is interrupted during a pause; its interrupt flag is restored
     */
    default <T> T run(Step<Q, A, T> operation) {
        Step<Q, A, T> step = operation;
        while (true) {
            if (step instanceof Step.Done<Q, A, T> done) {
                return done.value();
            }
            if (step instanceof Step.Call<Q, A, T> call) {
                pause(call.delay());
                step = call.next().apply(call(call.request()));
            } else {
                Step.Calls<Q, A, T> calls = (Step.Calls<Q, A, T>) step;
                pause(calls.delay());
                step = calls.next().apply(callAll(calls.requests()));
            }
        }
    }

    private static void pause(Duration delay) {
        if (delay.isZero() || delay.isNegative()) {
            return;
        }
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionStorageException("The thread was interrupted while it waited to retry.", true, e);
        }
    }
}
