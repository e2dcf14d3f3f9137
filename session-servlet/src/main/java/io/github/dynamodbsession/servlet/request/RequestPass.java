package io.github.dynamodbsession.servlet.request;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.log.BrokenOff;
import io.github.dynamodbsession.servlet.request.SaveRule.Moment;
import io.github.dynamodbsession.servlet.response.CommitHook;
import io.github.dynamodbsession.servlet.response.SessionResponse;
import io.github.dynamodbsession.servlet.session.ApplicationSessions;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One pass of a request through the filter: the request as the application sees it, its response, and the one session
 * of the request. A request has several passes if an error or async dispatch starts again with the container's objects.
 *
 * <p>Most requests never access their session, and cost nothing but the two wrappers: the state of the session is
 * created on first use, by any thread and in any pass.
 */
public abstract class RequestPass extends HttpServletRequestWrapper implements CommitHook {

    private static final AtomicReferenceFieldUpdater<RequestPass, @Nullable RequestSession> SESSION =
            AtomicReferenceFieldUpdater.newUpdater(RequestPass.class, RequestSession.class, "session");

    private final ApplicationSessions application;
    private final SessionResponse response;
    private volatile @Nullable RequestSession session;
    private volatile @Nullable Thread within;
    private volatile boolean savedBeforeInclude;
    private volatile boolean upgraded;

    /** Continues with the session of an earlier pass of the request, if one accessed it. */
    RequestPass(
            HttpServletRequest request,
            HttpServletResponse response,
            ApplicationSessions application,
            boolean isForError) {
        super(request);
        this.application = application;
        this.response = new SessionResponse(response, this, isForError);
        RequestSession earlier = keptIn(request);
        this.session = earlier;
        if (earlier != null) {
            earlier.goesOnWith(this.response);
        }
    }

    /** The session state of an earlier pass of a request. */
    private @Nullable RequestSession keptIn(ServletRequest request) {
        return request.getAttribute(application.requestAttribute()) instanceof RequestSession kept ? kept : null;
    }

    /** Whether this pass belongs to the filter of that application; another application has its own sessions. */
    final boolean isIn(ApplicationSessions other) {
        return application == other;
    }

    public final SessionResponse response() {
        return response;
    }

    /** The response as passed to the filter. */
    final HttpServletResponse rawResponse() {
        return response.raw();
    }

    /** The same pass with a request further down the chain of wrappers, as the container may return it. */
    RequestPass(HttpServletRequest below, RequestPass whole) {
        super(below);
        this.application = whole.application;
        this.response = whole.response;
        this.session = whole.session();
    }

    /** Whether a request is wrapped by this one, at any depth. */
    final boolean isAbove(ServletRequest other) {
        ServletRequest inner = getRequest();
        while (inner != other && inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        return inner == other;
    }

    /** The container's request as the application is to see it: with our session. */
    abstract ServletRequest seen(ServletRequest shown);

    /** A response as the application is to see it: ours, if the container returns one that ours wraps. */
    final ServletResponse seen(ServletResponse shown) {
        ServletResponse inner = response.below();
        while (inner != shown && inner instanceof ServletResponseWrapper wrapper) {
            inner = wrapper.getResponse();
        }
        return inner == shown ? response : shown;
    }

    /** The state of the session, created on first use. */
    final RequestSession session() {
        RequestSession known = session;
        if (known != null) {
            return known;
        }
        RequestSession earlier = keptIn(getRequest());
        RequestSession made = earlier == null ? new RequestSession(application, response) : earlier;
        if (SESSION.compareAndSet(this, null, made)) {
            getRequest().setAttribute(application.requestAttribute(), made);
        }
        return Objects.requireNonNull(session);
    }

    @Override
    public final boolean isAnswered() {
        RequestSession known = session;
        return known != null && known.isAnswered();
    }

    @Override
    public final boolean isCookieDue() {
        RequestSession known = session;
        return known != null && known.isCookieDue(this);
    }

    @Override
    public final void cookieMayBeLost() {
        RequestSession known = session;
        if (known != null) {
            known.cookieMayBeLost();
        }
    }

    public final void responseEmptied(HttpServletResponse emptied) {
        response.bodyEmptied();
        RequestSession known = session;
        if (known != null) {
            known.responseEmptied(emptied);
        }
    }

    @Override
    public final String encode(String url) {
        return application.transport().urls() == null ? url : session().encode(url, this);
    }

    /** The connection is upgraded to another protocol; the rest of the request still ends here. */
    final void noteUpgrade() {
        upgraded = true;
    }

    /**
     * Whether the application continues the request asynchronously. Some containers report an upgraded request as
     * async, too.
     */
    public final boolean isAsynchronous() {
        return isAsyncStarted() && !upgraded;
    }

    @Override
    public final void beforeCommit() {
        save(Moment.BEFORE_COMMIT);
    }

    private void save(Moment moment) {
        RequestSession known = session;
        if (known != null) {
            known.save(this, response, moment);
        }
    }

    /** Saves once: a container may drop headers that are set within an include. */
    final void beforeInclude() {
        if (!savedBeforeInclude) {
            savedBeforeInclude = true;
            beforeCommit();
        }
    }

    /** The application is done. Throws if its changes cannot be stored. */
    public final void end() {
        try {
            save(Moment.END);
        } catch (RuntimeException e) {
            session().giveUpIfSaveFailed();
            throw e;
        }
    }

    /** The application has failed. Its changes to the session until then are saved nevertheless. */
    public final void fail(Throwable failure) {
        RequestSession known = session;
        if (known == null) {
            return;
        }
        try {
            known.save(this, response, Moment.FAILURE);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        } finally {
            known.giveUpIfSaveFailed();
        }
    }

    /**
     * Answers the request if it failed because of its session. If the response is already committed, it is aborted in a
     * way that does not put a stack trace for each such request into the container's log.
     *
     * @param isForError whether an error page has failed
     * @return false if it failed for another reason
     */
    public final boolean answer(Throwable failure, boolean isForError) throws IOException {
        SessionException known =
                SessionException.behind(failure, SessionException.class).orElse(null);
        if (known == null) {
            return false;
        }
        application.failureLog().failed(known, rawResponse().isCommitted());
        if (rawResponse().isCommitted()) {
            if (!isForError) {
                throw BrokenOff.by(application.servletContext());
            }
        } else if (isForError || response.isForError()) {
            FailureAnswer.replaceErrorPage(known, rawResponse());
        } else {
            if (known instanceof SessionStorageException storage) {
                session().failure().failed(storage);
            }
            FailureAnswer.answer(known, this, rawResponse(), application.failureHandler());
        }
        return true;
    }

    /** The container's thread enters the filter chain. Returns the argument for {@link #leave}. */
    public final @Nullable Thread enter() {
        Thread outer = within;
        within = Thread.currentThread();
        return outer;
    }

    public final void leave(@Nullable Thread outer) {
        within = outer;
    }

    /**
     * Whether the failure of an asynchronous request must be left to the container, because this is the container's
     * thread.
     */
    public final boolean isForTheContainer() {
        return within == Thread.currentThread() && application.reportsAsyncFailuresToContainer();
    }

    /**
     * Creates an exception that makes the container fail the request: one that it does not log, but reports to the
     * async listeners.
     */
    public final IOException reportToContainer(SessionException failure) {
        fail(failure);
        application.failureLog().failed(failure, rawResponse().isCommitted());
        if (failure instanceof SessionStorageException storage) {
            session().failure().failed(storage);
        }
        session().failure().reportedToContainer(failure);
        return BrokenOff.by(application.servletContext());
    }

    /** The container reports an error. If it is the one that we have thrown, it can be answered now. */
    final void answerReported() {
        SessionException failure =
                rawResponse().isCommitted() ? null : session().failure().takeReported();
        if (failure == null) {
            return;
        }
        try {
            FailureAnswer.answer(failure, this, rawResponse(), application.failureHandler());
        } catch (IOException | IllegalStateException e) {
            // The client is gone, or the container has answered: nothing left to do.
        }
    }

    /**
     * Like {@link #answer}, for an asynchronous request that nothing else would complete.
     *
     * @param complete completes the request
     */
    public final boolean answerAndComplete(Throwable failure, Runnable complete) {
        SessionException known =
                SessionException.behind(failure, SessionException.class).orElse(null);
        if (known == null) {
            return false;
        }
        fail(failure);
        try {
            if (rawResponse().isCommitted()) {
                application.failureLog().failed(known, true);
            } else {
                boolean unused = answer(known, false);
            }
        } catch (IOException | IllegalStateException e) {
            // The client is gone, or the container has answered: nothing left to do.
        }
        try {
            complete.run();
        } catch (IllegalStateException e) {
            // The application has completed it, or the container has.
        }
        return true;
    }

    /** Saves at the very end, when a failure can only be logged. */
    final void endQuietly() {
        try {
            end();
        } catch (SessionException e) {
            application.failureLog().failed(e, true);
        }
    }
}
