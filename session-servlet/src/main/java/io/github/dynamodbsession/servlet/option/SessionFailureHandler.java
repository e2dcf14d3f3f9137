package io.github.dynamodbsession.servlet.option;

import io.github.dynamodbsession.core.error.SessionException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers a request whose session cannot be loaded or saved. Without a handler, the response is the application's error
 * page, for status 503 if the storage fails, and for 500 otherwise.
 *
 * <p>Safe for use by any number of threads.
 */
@FunctionalInterface
public interface SessionFailureHandler {

    /**
     * Called at most once per request, before the response is committed. The failure has already been logged, and
     * {@code Retry-After} is set if a retry can help.
     *
     * @param request the request; it no longer has a session
     * @param response the container's response, with the headers set so far
     * @param failure the reason; its message contains neither session ids, nor tokens, nor values
     * @throws IOException if the response could not be written
     */
    void answer(HttpServletRequest request, HttpServletResponse response, SessionException failure) throws IOException;
}
