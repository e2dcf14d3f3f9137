package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.log.OutageLog;
import io.github.dynamodbsession.core.storage.ExpiresByItself;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReaperScheduleTest {

    private static final Duration SHORT = Duration.ofMillis(1);

    private final ByItself storage = new ByItself();
    private final CountDownLatch round = new CountDownLatch(1);

    /** Removes expired sessions by itself, and notes how long it is asked not to. */
    private static final class ByItself implements ExpiresByItself {
        private final List<Duration> delays = new ArrayList<>();

        @Override
        public boolean removesExpired() {
            return true;
        }

        @Override
        public void delayRemoval(Duration grace) {
            delays.add(grace);
        }
    }

    private ReaperSchedule schedule(Duration interval, Optional<ExpiresByItself> capability) {
        return new ReaperSchedule(
                interval, capability, i -> round.countDown(), new OutageLog("over", System::nanoTime));
    }

    private static boolean runs() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("dynamodb-session-reaper"));
    }

    @Test
    void whereTheStorageRemovesByItselfAndNobodyListensThereIsNone() {
        try (ReaperSchedule schedule = schedule(null, Optional.of(storage))) {
            schedule.start(false);

            assertThat(runs()).isFalse();
            assertThat(storage.delays).isEmpty();
        }
    }

    @Test
    void whereSomebodyListensItRunsAndTheStorageComesInADayLater() {
        try (ReaperSchedule schedule = schedule(null, Optional.of(storage))) {
            schedule.start(true);

            assertThat(runs()).isTrue();
            assertThat(storage.delays).containsExactly(Duration.ofDays(1));
        }
        assertThat(runs()).isFalse();
    }

    @Test
    void aListenerThatComesLaterStartsIt() {
        try (ReaperSchedule schedule = schedule(null, Optional.of(storage))) {
            schedule.start(false);
            schedule.start(true);

            assertThat(runs()).isTrue();
            assertThat(storage.delays).hasSize(1);
        }
    }

    @Test
    void whereTheStorageDoesNotItRuns() {
        try (ReaperSchedule schedule = schedule(null, Optional.empty())) {
            schedule.start(false);

            assertThat(runs()).isTrue();
        }
    }

    @Test
    void switchedOffItDoesNotRunAndTheStorageIsNotHeldBack() {
        try (ReaperSchedule schedule = schedule(Duration.ZERO, Optional.of(storage))) {
            schedule.start(true);

            assertThat(runs()).isFalse();
            assertThat(storage.delays).isEmpty();
        }
    }

    @Test
    void askedForItRunsWithoutListenersToo() throws InterruptedException {
        try (ReaperSchedule schedule = schedule(SHORT, Optional.of(storage))) {
            schedule.start(false);

            assertThat(round.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(storage.delays).isEmpty();
        }
    }

    @Test
    void onceClosedItDoesNotStartAgain() {
        ReaperSchedule schedule = schedule(SHORT, Optional.empty());
        schedule.close();

        schedule.start(true);

        assertThat(runs()).isFalse();
    }
}
