package io.github.dynamodbsession.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.dynamo.DynamoStorageClient;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.testkit.SettableClock;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Counting, listing and reaping a hundred thousand small sessions, with little memory. Prints figures; asserts only
 * that nothing is missing and that the memory limit is kept.
 */
@Tag("figures")
class HundredThousandSessionsTest {

    private static final int SESSIONS = 100_000;
    private static final int EXPIRED = SESSIONS / 100;
    private static final int WRITERS = 8;
    private static final long HEAP = 128L * 1024 * 1024;
    private static final Duration SHORT = Duration.ofMinutes(1);

    private final DoubleAdder readUnits = new DoubleAdder();
    private final DoubleAdder writeUnits = new DoubleAdder();
    private final LongAdder calls = new LongAdder();
    private final SettableClock clock = SettableClock.startingNow();

    @Test
    void countListAndReap() throws InterruptedException {
        assertThat(Runtime.getRuntime().maxMemory())
                .as("the heap that this runs with")
                .isLessThanOrEqualTo(HEAP);
        try (SessionStore store = SessionStore.builder(storage())
                .clock(clock)
                .cleanupInterval(Duration.ZERO)
                .build()) {
            measure("write", SESSIONS, () -> write(store));
            clock.advance(SHORT.multipliedBy(2));

            long living = SESSIONS - EXPIRED;
            assertThat(measure("count", SESSIONS, store::count)).isEqualTo(living);
            assertThat(measure("list", SESSIONS, () -> store.sessions().count()))
                    .isEqualTo(living);
            assertThat(measure("reap, 1 % expired", SESSIONS, () -> store.reap().removed()))
                    .isEqualTo(EXPIRED);
            assertThat(measure("reap, none expired", living, () -> store.reap().removed()))
                    .isZero();
            clock.advance(Duration.ofDays(30));
            assertThat(measure("reap, all expired", living, () -> store.reap().removed()))
                    .isEqualTo(living);
            assertThat(store.count()).isZero();
        }
    }

    private DynamoStorageClient storage() {
        return DynamoDbV2Storage.builder()
                .tableName("figures-" + UUID.randomUUID())
                .autoCreate(true)
                .nativeTtl(false)
                .endpoint(DynamoDbEndpoint.shared().toString())
                .region("eu-central-1")
                .accessKeyId("any")
                .secretAccessKey("any")
                .callTimeout(Duration.ofMinutes(1)) // the engine has one small processor for all
                .callListener(this::called)
                .build();
    }

    private void called(CallListener.Made call) {
        readUnits.add(call.readUnits());
        writeUnits.add(call.writeUnits());
        calls.increment();
    }

    private static long write(SessionStore store) {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            for (int writer = 0; writer < WRITERS; writer++) {
                int first = writer;
                writers.execute(() -> {
                    for (int i = first; i < SESSIONS; i += WRITERS) {
                        Session session = store.create();
                        session.setAttribute("user", "user-" + i);
                        if (i < EXPIRED) {
                            session.setMaxInactiveInterval(SHORT);
                        }
                        store.save(session);
                    }
                });
            }
            writers.shutdown();
            assertThat(writers.awaitTermination(30, TimeUnit.MINUTES)).isTrue();
            return SESSIONS;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            writers.shutdownNow();
        }
    }

    private long measure(String what, long sessions, LongSupplier operation) {
        readUnits.reset();
        writeUnits.reset();
        calls.reset();
        heapPools(MemoryPoolMXBean::resetPeakUsage);
        long start = System.nanoTime();
        long result = operation.getAsLong();
        double seconds = (System.nanoTime() - start) / 1e9;
        LongAdder peak = new LongAdder();
        heapPools(pool -> peak.add(pool.getPeakUsage().getUsed()));
        System.out.printf(
                "%-20s %7d sessions in %6.1f s, %7.0f a second; result %6d; %6d calls, %9.1f read units, %9.1f write"
                        + " units; pools of the heap at the most %d MB together%n",
                what,
                sessions,
                seconds,
                sessions / seconds,
                result,
                calls.sum(),
                readUnits.sum(),
                writeUnits.sum(),
                peak.sum() / 1024 / 1024);
        return result;
    }

    private static void heapPools(java.util.function.Consumer<MemoryPoolMXBean> action) {
        ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .forEach(action);
    }
}
