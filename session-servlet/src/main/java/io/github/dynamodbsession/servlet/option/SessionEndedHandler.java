package io.github.dynamodbsession.servlet.option;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Decides how to answer a request whose session ended while it ran: another request or node deleted it, it expired, or
 * a login changed its id. The request's changes to the session are not stored then; without a handler, the
 * application's response is sent as it is.
 *
 * <p>Safe for use by any number of threads.
 */
@FunctionalInterface
public interface SessionEndedHandler {

    /**
     * Called at most once per request, before the response is committed. Not called if the response was already
     * committed when the save found that the session had ended.
     *
     * @param request the request; its session is the ended one, which can still be read
     * @param response the response, with what the application has done to it so far; to answer from scratch,
     *     {@link HttpServletResponse#reset} it first
     * @return true if this handler has answered: anything the application does to the response from then on is dropped.
     *     False to send the application's own response.
     * @throws IOException if the response could not be written
     */
    boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
