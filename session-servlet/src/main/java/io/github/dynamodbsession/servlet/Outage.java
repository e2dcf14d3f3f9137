package io.github.dynamodbsession.servlet;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.log.WarningLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How a request is answered whose session fails (RFC 9110, sections 15.6.1, 15.6.4 and 10.2.3). */
final class Outage {

    private static final String RETRY_AFTER_SECONDS = "1";

    private Outage() {}

    /** Answers with 503 for the storage, and with 500 for what cannot be stored; the failure goes to the log. */
    static void answer(
            SessionException failure,
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable SessionFailureHandler handler,
            WarningLog log)
            throws IOException {
        boolean isOfStorage = failure instanceof SessionStorageException;
        String text = isOfStorage
                ? "Request failed: session storage unavailable"
                : "Request failed: its session cannot be stored";
        log.warn(text, text, failure);
        if (failure.isRetryable()) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        if (handler == null) {
            response.sendError(
                    isOfStorage
                            ? HttpServletResponse.SC_SERVICE_UNAVAILABLE
                            : HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        } else {
            handler.answer(request, response, failure);
        }
    }
}
