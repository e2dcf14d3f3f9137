package io.github.dynamodbsession.dynamo;

import java.util.List;

/** Repetitions without a pause that is not the shortest, on a table that is not made again. */
final class TestRetries {

    private TestRetries() {}

    static ConflictRetries on(TableLayout layout) {
        DynamoOptions options = TestOptions.with(false, false);
        return new ConflictRetries(() -> 0, new LostTable(options, layout, new TableIndexes(options, List.of())));
    }

    static ApartSteps apart(TableLayout layout) {
        return new ApartSteps(layout, on(layout), "sessions");
    }
}
