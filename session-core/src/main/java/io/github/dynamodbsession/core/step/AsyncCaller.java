package io.github.dynamodbsession.core.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of steps without blocking a thread, and so runs a whole operation. The code between two calls runs on
 * an executor, never on the thread that delivered the answer.
 *
 * <p>Safe for use by any number of threads if its parts are.
 *
 * @param <Q> a request
 * @param <A> an answer
 */
public final class AsyncCaller<Q, A> {

    private static final int MAX_CONCURRENT = 8;

    private final Function<? super Q, ? extends CompletionStage<A>> calls;
    private final Executor executor;
    private final UnaryOperator<Throwable> failures;

    /**
     * Creates a caller.
     *
     * @param calls makes one call
     * @param executor where everything else runs
     */
    public AsyncCaller(Function<? super Q, ? extends CompletionStage<A>> calls, Executor executor) {
        this(calls, executor, UnaryOperator.identity());
    }

    /**
     * Creates a caller that translates failures.
     *
     * @param calls makes one call
     * @param executor where everything else runs
     * @param failures maps the failure of an operation to the failure of its result
     */
    public AsyncCaller(
            Function<? super Q, ? extends CompletionStage<A>> calls,
            Executor executor,
            UnaryOperator<Throwable> failures) {
        this.calls = calls;
        this.executor = executor;
        this.failures = failures;
    }

    /**
     * Runs an operation to its end.
     *
     * @param operation creates its first step, on the executor
     * @param <T> its result
     * @return its result. Once that is completed by the caller, for instance by cancelling it, no further call is made
     */
    public <T> CompletableFuture<T> run(Supplier<Step<Q, A, T>> operation) {
        return run(operation, () -> {}, failure -> {});
    }

    /**
     * Runs an operation to its end, and notifies when it is over.
     *
     * @param operation creates its first step, on the executor
     * @param over run once, when no call is in flight and none will be made; the result may have been completed by the
     *     caller long before
     * @param failed called with the failure of the result, before that is completed with it, so that what is chained to
     *     the result comes later
     * @param <T> its result
     * @return its result, as with {@link #run(Supplier)}
     */
    public <T> CompletableFuture<T> run(
            Supplier<Step<Q, A, T>> operation, Runnable over, Consumer<? super Throwable> failed) {
        Run<T> run = new Run<>(over, failed);
        run.go(() -> run.advance(operation.get()), executor);
        return run.result;
    }

    /** One running operation. */
    private final class Run<T> {

        private final CompletableFuture<T> result = new CompletableFuture<>();
        private final Runnable over;
        private final Consumer<? super Throwable> failed;

        Run(Runnable over, Consumer<? super Throwable> failed) {
            this.over = over;
            this.failed = failed;
        }

        void advance(Step<Q, A, T> step) {
            if (step instanceof Step.Done<Q, A, T> done) {
                over.run();
                result.complete(done.value());
            } else if (result.isDone()) {
                over.run(); // it was cancelled
            } else if (step instanceof Step.Call<Q, A, T> call) {
                afterPause(call.delay(), () -> make(call));
            } else {
                Step.Calls<Q, A, T> calls = (Step.Calls<Q, A, T>) step;
                afterPause(
                        calls.delay(),
                        () -> then(
                                all(calls.requests()),
                                answers -> advance(calls.next().apply(answers))));
            }
        }

        private void afterPause(Duration delay, Runnable action) {
            if (delay.isZero()) {
                action.run();
            } else {
                go(action, after(delay));
            }
        }

        private void make(Step.Call<Q, A, T> call) {
            then(calls.apply(call.request()), answer -> advance(call.next().apply(answer)));
        }

        /**
         * Continues with an answer on the executor, even after a cancellation: decisions about the answer must not be
         * lost.
         */
        <U> void then(CompletionStage<U> answer, Consumer<U> next) {
            answer.whenComplete((value, failure) -> {
                if (failure == null) {
                    go(() -> next.accept(value), executor);
                } else {
                    go(
                            () -> {
                                throw new CompletionException(unwrapped(failure));
                            },
                            executor);
                }
            });
        }

        void go(Runnable action, Executor on) {
            try {
                on.execute(() -> {
                    try {
                        action.run();
                    } catch (RuntimeException | Error e) {
                        fail(e);
                    }
                });
            } catch (RuntimeException e) { // the executor rejected it
                fail(e);
            }
        }

        private void fail(Throwable failure) {
            over.run();
            Throwable translated = failures.apply(unwrappedOrSelf(failure));
            try {
                failed.accept(translated);
            } finally {
                result.completeExceptionally(translated);
            }
        }
    }

    private Executor after(Duration delay) {
        return CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, executor);
    }

    /** Runs a limited number at a time. */
    private CompletableFuture<List<A>> all(List<Q> requests) {
        List<CompletableFuture<A>> answers = new ArrayList<>();
        requests.forEach(request -> answers.add(new CompletableFuture<>()));
        AtomicInteger next = new AtomicInteger();
        for (int i = 0; i < Math.min(MAX_CONCURRENT, requests.size()); i++) {
            makeNext(requests, answers, next);
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> answers.stream().map(CompletableFuture::join).toList());
    }

    private void makeNext(List<Q> requests, List<CompletableFuture<A>> answers, AtomicInteger next) {
        int number = next.getAndIncrement();
        if (number >= requests.size()) {
            return;
        }
        CompletableFuture<A> place = answers.get(number);
        try {
            calls.apply(requests.get(number)).whenComplete((value, failure) -> {
                if (failure == null) {
                    place.complete(value);
                } else {
                    place.completeExceptionally(unwrappedOrSelf(failure));
                }
                makeNext(requests, answers, next);
            });
        } catch (RuntimeException e) {
            place.completeExceptionally(e);
            makeNext(requests, answers, next);
        }
    }

    /**
     * What really went wrong, below the wrappings of futures.
     *
     * @param failure a failure, or null
     * @return the failure without its wrapping; null for null
     */
    public static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        Throwable inner = failure;
        while (inner instanceof CompletionException && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }

    /**
     * What really went wrong, below the wrappings of futures.
     *
     * @param failure a failure
     * @return the failure without its wrapping
     */
    public static Throwable unwrappedOrSelf(Throwable failure) {
        Throwable inner = unwrapped(failure);
        return inner == null ? failure : inner;
    }
}
