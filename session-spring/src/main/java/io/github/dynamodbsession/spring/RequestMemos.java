package io.github.dynamodbsession.spring;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * The memo of each request, kept in a request attribute, and bound to a thread only while {@link SessionMemoFilter} is
 * on its stack.
 */
@SuppressWarnings("ThreadLocalUsage") // each repository has its own, for as long as it lives
final class RequestMemos {

    private final String attribute =
            SessionMemo.class.getName() + "@" + Integer.toHexString(System.identityHashCode(this));
    private final ThreadLocal<SessionMemo> current = new ThreadLocal<>();

    /** The memo of the request that this thread is handling; null outside of a request. */
    @Nullable
    SessionMemo current() {
        return current.get();
    }

    /** Binds the request's memo to this thread until the result is closed. */
    Binding open(HttpServletRequest request, HttpServletResponse response) {
        SessionMemo outer = current.get();
        current.set(of(request, response));
        return () -> {
            if (outer == null) {
                current.remove();
            } else {
                current.set(outer);
            }
        };
    }

    /** The request's memo, created if necessary. */
    SessionMemo of(HttpServletRequest request, HttpServletResponse response) {
        SessionMemo known = of(request);
        if (known != null) {
            return known;
        }
        SessionMemo memo = new SessionMemo(request, response);
        request.setAttribute(attribute, memo);
        return memo;
    }

    /** The request's memo; null if it has none. */
    @Nullable
    SessionMemo of(ServletRequest request) {
        return request.getAttribute(attribute) instanceof SessionMemo memo ? memo : null;
    }

    /** Called at the end of the request. */
    void forget(ServletRequest request) {
        SessionMemo memo = of(request);
        if (memo != null) {
            memo.clear();
            request.removeAttribute(attribute);
        }
    }

    /** Closed when the filter returns. */
    @FunctionalInterface
    interface Binding extends AutoCloseable {
        @Override
        void close();
    }
}
