package io.github.dynamodbsession.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WarningLogTest {

    /** From near the end of what it can count to, as System.nanoTime may. */
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_500_000_000L);

    private final RecordedLines lines = new RecordedLines();
    private final WarningLog log = new WarningLog(lines, nanos::get);
    private final Exception failure = new IllegalStateException("GetItem failed", new Exception("connection\nrefused"));

    private void advance(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    @Test
    void aLineASecondWithTheNumberOfThoseLeftOut() {
        for (int second = 0; second < 90; second++) {
            for (int i = 0; i < 500; i++) {
                log.warn("outage", "Request failed", failure);
            }
            advance(Duration.ofSeconds(1));
        }

        assertThat(lines.texts).hasSize(90);
        assertThat(lines.texts.get(0)).isEqualTo("Request failed");
        assertThat(lines.texts.subList(1, 90))
                .containsOnly("Request failed (499 more since the last such line): java.lang.IllegalStateException:"
                        + " GetItem failed; caused by java.lang.Exception: connection refused");
    }

    @Test
    void aStackTraceGoesWithTheFirstOfAnOutageOnly() {
        log.warn("outage", "Request failed", failure);
        advance(Duration.ofSeconds(59));
        log.warn("outage", "Request failed", failure);
        advance(Duration.ofSeconds(59));
        log.warn("outage", "Request failed", failure);
        advance(Duration.ofSeconds(60));
        log.warn("outage", "Request failed", failure);

        assertThat(lines.thrown).containsExactly(failure, null, null, failure);
    }

    @Test
    void whatComesLessOftenThanALineASecondIsAllLogged() {
        for (int i = 0; i < 3; i++) {
            log.warn("outage", "Request " + i + " failed", null);
            advance(Duration.ofSeconds(1));
        }

        assertThat(lines.texts).containsExactly("Request 0 failed", "Request 1 failed", "Request 2 failed");
    }

    @Test
    void kindsDoNotHideEachOther() {
        log.warn("503", "Storage unavailable", null);
        log.warn("500", "Cannot be stored", null);
        log.warn("503", "Storage unavailable", null);

        assertThat(lines.texts).containsExactly("Storage unavailable", "Cannot be stored");
    }

    @Test
    void anyNumberOfKindsIsStillBounded() {
        IntStream.range(0, 10_000).forEach(i -> log.warn("kind " + i, "Request failed", null));

        assertThat(lines.texts).hasSize(65);
    }

    @Test
    void aFailureThatCausedItselfIsNamedInBoundedLength() {
        Exception first = new IllegalStateException("x".repeat(5_000));
        Exception second = new IllegalStateException("second", first);
        first.initCause(second);

        log.warn("outage", "Request failed", null);
        advance(Duration.ofSeconds(1));
        log.warn("outage", "Request failed", second);

        assertThat(lines.texts.get(1)).hasSizeLessThan(1_100).doesNotContain("\n");
    }

    @Test
    void threadsCountTogether() {
        IntStream.range(0, 10_000).parallel().forEach(i -> log.warn("outage", "Request failed", null));
        advance(Duration.ofSeconds(1));
        log.warn("outage", "Request failed", null);

        assertThat(lines.texts)
                .containsExactly("Request failed", "Request failed (9999 more since the last such line)");
    }
}
