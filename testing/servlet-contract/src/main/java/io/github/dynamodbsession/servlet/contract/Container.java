package io.github.dynamodbsession.servlet.contract;

import io.github.dynamodbsession.servlet.harness.ServerKey;
import java.util.Map;

/**
 * A servlet container on a free port of the loopback interface. Used by one test thread; its applications, by any
 * number.
 */
public interface Container extends AutoCloseable {

    /** The maximum size of a request head that it accepts, in bytes: more than any legitimate client sends. */
    int MAX_HEAD_BYTES = 256 * 1024;

    /** The maximum number of cookies that it accepts in one request. */
    int MAX_COOKIES = 10_000;

    /** Its name and version. */
    String name();

    /** The port that it listens on. */
    int port();

    /** The port where it listens for HTTPS, with the {@link ServerKey}. */
    int httpsPort();

    /**
     * The status of its own response to requests that it rejects before any filter is called. Requests that are not
     * among the keys are passed to the application.
     */
    Map<Refusable, Integer> refusals();

    /**
     * Starts an application, in addition to the running ones.
     *
     * @throws IllegalStateException if it cannot be started
     */
    Deployment deploy(WebApp app);

    /** Stops it. */
    @Override
    void close();

    /** A running application. */
    interface Deployment extends AutoCloseable {

        /** Makes the container expire its own sessions that have timed out, unless it does so by itself in time. */
        void expireSessions();

        /** Stops the application. */
        @Override
        void close();
    }
}
