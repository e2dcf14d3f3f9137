package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.log.OutageLog;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waits for what happens, never for time to pass. */
@Timeout(60)
class ReaperTest {

    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration NEVER_IN_A_TEST = Duration.ofDays(365);
    private static final OutageLog OUTAGES = new OutageLog("over", System::nanoTime);

    private final Logger logger = Logger.getLogger(SessionStore.class.getName());

    @BeforeEach
    void beQuiet() {
        logger.setLevel(Level.OFF);
    }

    @AfterEach
    void beHeard() {
        logger.setLevel(null);
    }

    @Test
    void roundsComeOneAfterTheOther() throws InterruptedException {
        CountDownLatch rounds = new CountDownLatch(3);

        try (Reaper reaper = Reaper.start(rounds::countDown, SHORT, OUTAGES)) {
            assertThat(rounds.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(reaper).isNotNull();
        }
    }

    @Test
    void theFirstRoundComesAfterAPause() {
        AtomicInteger rounds = new AtomicInteger();

        Reaper.start(rounds::incrementAndGet, NEVER_IN_A_TEST, OUTAGES).close();

        assertThat(rounds).hasValue(0);
    }

    @Test
    void roundsRunOnADaemonThreadOfTheirOwn() throws InterruptedException {
        AtomicReference<Thread> thread = new AtomicReference<>();
        CountDownLatch ran = new CountDownLatch(1);

        try (Reaper reaper = Reaper.start(
                () -> {
                    thread.set(Thread.currentThread());
                    ran.countDown();
                },
                SHORT,
                OUTAGES)) {
            assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(reaper).isNotNull();
        }

        assertThat(thread.get().isDaemon()).isTrue();
        assertThat(thread.get().getName()).contains("reaper");
        assertThat(thread.get().isAlive()).as("after it was closed").isFalse();
    }

    @Test
    void oneRoundNeverOverlapsAnother() throws InterruptedException {
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch rounds = new CountDownLatch(20);

        try (Reaper reaper = Reaper.start(
                () -> {
                    most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    rounds.countDown();
                    LockSupport.parkNanos(SHORT.multipliedBy(3).toNanos()); // the next one is due meanwhile
                    atOnce.decrementAndGet();
                },
                SHORT,
                OUTAGES)) {
            assertThat(rounds.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(reaper).isNotNull();
        }

        assertThat(most).hasValue(1);
    }

    @Test
    void noFailureEndsIt() throws InterruptedException {
        AtomicInteger rounds = new AtomicInteger();
        CountDownLatch survived = new CountDownLatch(1);

        try (Reaper reaper = Reaper.start(
                () -> {
                    switch (rounds.incrementAndGet()) {
                        case 1 -> throw new SessionStorageException("no answer", true, null);
                        case 2 -> throw new IllegalStateException("a listener's own");
                        case 3 -> throw new NoClassDefFoundError("after a reload");
                        default -> survived.countDown();
                    }
                },
                SHORT,
                OUTAGES)) {
            assertThat(survived.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(reaper).isNotNull();
        }
    }

    @Test
    void closingEndsThePauseAtOnceAndMayBeDoneTwice() {
        Reaper reaper = Reaper.start(() -> {}, NEVER_IN_A_TEST, OUTAGES);

        reaper.close();
        reaper.close();
    }

    @Test
    void closingInterruptsTheRoundUnderWayAndNoOtherFollows() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        AtomicInteger rounds = new AtomicInteger();
        Reaper reaper = Reaper.start(
                () -> {
                    rounds.incrementAndGet();
                    began.countDown();
                    try {
                        if (never.await(60, TimeUnit.SECONDS)) {
                            throw new IllegalStateException("nobody counts it down");
                        }
                    } catch (InterruptedException e) {
                        interrupted.incrementAndGet();
                    }
                },
                SHORT,
                OUTAGES);
        assertThat(began.await(30, TimeUnit.SECONDS)).isTrue();

        reaper.close();

        assertThat(interrupted).hasValue(1);
        assertThat(rounds).hasValue(1);
    }

    @Test
    void aRoundMayCloseItsOwnReaper() throws InterruptedException {
        AtomicReference<Reaper> self = new AtomicReference<>();
        CountDownLatch known = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);

        Reaper reaper = Reaper.start(
                () -> {
                    try {
                        known.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    self.get().close();
                    closed.countDown();
                },
                SHORT,
                OUTAGES);
        self.set(reaper);
        known.countDown();

        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
