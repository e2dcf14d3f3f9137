package io.github.dynamodbsession.benchmarks.bill;

import java.util.Map;

/**
 * An application with one visitor at a time, as the reference day needs it: each method is a request, and finds the session
 * of the one before it by what a cookie would hold. Not safe for use by several threads.
 */
interface Application extends AutoCloseable {

    /** What a request reads. */
    record Seen(String user, int views) {}

    /** Starts a session with those attributes; whatever session there was is forgotten, but not ended. */
    void begin(Map<String, Object> attributes);

    /** Reads two small attributes. */
    Seen read();

    /** Changes one small attribute. */
    void change(String page);

    /** Changes the session's id, and keeps what is in it. */
    void logIn();

    /** Ends the session. */
    void logOut();

    @Override
    void close();
}
