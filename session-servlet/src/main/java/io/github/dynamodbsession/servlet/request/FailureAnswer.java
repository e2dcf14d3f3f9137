package io.github.dynamodbsession.servlet.request;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.servlet.option.SessionFailureHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Answers a request whose session cannot be loaded or saved (RFC 9110, sections 15.6.1, 15.6.4 and 10.2.3). */
final class FailureAnswer {

    private static final String RETRY_AFTER_SECONDS = "1";
    private static final String TEXT = "text/plain;charset=UTF-8";

    private FailureAnswer() {}

    /** Answers with 503 if the storage fails, and with 500 if a value cannot be stored. */
    static void answer(
            SessionException failure,
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable SessionFailureHandler handler)
            throws IOException {
        setRetryAfter(failure, response);
        if (handler == null) {
            response.sendError(status(failure));
        } else {
            handler.answer(request, response, failure);
        }
    }

    /** Answers the same way if an error page fails, for which there is no other error page. */
    static void replaceErrorPage(SessionException failure, HttpServletResponse response) throws IOException {
        int status = status(failure);
        response.resetBuffer();
        setRetryAfter(failure, response);
        response.setStatus(status);
        response.setContentType(TEXT);
        String body = status + (isOfStorage(failure) ? " Service Unavailable" : " Internal Server Error");
        try {
            response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalStateException e) { // the error page has already called getWriter
            response.getWriter().write(body);
        }
    }

    private static void setRetryAfter(SessionException failure, HttpServletResponse response) {
        if (failure.isRetryable()) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
    }

    private static boolean isOfStorage(SessionException failure) {
        return failure instanceof SessionStorageException;
    }

    private static int status(SessionException failure) {
        return isOfStorage(failure)
                ? HttpServletResponse.SC_SERVICE_UNAVAILABLE
                : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
}
