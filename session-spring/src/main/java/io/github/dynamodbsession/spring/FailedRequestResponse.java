package io.github.dynamodbsession.spring;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/** A response that sends no id of a session that could not be stored. */
class FailedRequestResponse extends HttpServletResponseWrapper {

    private final HttpServletRequest request;
    private final RequestMemos memos;

    FailedRequestResponse(HttpServletRequest request, HttpServletResponse response, RequestMemos memos) {
        super(response);
        this.request = request;
        this.memos = memos;
    }

    @Override
    public void addCookie(Cookie cookie) {
        if (!wouldHandOut(cookie.getValue())) {
            super.addCookie(cookie);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (!wouldHandOut(value)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void setHeader(String name, String value) {
        if (!wouldHandOut(value)) {
            super.setHeader(name, value);
        }
    }

    private boolean wouldHandOut(@Nullable String value) {
        SessionMemo memo = memos.of(request);
        return memo != null && value != null && memo.wouldHandOut(value);
    }
}
