package io.github.dynamodbsession.spring;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The response of an error page. It keeps the status of the error: without its session the request looks
 * unauthenticated, and the application would redirect it to a login, or refuse it.
 */
final class ErrorPageResponse extends FailedRequestResponse {

    private final int status;
    private boolean replaced;

    ErrorPageResponse(HttpServletRequest request, HttpServletResponse response, RequestMemos memos, int status) {
        super(request, response, memos);
        this.status = status;
    }

    /** Resets the response: the application rendered no error page. */
    void replace() {
        replaced = true;
    }

    @Override
    public void sendError(int refusal) {
        replace();
    }

    @Override
    public void sendError(int refusal, String message) {
        replace();
    }

    @Override
    public void sendRedirect(String location) {
        replace();
    }

    @Override
    public void sendRedirect(String location, boolean clearBuffer) {
        replace();
    }

    @Override
    public void sendRedirect(String location, int code) {
        replace();
    }

    @Override
    public void sendRedirect(String location, int code, boolean clearBuffer) {
        replace();
    }

    @Override
    public void setStatus(int chosen) {
        if (chosen >= SC_INTERNAL_SERVER_ERROR) {
            super.setStatus(chosen);
        } else if (chosen >= SC_MULTIPLE_CHOICES) {
            replace();
        }
    }

    /** Writes a short default body, if the application rendered no error page. */
    void finish(boolean asHtml) throws IOException {
        HttpServletResponse response = (HttpServletResponse) getResponse();
        if (!replaced || response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(status);
        response.setContentType(asHtml ? FailureAnswer.HTML : FailureAnswer.PROBLEM);
        String body = FailureAnswer.body(status, asHtml);
        try {
            response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalStateException e) { // the application has begun to write with the other one
            response.getWriter().write(body);
        }
    }
}
