package io.github.dynamodbsession.core.step;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * An operation as a value: either it is done, or it describes the next call and how to continue with the answer.
 *
 * <p>Creating a step calls nothing, so the same operation runs on a blocking and on an asynchronous client, and is tested
 * without either. The functions inside decide what follows from an answer; they do not wait, and do no I/O. They may keep
 * what they decide in an object of the operation, as a save does in its working copy, or pass results on to a consumer that
 * the caller gave. So a step is run once, by one caller, and its functions are called one after the other, on whatever
 * thread; only a step whose functions do none of this may be run again or shared. A failed call ends the operation with the
 * failure that the caller raised.
 *
 * @param <Q> a request
 * @param <A> an answer
 * @param <T> the operation's result
 */
public sealed interface Step<Q, A, T> {

    /**
     * The operation is done.
     *
     * @param value its result
     * @param <Q> a request
     * @param <A> an answer
     * @param <T> the operation's result
     */
    record Done<Q, A, T>(T value) implements Step<Q, A, T> {

        /** Without the result, which may be an id. */
        @Override
        public String toString() {
            return "done";
        }
    }

    /**
     * One call to make.
     *
     * @param request what to ask
     * @param delay how long to wait before asking; zero for not at all
     * @param next how to go on with the answer
     * @param <Q> a request
     * @param <A> an answer
     * @param <T> the operation's result
     */
    record Call<Q, A, T>(Q request, Duration delay, Function<? super A, ? extends Step<Q, A, T>> next)
            implements Step<Q, A, T> {}

    /**
     * Several calls that do not depend on each other; they may be made concurrently.
     *
     * @param requests what to ask
     * @param delay how long to wait before asking; zero for not at all
     * @param next how to go on with the answers, which are in the order of the requests
     * @param <Q> a request
     * @param <A> an answer
     * @param <T> the operation's result
     */
    record Calls<Q, A, T>(List<Q> requests, Duration delay, Function<? super List<A>, ? extends Step<Q, A, T>> next)
            implements Step<Q, A, T> {

        /**
         * Copies the list.
         *
         * @param requests what to ask
         * @param delay how long to wait before asking
         * @param next how to go on with the answers
         */
        public Calls {
            requests = List.copyOf(requests);
        }
    }

    /**
     * A completed operation.
     *
     * @param value its result
     * @param <Q> a request
     * @param <A> an answer
     * @param <T> the operation's result
     * @return the step
     */
    static <Q, A, T> Step<Q, A, T> done(T value) {
        return new Done<>(value);
    }

    /**
     * One call, to be made immediately.
     *
     * @param request what to ask
     * @param next how to go on with the answer
     * @param <Q> a request
     * @param <A> an answer
     * @param <T> the operation's result
     * @return the step
     */
    static <Q, A, T> Step<Q, A, T> call(Q request, Function<? super A, ? extends Step<Q, A, T>> next) {
        return new Call<>(request, Duration.ZERO, next);
    }

    /**
     * One call after a pause.
     *
     * @param delay how long to wait before asking
     * @param request what to ask
     * @param next how to go on with the answer
     * @param <Q> a request
     * @param <A> an answer
     * @param <T> the operation's result
     * @return the step
     */
    static <Q, A, T> Step<Q, A, T> callAfter(
            Duration delay, Q request, Function<? super A, ? extends Step<Q, A, T>> next) {
        return new Call<>(request, delay, next);
    }

    /**
     * Several calls that do not depend on each other.
     *
     * @param requests what to ask
     * @param next how to go on with the answers, which are in the order of the requests
     * @param <Q> a request
     * @param <A> an answer
     * @param <T> the operation's result
     * @return the step
     */
    static <Q, A, T> Step<Q, A, T> calls(List<Q> requests, Function<? super List<A>, ? extends Step<Q, A, T>> next) {
        return new Calls<>(requests, Duration.ZERO, next);
    }

    /**
     * Several calls that do not depend on each other, after a pause.
     *
     * @param delay how long to wait before asking
     * @param requests what to ask
     * @param next how to go on with the answers, which are in the order of the requests
     * @param <Q> a request
     * @param <A> an answer
     * @param <T> the operation's result
     * @return the step
     */
    static <Q, A, T> Step<Q, A, T> callsAfter(
            Duration delay, List<Q> requests, Function<? super List<A>, ? extends Step<Q, A, T>> next) {
        return new Calls<>(requests, delay, next);
    }

    /**
     * This operation, then another that needs its result.
     *
     * @param continuation creates the second operation from the first one's result
     * @param <U> the second operation's result
     * @return both as one
     */
    default <U> Step<Q, A, U> then(Function<? super T, ? extends Step<Q, A, U>> continuation) {
        if (this instanceof Done<Q, A, T> done) {
            return continuation.apply(done.value());
        }
        if (this instanceof Call<Q, A, T> call) {
            return new Call<>(call.request(), call.delay(), answer -> call.next()
                    .apply(answer)
                    .then(continuation));
        }
        Calls<Q, A, T> calls = (Calls<Q, A, T>) this;
        return new Calls<>(calls.requests(), calls.delay(), answers -> calls.next()
                .apply(answers)
                .then(continuation));
    }

    /**
     * This operation with its result mapped.
     *
     * @param mapping maps the old result to the new one
     * @param <U> the new result
     * @return the operation
     */
    default <U> Step<Q, A, U> map(Function<? super T, ? extends U> mapping) {
        return then(value -> done(mapping.apply(value)));
    }
}
