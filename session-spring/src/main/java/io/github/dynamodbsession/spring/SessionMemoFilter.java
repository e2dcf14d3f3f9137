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
 * Spares the storage what Spring Session's filter asks twice: when a response is committed, as by a redirect, it looks
 * for the request's session again, and again at the request's end. To be registered ahead of {@link
 * org.springframework.session.web.http.SessionRepositoryFilter}, for the same dispatcher types, and as a listener of
 * requests, so that nothing of a request outlives it. Without this filter everything works, at the price of those
 * reads, and but for a {@link SessionEndedHandler}, which is not told.
 *
 * <p>Safe for use by any number of threads.
 */
public final class SessionMemoFilter implements Filter, ServletRequestListener {

    private final RequestMemos memos;
    private final FailureLog failureLog;

    /**
     * Makes the filter of a repository.
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

    /** Some containers tell of the end of each dispatch. Of an asynchronous request that failed, Tomcat tells no more. */
    private static boolean goesOn(ServletRequest request) {
        try {
            return request.isAsyncStarted();
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
