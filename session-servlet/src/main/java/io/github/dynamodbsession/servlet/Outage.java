package io.github.dynamodbsession.servlet;

import io.github.dynamodbsession.core.error.SessionStorageException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** How a request is answered that fails since the storage of sessions does. */
final class Outage {

    private static final String RETRY_AFTER_SECONDS = "1";

    private Outage() {}

    /** Answers with 503 (RFC 9110, sections 15.6.4 and 10.2.3); the failure goes to the log. */
    static void answer(SessionStorageException failure, HttpServletResponse response) throws IOException {
        System.getLogger(SessionFilter.class.getName())
                .log(Level.WARNING, "A request fails since the storage of its session does.", failure);
        if (failure.isRetryable()) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
}
