package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class SettableClockTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void startsAtThePresentInWholeMilliseconds() {
        Instant start = SettableClock.startingNow().instant();

        assertThat(start).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThat(start).isEqualTo(start.truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void standsStillUntilItIsMoved() {
        SettableClock clock = SettableClock.startingAt(START);

        assertThat(clock.instant()).isEqualTo(START);
        clock.advance(Duration.ofSeconds(3));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(3));
        clock.moveTo(START.plusSeconds(3));
        clock.moveTo(START.plusSeconds(4));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(4));
    }

    @Test
    void movesForwardOnly() {
        SettableClock clock = SettableClock.startingAt(START);

        assertThatThrownBy(() -> clock.advance(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("forward only");
        assertThatThrownBy(() -> clock.moveTo(START.minusMillis(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("forward only");
        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void keepsItsTimeInAnotherZone() {
        SettableClock clock = SettableClock.startingAt(START);
        Clock elsewhere = clock.withZone(ZoneId.of("Europe/Berlin"));

        clock.advance(Duration.ofHours(1));

        assertThat(elsewhere.instant()).isEqualTo(START.plusSeconds(3600));
        assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @Test
    void losesNoStepOfSeveralThreads() {
        SettableClock clock = SettableClock.startingAt(START);

        Overlap.of(Overlap.THREADS, (thread, others) -> {
            for (int i = 0; i < 1_000; i++) {
                clock.advance(Duration.ofMillis(1));
            }
            return true;
        });

        assertThat(clock.instant()).isEqualTo(START.plusMillis(1_000L * Overlap.THREADS));
    }
}
