package io.github.dynamodbsession.spring;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Avoids repeated reads: Spring Session's filter looks up the request's session again when the response is committed,
 * as by a redirect, and once more at the end of the request. Register it ahead of {@link
 * org.springframework.session.web.http.SessionRepositoryFilter}, for the same dispatcher types, and as a request
 * listener, so that nothing of a request outlives it. It knows a session of the request by the token that a {@link
 * TokenHttpSessionIdResolver} has read. Without this filter everything works except for a {@link SessionEndedHandler},
 * which is not called, and for tokens of the kind that the store does not make, at the cost of those reads.
 *
 * <p>Safe for use by any number of threads.
 */
public final class SessionMemoFilter implements Filter, ServletRequestListener {

    private final RequestMemos memos;
    private final FailureLog failureLog;

    /**
     * Creates the filter for a repository.
     *
     * @param repository the repository that Spring Session's filter uses
     */
    public SessionMemoFilter(StoreSessionRepository repository) {
        this.memos = repository.memos();
        this.failureLog = repository.failureLog();
    }

    FailureLog failureLog() {
        return failureLog;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest httpRequest)
                || !(response instanceof HttpServletResponse httpResponse)) {
            chain.doFilter(request, response);
            return;
        }
        RequestMemos.Binding binding = memos.open(httpRequest, httpResponse);
        try {
            chain.doFilter(request, response);
        } finally {
            binding.close();
        }
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        if (!goesOn(event.getServletRequest())) {
            memos.forget(event.getServletRequest());
        }
    }

    /**
     * Some containers notify at the end of each dispatch. Tomcat refuses to answer for an asynchronous request that
     * failed.
     */
    private static boolean goesOn(ServletRequest request) {
        try {
            return request.isAsyncStarted();
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
