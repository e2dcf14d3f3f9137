package io.github.dynamodbsession.servlet.contract;

/**
 * A servlet container on a free port of the loopback interface, as far as the cases need it. Used by one test thread;
 * what it serves, by any number.
 */
public interface Container extends AutoCloseable {

    /** Its name and version. */
    String name();

    /** The port that it listens on. */
    int port();

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
