package io.github.dynamodbsession.servlet.option;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

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
     * the save came too late.
     *
     * @param request the request; its session is the one that has ended, and can still be read
     * @param response the response, with what the application has done to it so far; to answer from scratch,
     *     {@link HttpServletResponse#reset} it first
     * @return true if this handler has answered: whatever the application does to the response from then on is
     *     dropped. False if the application's own answer shall stand.
     * @throws IOException if it could not answer
     */
    boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
