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
 * One way of a request through the filter: the request as the application sees it, its response, and the one session of
 * the request. A request has several where an error or asynchronous dispatch begins anew with what the container gave.
 *
 * <p>Most requests never ask for their session, and cost nothing but the two wrappers: what is known of the session is
 * made when something is asked of it for the first time, by any thread and in any pass.
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

    /** Goes on with the session of an earlier pass of the request, if there was one that asked for it. */
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

    /** What an earlier pass of a request has come to know of its session. */
    private @Nullable RequestSession keptIn(ServletRequest request) {
        return request.getAttribute(application.requestAttribute()) instanceof RequestSession kept ? kept : null;
    }

    /** Whether it is through the filter of this application; one of another has sessions of its own. */
    final boolean isIn(ApplicationSessions other) {
        return application == other;
    }

    public final SessionResponse response() {
        return response;
    }

    /** The response as it came to the filter. */
    final HttpServletResponse rawResponse() {
        return response.raw();
    }

    /** The same pass with a request that is further below, as the container may mean it. */
    RequestPass(HttpServletRequest below, RequestPass whole) {
        super(below);
        this.application = whole.application;
        this.response = whole.response;
        this.session = whole.session();
    }

    /** Whether a request is below this one, however deep. */
    final boolean isAbove(ServletRequest other) {
        ServletRequest inner = getRequest();
        while (inner != other && inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        return inner == other;
    }

    /** A request of the container as the application is to see it: with our session. */
    abstract ServletRequest seen(ServletRequest shown);

    /** A response as the application is to see it: ours, where the container shows what is below it. */
    final ServletResponse seen(ServletResponse shown) {
        ServletResponse inner = response.below();
        while (inner != shown && inner instanceof ServletResponseWrapper wrapper) {
            inner = wrapper.getResponse();
        }
        return inner == shown ? response : shown;
    }

    /** What is known of the session from here on. */
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

    /** Its connection goes on with another protocol; what is left of the request ends here all the same. */
    final void noteUpgrade() {
        upgraded = true;
    }

    /** Whether the application goes on with the request elsewhere. Of one that is upgraded some containers say so too. */
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

    /** Once: a container may drop what is put into the response from within an include. */
    final void beforeInclude() {
        if (!savedBeforeInclude) {
            savedBeforeInclude = true;
            beforeCommit();
        }
    }

    /** The application is done; throws if what it did cannot be stored. */
    public final void end() {
        try {
            save(Moment.END);
        } catch (RuntimeException e) {
            session().giveUpIfSaveFailed();
            throw e;
        }
    }

    /** The application has failed; what it did to the session until then counts all the same. */
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
     * Answers for the session, if that is what failed and there is something left to answer. What is committed is broken
     * off, without the container's log taking a stack trace for each such request.
     *
     * @param isForError whether it is an error page that fails
     * @return false if something else has failed
     */
    public final boolean answer(Throwable failure, boolean isForError) throws IOException {
        SessionException known =
                SessionException.behind(failure, SessionException.class).orElse(null);
        if (known == null) {
            return false;
        }
        application.failureLog().failed(known);
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

    /** The container's thread goes through the filters below. Returns what {@link #leave} wants. */
    public final @Nullable Thread enter() {
        Thread outer = within;
        within = Thread.currentThread();
        return outer;
    }

    public final void leave(@Nullable Thread outer) {
        within = outer;
    }

    /** Whether the failure of an asynchronous request is for the container to answer, on whose thread this is. */
    public final boolean isForTheContainer() {
        return within == Thread.currentThread() && application.isToldOfAsynchronousFailures();
    }

    /** The container is told that a request fails, by what it does not log, and asks its listeners what to make of it. */
    public final IOException told(SessionException failure) {
        fail(failure);
        application.failureLog().failed(failure);
        if (failure instanceof SessionStorageException storage) {
            session().failure().failed(storage);
        }
        session().failure().told(failure);
        return BrokenOff.by(application.servletContext());
    }

    /** The container tells of an error; if it is what it was told by us, it can be answered now. */
    final void answerTold() {
        SessionException failure =
                rawResponse().isCommitted() ? null : session().failure().takeTold();
        if (failure == null) {
            return;
        }
        try {
            FailureAnswer.answer(failure, this, rawResponse(), application.failureHandler());
        } catch (IOException | IllegalStateException e) {
            // The client is gone, or the container has answered: there is nobody left to tell.
        }
    }

    /**
     * The same where the application goes on elsewhere, and nobody is left who would end the request.
     *
     * @param complete completes it
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
                application.failureLog().failed(known);
            } else {
                boolean unused = answer(known, false);
            }
        } catch (IOException | IllegalStateException e) {
            // The client is gone, or the container has answered: there is nobody left to tell.
        }
        try {
            complete.run();
        } catch (IllegalStateException e) {
            // The application has completed it, or the container has.
        }
        return true;
    }

    /** The session could not be saved at the very end, when there is nothing left to answer. */
    final void endQuietly() {
        try {
            end();
        } catch (SessionException e) {
            application.failureLog().failed(e);
        }
    }
}
