package io.github.dynamodbsession.spring;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Decides the response to a request whose session was ended by another request while it ran: deleted, expired, or moved
 * to another id by a login. None of the request's changes to the session are stored in that case. Without a handler,
 * the response stays as it is.
 *
 * <p>Safe for use by any number of threads.
 */
@FunctionalInterface
public interface SessionEndedHandler {

    /**
     * Called at most once per request, before the response is committed; not called if the response was committed
     * before the failed save. Spring Session's filter saves just before the last byte of the body is written: status
     * and headers can still be set, such as 409 (RFC 9110, section 15.5.10); the body is the application's.
     *
     * @param request the request
     * @param response the response, as the application has left it so far
     */
    void sessionEnded(HttpServletRequest request, HttpServletResponse response);
}
