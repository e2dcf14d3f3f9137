package io.github.dynamodbsession.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Overlapping requests: each on its own thread, all started at the same moment, with a timeout for every wait. */
final class Overlap {

    /** The number of rounds if the order of requests depends on chance. */
    static final int ROUNDS = 20;

    /** The number of overlapping requests in a round. */
    static final int THREADS = 8;

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private Overlap() {}

    /** Where the requests of a round wait for each other, so that all have read before the first one writes. */
    static final class Meeting {

        private final CyclicBarrier barrier;

        private Meeting(int threads) {
            this.barrier = new CyclicBarrier(threads);
        }

        /** Continues when all requests have called this. Every request of the round must call it equally often. */
        void await() throws Exception {
            barrier.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** One request. */
    @FunctionalInterface
    interface Request<T> {
        T run(int index, Meeting others) throws Exception;
    }

    /** Runs this many requests concurrently, and returns their results in order; throws what one of them threw. */
    static <T> List<T> of(int threads, Request<T> request) {
        Meeting meeting = new Meeting(threads);
        List<FutureTask<T>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int index = i;
            FutureTask<T> task = new FutureTask<>(() -> runOne(request, index, meeting));
            tasks.add(task);
            Thread thread = new Thread(task, "overlapping-request-" + index);
            thread.setDaemon(true);
            thread.start();
        }
        return results(tasks);
    }

    private static <T> T runOne(Request<T> request, int index, Meeting meeting) throws Exception {
        try {
            meeting.await();
            return request.run(index, meeting);
        } catch (Exception | AssertionError e) {
            meeting.barrier.reset(); // the others must not wait for one that failed
            throw e;
        }
    }

    private static <T> List<T> results(List<FutureTask<T>> tasks) {
        List<T> results = new ArrayList<>();
        Throwable failure = null;
        for (FutureTask<T> task : tasks) {
            try {
                results.add(task.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
            } catch (ExecutionException e) {
                failure = tellingMore(failure, e.getCause());
            } catch (TimeoutException e) {
                failure = tellingMore(failure, new AssertionError("A request was not over within " + TIMEOUT, e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("The thread was interrupted while requests were running", e);
            }
        }
        if (failure != null) {
            throw new AssertionError("An overlapping request failed: " + failure, failure);
        }
        return results;
    }

    /** A timeout of a request only shows that another one failed. */
    private static @Nullable Throwable tellingMore(@Nullable Throwable known, @Nullable Throwable other) {
        return known == null || known instanceof BrokenBarrierException ? other : known;
    }
}
