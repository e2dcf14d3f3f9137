package io.github.dynamodbsession.spring;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Decides what a request answers whose session was ended by somebody else while it ran: deleted, expired, or moved to
 * another id by a login. Nothing the request did to the session is stored then; without a handler its answer stands.
 *
 * <p>Safe for use by any number of threads.
 */
@FunctionalInterface
public interface SessionEndedHandler {

    /**
     * Is told, at most once in a request, before its response is committed; not if it was committed by the time that
     * the save came too late. Spring Session's filter saves when the answer has been written but for its last byte: the
     * status and headers can still be set, as with a 409 of RFC 9110, section 15.5.10; the body is the application's.
     *
     * @param request the request
     * @param response the response, with what the application has done to it so far
     */
    void sessionEnded(HttpServletRequest request, HttpServletResponse response);
}
