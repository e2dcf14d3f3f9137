package io.github.dynamodbsession.servlet.request;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.servlet.session.ApplicationSessions;
import io.github.dynamodbsession.servlet.session.UnavailableSession;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * Why a request fails or continues without its session, and the placeholder for that session. Safe for use by several
 * threads.
 */
final class RequestFailure {

    private final ApplicationSessions application;

    /** Why the request has failed or continues without a session; null if neither. */
    private volatile @Nullable SessionStorageException outage;

    /** Guarded by this. */
    private @Nullable HttpSession placeholder;

    /**
     * The failure that was thrown to the container, until the container notifies our listener of it. Guarded by this.
     */
    private @Nullable SessionException reported;

    RequestFailure(ApplicationSessions application) {
        this.application = application;
    }

    /** Null: there is none. */
    @Nullable
    SessionStorageException outage() {
        return outage;
    }

    /** The request has failed for this reason: an error page gets no session, instead of failing again. */
    void failed(SessionStorageException failure) {
        outage = failure;
    }

    /** The request continues without its session, which is logged once. */
    void goesOn(SessionStorageException failure) {
        if (outage == null) {
            outage = failure;
            application.failureLog().wentOn(failure);
        }
    }

    /** Returns the placeholder for this request. */
    synchronized HttpSession placeholder(SessionStorageException failure) {
        if (placeholder == null) {
            placeholder = new UnavailableSession(application.create(), application.servletContext(), failure);
        }
        return placeholder;
    }

    /** This failure was thrown to the container. */
    synchronized void reportedToContainer(SessionException failure) {
        reported = failure;
    }

    /** Returns the failure that was thrown to the container; only once. */
    @Nullable
    synchronized SessionException takeReported() {
        SessionException taken = reported;
        reported = null;
        return taken;
    }
}
