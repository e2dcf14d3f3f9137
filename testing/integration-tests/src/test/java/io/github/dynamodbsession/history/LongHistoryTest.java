package io.github.dynamodbsession.history;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No history breaks a promise, although nearly every other write arrives late: a million operations through all SDKs
 * together, unless system properties say otherwise: {@code history.operations} (through each), {@code history.share},
 * {@code history.lateness} and {@code history.callTimeout} (milliseconds), {@code history.seed}, {@code history.nodes},
 * {@code history.threads}, {@code history.maxHeadSize}, {@code history.encrypted}, {@code history.sdk}
 * ({@code v2,v2-async,v1}), {@code history.shown} (how many violations of a kind are printed) and {@code history.whole}
 * ({@code true}: with all that was done to their sessions).
 */
@Tag("figures")
class LongHistoryTest {

    private static final HistoryOptions LONG =
            new HistoryOptions(334_000, 0.45, Duration.ofSeconds(2), Duration.ofMillis(600), 18, 6, 300, 1_024);

    private static List<Sdk> sdks() {
        return HistoryOptions.sdks();
    }

    @ParameterizedTest
    @MethodSource("sdks")
    void everyPromiseIsKept(Sdk sdk) throws InterruptedException {
        HistoryTest.everyPromiseIsKept(sdk, LONG.fromProperties());
    }
}
