package io.github.dynamodbsession.emulator;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * The table of a test: a name that nothing else has, and an end, so that nobody pays for what tests leave. Making the
 * table is up to the test. Safe for use by any number of threads.
 */
public final class TestTable {

    /** What the names of all such tables begin with. */
    public static final String PREFIX = "dynamodb-session-test-";

    /** The service adds an index to a table in minutes, and deletes no table meanwhile. */
    private static final Duration TIMEOUT = Duration.ofMinutes(30);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(1);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(1);

    private final String name = PREFIX + UUID.randomUUID();
    private final PlainCaller engine;

    /** One that may be made at that endpoint. */
    public TestTable(URI endpoint) {
        this.engine = new PlainCaller(endpoint);
    }

    /** The name. */
    public String name() {
        return name;
    }

    /**
     * Deletes the table, if there is one, and waits until it is gone.
     *
     * @throws IllegalStateException if it cannot be deleted; says why
     */
    public void delete() {
        long start = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        String answer = ask();
        while (!answer.contains("ResourceNotFoundException")) {
            boolean underWay = answer.contains("TableDescription")
                    || answer.contains("ResourceInUseException")
                    || answer.contains("LimitExceededException")
                    || answer.contains("ThrottlingException");
            if (!underWay || System.nanoTime() - start > TIMEOUT.toNanos()) {
                throw new IllegalStateException("the table " + name + " cannot be deleted: " + answer);
            }
            LockSupport.parkNanos(pause.toNanos());
            pause = pause.compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
            answer = ask();
        }
    }

    private String ask() {
        return engine.call("DeleteTable", "{\"TableName\":\"" + name + "\"}").body();
    }
}
