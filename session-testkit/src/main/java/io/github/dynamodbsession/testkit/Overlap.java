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

/** Requests that overlap: each on a thread of its own, all begun at the same moment, every wait bounded. */
final class Overlap {

    /** How often an overlap is tried where chance decides who comes first. */
    static final int ROUNDS = 20;

    /** How many requests overlap in a round. */
    static final int THREADS = 8;

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private Overlap() {}

    /** Where the requests of one round wait for each other, so that all have read before the first one writes. */
    static final class Meeting {

        private final CyclicBarrier barrier;

        private Meeting(int threads) {
            this.barrier = new CyclicBarrier(threads);
        }

        /** Goes on when all have come here. Every request of the round has to call it equally often. */
        void await() throws Exception {
            barrier.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** One request. */
    @FunctionalInterface
    interface Request<T> {
        T run(int index, Meeting others) throws Exception;
    }

    /** Runs as many requests at once and gives what they returned, in order; throws what one of them threw. */
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
            meeting.barrier.reset(); // the others need not wait for one that will not come
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
                throw new AssertionError("The thread was interrupted while requests were under way", e);
            }
        }
        if (failure != null) {
            throw new AssertionError("An overlapping request failed: " + failure, failure);
        }
        return results;
    }

    /** A request that waited in vain only tells that another one failed. */
    private static @Nullable Throwable tellingMore(@Nullable Throwable known, @Nullable Throwable other) {
        return known == null || known instanceof BrokenBarrierException ? other : known;
    }
}
