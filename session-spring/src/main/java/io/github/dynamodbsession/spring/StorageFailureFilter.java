package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.error.SessionStorageException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Answers with status 503 where the storage of sessions does not do what it is asked, and with {@code Retry-After} if
 * coming again can help. To be registered ahead of Spring Session's filter, from which such a failure comes when a session
 * is saved after the application. One that comes when the response is committed, or out of an error page, goes on to the
 * container.
 *
 * <p>Safe for use by any number of threads.
 */
public final class StorageFailureFilter implements Filter {

    /** Makes the filter. */
    public StorageFailureFilter() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            Optional<SessionStorageException> storage = SessionStorageException.behind(e);
            if (storage.isEmpty()
                    || response.isCommitted()
                    || request.getDispatcherType() == DispatcherType.ERROR
                    || !(response instanceof HttpServletResponse http)) {
                throw e;
            }
            StorageFailures.tell(storage.get(), http::setHeader);
            http.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }
}
