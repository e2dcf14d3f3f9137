package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.log.BrokenOff;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Answers a request whose session failed: with status 503 if the storage failed, with {@code Retry-After} if a retry
 * can help; with 500 if a value cannot be stored. The body is the application's own error page, or a short default if
 * the application shows no error page without a session. While the error page is rendered, the storage is not called,
 * nothing is stored, and no id of an unstored session is sent. If the response is already committed, it is aborted.
 *
 * <p>Register it ahead of {@link SessionMemoFilter} and of Spring Session's filter, which throws such a failure when it
 * saves the session after the application is done, and for the same dispatcher types.
 *
 * <p>Safe for use by any number of threads.
 */
public final class StorageFailureFilter implements Filter {

    private final RequestMemos memos;
    private final FailureLog log;

    /**
     * Creates the filter for a repository.
     *
     * @param repository the repository that Spring Session's filter uses
     */
    public StorageFailureFilter(StoreSessionRepository repository) {
        this.memos = repository.memos();
        this.log = repository.failureLog();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest httpRequest)
                || !(response instanceof HttpServletResponse httpResponse)) {
            chain.doFilter(request, response);
        } else if (request.getDispatcherType() == DispatcherType.ERROR) {
            showErrorPage(httpRequest, httpResponse, chain);
        } else {
            doFilter(httpRequest, httpResponse, chain);
        }
    }

    private void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, new FailedRequestResponse(request, response, memos));
        } catch (ServletException | RuntimeException e) {
            SessionException failure =
                    SessionException.behind(e, SessionException.class).orElse(null);
            if (failure == null) {
                throw e;
            }
            log.failed(failure);
            if (response.isCommitted()) {
                throw BrokenOff.by(request.getServletContext());
            }
            memos.of(request, response).answered();
            FailureAnswer.sayWhenToRetry(failure, response::setHeader);
            response.sendError(FailureAnswer.status(failure));
        }
    }

    private void showErrorPage(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        SessionMemo memo = memos.of(request);
        boolean failed = memo != null && memo.isAnswered();
        ErrorPageResponse page = new ErrorPageResponse(request, response, memos, response.getStatus());
        try {
            chain.doFilter(request, failed ? page : response);
        } catch (ServletException | RuntimeException e) {
            Optional<SessionException> failure = SessionException.behind(e, SessionException.class);
            if (failure.isEmpty()) {
                throw e;
            }
            log.failed(failure.get());
            if (response.isCommitted()) {
                return;
            }
            // The page of another error wants a session, and cannot have it.
            FailureAnswer.sayWhenToRetry(failure.get(), response::setHeader);
            page = new ErrorPageResponse(request, response, memos, FailureAnswer.status(failure.get()));
            page.replace();
        }
        page.finish(FailureAnswer.wantsHtml(request.getHeader("Accept")));
    }
}
