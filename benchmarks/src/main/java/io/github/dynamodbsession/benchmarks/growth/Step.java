package io.github.dynamodbsession.benchmarks.growth;

import java.util.List;

/** What is done with a session, in this order. Each but the first is a request that finds the session. */
enum Step {
    CREATE("create"),
    READ_SMALL("read a small attribute"),
    CHANGE_SMALL("change a small attribute"),
    CHANGE_ID("change the id"),
    READ_LARGE("read a large attribute"),
    DELETE("delete");

    /** All of a session's life. */
    static final List<Step> CYCLE = List.of(values());

    /** Those of them that only read. */
    static final List<Step> READS = List.of(READ_SMALL, READ_LARGE);

    /** How readers know it, and files. */
    final String label;

    Step(String label) {
        this.label = label;
    }
}
