package io.github.dynamodbsession.dynamo.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.dynamo.contract.EngineSettings;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.TestTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The timers of a client that the adapter creates. */
class CallTimersTest {

    private static final Duration END = Duration.ofSeconds(20);

    private final TestTable table = new TestTable(DynamoDbEndpoint.shared());

    /** Threads that are created during a test belong to it. */
    private final ThreadGroup group = new ThreadGroup("timers");

    @AfterEach
    void deleteTable() {
        table.delete();
    }

    @Test
    void aTimerThatIsCancelledIsNotKept() {
        try (CallTimers timers = new CallTimers()) {
            timers.executor().schedule(() -> {}, 1, TimeUnit.HOURS).cancel(false);

            assertThat(((ScheduledThreadPoolExecutor) timers.executor()).getQueue())
                    .isEmpty();
        }
    }

    @Test
    void theThreadsOfTheTimersEndWithABlockingClient() throws Exception {
        List<Thread> timers = inGroup(() -> {
            try (StorageClient storage = options().build()) {
                storage.init();
                storage.get("someone", Instant.now());
                return timerThreads();
            }
        });

        assertEnd(timers);
    }

    @Test
    void theThreadsOfTheTimersEndWithAnAsynchronousClient() throws Exception {
        List<Thread> timers = inGroup(() -> {
            try (AsyncStorageClient storage = options().buildAsync()) {
                storage.init().toCompletableFuture().join();
                storage.get("someone", Instant.now()).toCompletableFuture().join();
                return timerThreads();
            }
        });

        assertEnd(timers);
    }

    private DynamoDbV2Storage.Builder options() {
        return EngineSettings.set(DynamoDbV2Storage.builder(), DynamoDbEndpoint.shared())
                .tableName(table.name())
                .autoCreate(true)
                .nativeTtl(false);
    }

    private List<Thread> inGroup(Callable<List<Thread>> test) throws Exception {
        FutureTask<List<Thread>> task = new FutureTask<>(test);
        new Thread(group, task).start();
        return task.get();
    }

    private List<Thread> timerThreads() {
        Thread[] threads = new Thread[group.activeCount() + 100];
        int count = group.enumerate(threads);
        return Stream.of(Arrays.copyOf(threads, count))
                .filter(thread -> thread.getName().startsWith(CallTimers.THREAD_NAME))
                .toList();
    }

    private static void assertEnd(List<Thread> timers) throws InterruptedException {
        assertThat(timers).isNotEmpty().allMatch(Thread::isDaemon);
        for (Thread timer : timers) {
            timer.join(END.toMillis());
            assertThat(timer.isAlive()).as(timer.getName()).isFalse();
        }
    }
}
