package io.github.dynamodbsession.codec.contract.foreign;

import static org.assertj.core.api.Assertions.assertThat;

/** Records whether one of these classes was initialized, instantiated or changed. */
public final class Trace {

    /** A constant, so that reading it initializes no class. */
    static final String LEFT = "io.github.dynamodbsession.test.trace";

    private Trace() {}

    /** Clears the trace. */
    public static void clear() {
        System.clearProperty(LEFT);
    }

    static void leave(String what) {
        System.setProperty(LEFT, what);
    }

    /** Fails if one of these classes was used. */
    public static void assertNone() {
        assertThat(System.getProperty(LEFT)).as("what came to life").isNull();
    }
}
