package io.github.dynamodbsession.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No history of a short run breaks a promise, although attempts arrive late. The long run is {@link LongHistoryTest}.
 */
class HistoryTest {

    private static final HistoryOptions SHORT =
            new HistoryOptions(1_500, 0.45, Duration.ofSeconds(1), Duration.ofMillis(600), 18, 4, 96, 1_024);

    private static final int ENCRYPTED_OPERATIONS = 500;

    @ParameterizedTest
    @EnumSource(Sdk.class)
    void everyPromiseIsKept(Sdk sdk) throws InterruptedException {
        everyPromiseIsKept(sdk, SHORT);
    }

    @ParameterizedTest
    @EnumSource(Sdk.class)
    void everyPromiseIsKeptWhereEveryAttributeIsInAChunk(Sdk sdk) throws InterruptedException {
        everyPromiseIsKept(sdk, SHORT.withMaxHeadSize(0));
    }

    /** Retries, id changes and late attempts carry values that are bound to their session's origin and to their name. */
    @Test
    void everyPromiseIsKeptWhereValuesAreEncrypted() throws InterruptedException {
        everyPromiseIsKept(Sdk.V2, SHORT.withEncryption().withOperations(ENCRYPTED_OPERATIONS));
    }

    static void everyPromiseIsKept(Sdk sdk, HistoryOptions options) throws InterruptedException {
        assertThat(run(sdk, options).violations()).isZero();
    }

    /** Prints the operations and the violations. */
    private static Tally run(Sdk sdk, HistoryOptions options) throws InterruptedException {
        long start = System.nanoTime();
        try (Traffic traffic = new Traffic(options, sdk)) {
            Tally tally = traffic.run();
            System.out.println(traffic.report(sdk, (System.nanoTime() - start) / 1e9));
            return tally;
        }
    }
}
