package io.github.dynamodbsession.core.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StoreThreadsTest {

    private static final long TIMEOUT_SECONDS = 30;

    private static Thread threadOf(Executor executor) throws Exception {
        return CompletableFuture.supplyAsync(Thread::currentThread, executor).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void aTaskThatWaitsForAnotherOneHoldsNothingUp() throws Exception {
        try (StoreThreads threads = StoreThreads.own()) {
            CompletableFuture<String> outer = CompletableFuture.supplyAsync(
                    () -> {
                        List<String> answers = new ArrayList<>();
                        for (int i = 0; i < 1000; i++) {
                            answers.add(CompletableFuture.supplyAsync(() -> "answer", threads)
                                    .join());
                        }
                        return answers.get(0);
                    },
                    threads);

            assertThat(outer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isEqualTo("answer");
        }
    }

    @Test
    void whatAThreadSubmitsItRunsAtOnceButNotInThoseOfOthers() throws Exception {
        try (StoreThreads threads = StoreThreads.own();
                StoreThreads others = StoreThreads.own()) {
            List<Thread> seen = CompletableFuture.supplyAsync(
                            () -> {
                                List<Thread> inOrder = new ArrayList<>();
                                threads.execute(() -> inOrder.add(Thread.currentThread()));
                                inOrder.add(Thread.currentThread());
                                inOrder.add(CompletableFuture.supplyAsync(Thread::currentThread, others)
                                        .join());
                                return inOrder;
                            },
                            threads)
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);

            assertThat(seen).hasSize(3);
            assertThat(seen.get(0)).isSameAs(seen.get(1));
            assertThat(seen.get(2)).isNotSameAs(seen.get(1));
        }
    }

    @Test
    void aLongChainOfSubmissionsNeedsNoLongStack() throws Exception {
        CompletableFuture<Integer> deepest = new CompletableFuture<>();
        try (StoreThreads threads = StoreThreads.own()) {
            class Chain implements Runnable {

                private int left = 100_000;
                private int mostFrames;

                @Override
                public void run() {
                    if (left % 100 == 0) {
                        mostFrames = Math.max(mostFrames, new Throwable().getStackTrace().length);
                    }
                    if (left-- == 0) {
                        deepest.complete(mostFrames);
                    } else {
                        threads.execute(this);
                    }
                }
            }
            threads.execute(new Chain());

            assertThat(deepest.get(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isLessThan(100);
        }
    }

    @Test
    void theThreadsAreAFewDaemons() throws Exception {
        int tasks = 1000;
        Queue<Thread> seen = new ConcurrentLinkedQueue<>();
        CountDownLatch done = new CountDownLatch(tasks);
        try (StoreThreads threads = StoreThreads.own()) {
            for (int i = 0; i < tasks; i++) {
                threads.execute(() -> {
                    seen.add(Thread.currentThread());
                    done.countDown();
                });
            }
            assertThat(done.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(seen).allMatch(Thread::isDaemon).allMatch(thread -> thread.getName()
                .startsWith("dynamodb-session-"));
        assertThat(seen.stream().distinct())
                .hasSizeBetween(1, Math.max(4, Runtime.getRuntime().availableProcessors()));
    }

    @Test
    void closedThreadsEndAndWhatComesLateIsStillDone() throws Exception {
        StoreThreads threads = StoreThreads.own();
        Thread first = threadOf(threads);

        threads.close();
        threads.close();

        first.join(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
        assertThat(first.isAlive()).isFalse();
        Thread late = threadOf(threads);
        late.join(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
        assertThat(late.isAlive()).isFalse();
    }

    @Test
    void anExecutorOfTheUsersIsUsedAsItIs() throws Exception {
        try (StoreThreads threads = StoreThreads.orOwn(Runnable::run)) {
            assertThat(threadOf(threads)).isSameAs(Thread.currentThread());
        }
    }
}
