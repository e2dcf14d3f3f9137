package io.github.dynamodbsession.demo;

import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.demo.web.JsonAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers with a clear error when a session cannot be loaded or saved. Safe for any number of threads. */
final class FailureFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (SessionException e) {
            if (response.isCommitted()) {
                throw e;
            }
            if (e.isRetryable()) {
                response.setHeader("Retry-After", "1");
            }
            JsonAnswer.error(response, status(e), String.valueOf(e.getMessage()));
        }
    }

    private static int status(SessionException e) {
        if (e instanceof SessionTooLargeException) {
            return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
        }
        if (e instanceof SessionCodecException) {
            // Only what the client sent is ever encoded.
            return HttpServletResponse.SC_BAD_REQUEST;
        }
        return e.isRetryable()
                ? HttpServletResponse.SC_SERVICE_UNAVAILABLE
                : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
}
