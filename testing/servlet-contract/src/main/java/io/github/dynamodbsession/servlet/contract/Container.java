package io.github.dynamodbsession.servlet.contract;

import io.github.dynamodbsession.servlet.harness.ServerKey;
import java.util.Map;

/**
 * A servlet container on a free port of the loopback interface, as far as the cases need it. Used by one test thread;
 * what it serves, by any number.
 */
public interface Container extends AutoCloseable {

    /** The longest head of a request that it takes, in bytes: more than any honest client sends. */
    int LONGEST_HEAD = 256 * 1024;

    /** The most cookies that it takes in one request. */
    int MOST_COOKIES = 10_000;

    /** Its name and version. */
    String name();

    /** The port that it listens on. */
    int port();

    /** The port where it listens for HTTPS, with the {@link ServerKey}. */
    int httpsPort();

    /**
     * With which status it answers, before any filter is asked, instead of passing a request on to the application; what
     * is not among the keys it passes on.
     */
    Map<Refusable, Integer> refusals();

    /**
     * Starts an application, beside those that are there.
     *
     * @throws IllegalStateException if it does not start
     */
    Deployment deploy(WebApp app);

    /** Stops it. */
    @Override
    void close();

    /** An application that runs. */
    interface Deployment extends AutoCloseable {

        /** Has the container look for sessions of its own that have timed out, if it does not do so by itself at once. */
        void expireSessions();

        /** Takes the application out of service. */
        @Override
        void close();
    }
}
