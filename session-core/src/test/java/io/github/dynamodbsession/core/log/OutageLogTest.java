package io.github.dynamodbsession.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutageLogTest {

    /** From near the end of what it can count to, as System.nanoTime may. */
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_500_000_000L);

    private final RecordedLines lines = new RecordedLines();
    private final OutageLog log = new OutageLog("Storage answers again", nanos::get);
    private final Exception failure = new IllegalStateException("GetItem failed", new Exception("connection\nrefused"));

    private void advance(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    private void fail() {
        log.failed(lines, "Request failed", failure);
    }

    @Test
    void anOutageIsALineASecondOneStackTraceAndALineWhenItIsOver() {
        for (int second = 0; second < 90; second++) {
            for (int i = 0; i < 500; i++) {
                fail();
            }
            advance(Duration.ofSeconds(1));
        }
        advance(Duration.ofSeconds(9));
        IntStream.range(0, 500).forEach(i -> log.answered());

        assertThat(lines.texts).hasSize(91);
        assertThat(lines.texts.get(0)).isEqualTo("Request failed");
        assertThat(lines.texts.subList(1, 90))
                .containsOnly("Request failed (499 more since the last such line): java.lang.IllegalStateException:"
                        + " GetItem failed; caused by java.lang.Exception: connection refused");
        assertThat(lines.texts.get(90))
                .isEqualTo("Storage answers again: 45000 failures in 89 s (499 more since the last such line)");
        assertThat(lines.thrown.stream().filter(Objects::nonNull)).containsExactly(failure);
    }

    /** However seldom somebody asks meanwhile. */
    @Test
    void noOtherStackTraceBeforeItIsOver() {
        for (int i = 0; i < 10; i++) {
            fail();
            advance(Duration.ofMinutes(5));
        }

        assertThat(lines.thrown.stream().filter(Objects::nonNull)).hasSize(1);
        assertThat(lines.texts).hasSize(10);
    }

    @Test
    void aStorageThatAnswersSomeAndFailsOthersIsNotBack() {
        for (int i = 0; i < 100; i++) {
            fail();
            log.answered();
            advance(Duration.ofSeconds(9));
            log.answered();
        }

        assertThat(lines.texts).hasSize(100).noneMatch(line -> line.contains("again"));
    }

    @Test
    void anotherOutageHasAStackTraceAgain() {
        fail();
        advance(Duration.ofMinutes(1));
        log.answered();
        fail();

        assertThat(lines.texts)
                .containsExactly("Request failed", "Storage answers again: 1 failure in 0 s", "Request failed");
        assertThat(lines.thrown).containsExactly(failure, null, failure);
    }

    @Test
    void oneThatComesBackWithinAMinuteHasNone() {
        fail();
        advance(Duration.ofSeconds(30));
        log.answered();
        fail();

        assertThat(lines.texts).hasSize(3);
        assertThat(lines.thrown).containsExactly(failure, null, null);
    }

    @Test
    void withoutAnOutageNothingIsSaid() {
        log.answered();
        advance(Duration.ofMinutes(1));
        log.answered();

        assertThat(lines.texts).isEmpty();
    }

    @Test
    void threadsCountTogether() {
        IntStream.range(0, 10_000).parallel().forEach(i -> fail());
        advance(Duration.ofSeconds(10));
        IntStream.range(0, 10_000).parallel().forEach(i -> log.answered());

        assertThat(lines.texts)
                .containsExactly(
                        "Request failed",
                        "Storage answers again: 10000 failures in 0 s (9999 more since the last such line)");
    }
}
