package io.github.dynamodbsession.conformance.differential;

import java.util.Set;

/** Waits until a side is done with a table. */
final class TableStatus {

    private static final Set<String> UNDER_WAY = Set.of("CREATING", "UPDATING", "DELETING");
    private static final long MAX_NANOS = 10_000_000_000L;

    private final Side side;

    TableStatus(Side side) {
        this.side = side;
    }

    void settle(String table) {
        long start = System.nanoTime();
        while (isUnderWay(table)) {
            if (System.nanoTime() - start > MAX_NANOS) {
                throw new IllegalStateException("Table " + table + " does not become active");
            }
            Thread.onSpinWait();
        }
    }

    private boolean isUnderWay(String table) {
        Answer answer = side.send(new Request("DescribeTable", Json.object("TableName", table)));
        String status = answer.body().path("Table").path("TableStatus").asString("");
        return UNDER_WAY.contains(status)
                || answer.body()
                        .path("Table")
                        .path("GlobalSecondaryIndexes")
                        .valueStream()
                        .anyMatch(index ->
                                UNDER_WAY.contains(index.path("IndexStatus").asString("")));
    }
}
