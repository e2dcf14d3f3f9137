package io.github.dynamodbsession.codec.contract.foreign;

import static org.assertj.core.api.Assertions.assertThat;

/** Tells whether one of the classes here was initialized, made or changed. */
public final class Trace {

    /** A constant: to look at it initializes no class. */
    static final String LEFT = "io.github.dynamodbsession.test.trace";

    private Trace() {}

    /** Begins anew. */
    public static void clear() {
        System.clearProperty(LEFT);
    }

    static void leave(String what) {
        System.setProperty(LEFT, what);
    }

    /** Fails if a class here came to life. */
    public static void assertNone() {
        assertThat(System.getProperty(LEFT)).as("what came to life").isNull();
    }
}
