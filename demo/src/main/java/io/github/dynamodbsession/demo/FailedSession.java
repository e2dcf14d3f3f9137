package io.github.dynamodbsession.demo;

import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.demo.web.JsonAnswer;
import io.github.dynamodbsession.servlet.option.SessionFailureHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers with a clear error when a session cannot be loaded or saved. Safe for any number of threads. */
final class FailedSession implements SessionFailureHandler {

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response, SessionException failure)
            throws IOException {
        JsonAnswer.error(response, status(failure), String.valueOf(failure.getMessage()));
    }

    private static int status(SessionException failure) {
        if (failure instanceof SessionTooLargeException) {
            return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
        }
        if (failure instanceof SessionCodecException) {
            // Only what the client sent is ever encoded.
            return HttpServletResponse.SC_BAD_REQUEST;
        }
        return failure.isRetryable()
                ? HttpServletResponse.SC_SERVICE_UNAVAILABLE
                : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
}
