package io.github.dynamodbsession.servlet.request;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.servlet.session.ApplicationSessions;
import io.github.dynamodbsession.servlet.session.UnavailableSession;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/** Why a request fails, or goes on without its session, and what stands for that session. Safe for use by several threads. */
final class RequestFailure {

    private final ApplicationSessions application;

    /** Why the request has failed, or goes on without a session; null: it has not. */
    private volatile @Nullable SessionStorageException outage;

    /** Guarded by this. */
    private @Nullable HttpSession placeholder;

    /** Why the container was told that the request fails, until it tells so itself. Guarded by this. */
    private @Nullable SessionException told;

    RequestFailure(ApplicationSessions application) {
        this.application = application;
    }

    /** Null: there is none. */
    @Nullable
    SessionStorageException outage() {
        return outage;
    }

    /** The request has failed for this: what answers it has no session, rather than to fail again. */
    void failed(SessionStorageException failure) {
        outage = failure;
    }

    /** The request goes on without its session, which is said once. */
    void goesOn(SessionStorageException failure) {
        if (outage == null) {
            outage = failure;
            application.failureLog().wentOn(failure);
        }
    }

    /** The one for this request. */
    synchronized HttpSession placeholder(SessionStorageException failure) {
        if (placeholder == null) {
            placeholder = new UnavailableSession(application.create(), application.servletContext(), failure);
        }
        return placeholder;
    }

    /** The container was told that the request fails for this. */
    synchronized void told(SessionException failure) {
        told = failure;
    }

    /** What it was told; only once. */
    @Nullable
    synchronized SessionException takeTold() {
        SessionException taken = told;
        told = null;
        return taken;
    }
}
