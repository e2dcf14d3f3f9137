package io.github.dynamodbsession.dynamo;

import java.time.Duration;
import java.util.List;

/** Repetitions without a pause that is not the shortest, on a table that is not made again. */
final class TestRetries {

    private TestRetries() {}

    static Retries on(TableLayout layout) {
        DynamoOptions options = new DynamoOptions(
                "sessions",
                "",
                "id",
                true,
                false,
                null,
                false,
                1,
                null,
                null,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                null,
                List.of());
        return new Retries(() -> 0, new LostTable(options, layout, new TableIndexes(options, List.of())));
    }
}
