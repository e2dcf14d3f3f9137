package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.error.SessionException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.session.web.http.SessionRepositoryFilter;

/**
 * Saves the session of an asynchronous request when it is completed. Spring Session's filter saves at the end of each
 * dispatch only, so that what is done to a session between the last one and {@link
 * jakarta.servlet.AsyncContext#complete} would be lost. To be registered ahead of {@link SessionMemoFilter} and {@link
 * SessionRepositoryFilter}, for the same dispatcher types. A save that has nothing to write makes no call.
 *
 * <p>If that save fails and the response is not committed, the request is answered with status 503 for a failure of the
 * storage and with 500 otherwise. The failure is logged, and the request is completed.
 *
 * <p>Safe for use by any number of threads.
 */
public final class AsyncSaveFilter implements Filter {

    private final SessionMemoFilter memo;
    private final SessionRepositoryFilter<?> sessions;
    private final FailureLog log;

    /**
     * Creates the filter.
     *
     * @param memo the memo filter of the repository that Spring Session's filter uses
     * @param sessions Spring Session's filter
     */
    public AsyncSaveFilter(SessionMemoFilter memo, SessionRepositoryFilter<?> sessions) {
        this.memo = Objects.requireNonNull(memo, "memo");
        this.sessions = Objects.requireNonNull(sessions, "sessions");
        this.log = memo.failureLog();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest httpRequest)
                || !(response instanceof HttpServletResponse httpResponse)) {
            chain.doFilter(request, response);
            return;
        }
        AsyncRequest pass = new AsyncRequest(httpRequest, new Saves(httpRequest, httpResponse));
        try {
            chain.doFilter(pass, response);
        } finally {
            pass.leave();
        }
    }

    /** Saves and answers for one request while no thread of the container is in its filters. */
    private final class Saves implements AsyncSaves {

        private final HttpServletRequest request;
        private final HttpServletResponse response;

        Saves(HttpServletRequest request, HttpServletResponse response) {
            this.request = request;
            this.response = response;
        }

        /** As at the end of a dispatch that does nothing: Spring Session's filter saves, and sees to the cookie. */
        @Override
        public void save() {
            within((request, response) -> sessions.doFilter(request, response, (same, unused) -> {}));
        }

        @Override
        public void run(Runnable task) {
            within((request, response) -> task.run());
        }

        private void within(FilterChain chain) {
            try {
                memo.doFilter(request, response, chain);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (ServletException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void answer(RuntimeException failure) {
            SessionException known =
                    SessionException.behind(failure, SessionException.class).orElse(null);
            try {
                if (known == null) {
                    log.warn(
                            "Request failed with 500: the session of an asynchronous request could not be saved.",
                            failure);
                } else {
                    log.failed(known);
                }
                if (!response.isCommitted()) {
                    sendError(known);
                }
            } catch (IOException | IllegalStateException e) {
                log.warn("The error response of a failed request could not be sent.", e);
            }
        }

        private void sendError(@Nullable SessionException known) throws IOException {
            if (known == null) {
                response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            } else {
                FailureAnswer.sayWhenToRetry(known, response::setHeader);
                response.sendError(FailureAnswer.status(known));
            }
        }
    }
}
