package io.github.dynamodbsession.servlet.option;

import io.github.dynamodbsession.core.error.SessionException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers a request whose session fails: it cannot be had, or what the request did to it cannot be stored. Without a handler
 * the answer is the application's error page for the status 503, where the storage does not do what it is asked, and for 500
 * otherwise.
 *
 * <p>Safe for use by any number of threads.
 */
@FunctionalInterface
public interface SessionFailureHandler {

    /**
     * Answers, at most once in a request, before its response is committed. The failure is in the log already, and
     * {@code Retry-After} is set if coming again can help.
     *
     * @param request the request; it has no session any more
     * @param response the container's response, with the headers that were set so far
     * @param failure why; its message names neither session ids nor values
     * @throws IOException if it could not answer
     */
    void answer(HttpServletRequest request, HttpServletResponse response, SessionException failure) throws IOException;
}
