package io.github.dynamodbsession.dynamo;

import java.time.Duration;
import java.util.List;

/** Options of a table called {@code sessions} without a prefix; what a test does not ask about is as small as it can be. */
final class TestOptions {

    private TestOptions() {}

    static DynamoOptions with(boolean autoCreate, boolean nativeTtl) {
        return new DynamoOptions(
                LayoutChoice.nativeLayout(),
                "sessions",
                "",
                "id",
                true,
                autoCreate,
                null,
                nativeTtl,
                1,
                null,
                null,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                null,
                List.of());
    }
}
