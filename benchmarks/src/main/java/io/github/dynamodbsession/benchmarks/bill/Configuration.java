package io.github.dynamodbsession.benchmarks.bill;

import java.net.URI;
import java.time.Clock;

/**
 * Something that has a bill.
 *
 * @param name its name in every table
 * @param what what it is, in a few words, for readers
 * @param starts starts it
 */
record Configuration(String name, String what, Starts starts) {

    /** Starts an application. */
    @FunctionalInterface
    interface Starts {

        /**
         * Starts one on an engine.
         *
         * @param clock the time that the application has
         */
        Application on(URI endpoint, Clock clock);
    }
}
