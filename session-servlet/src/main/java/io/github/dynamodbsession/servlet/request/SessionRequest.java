package io.github.dynamodbsession.servlet.request;

import io.github.dynamodbsession.servlet.session.ApplicationSessions;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request whose session is ours. */
public final class SessionRequest extends RequestPass {

    private volatile @Nullable SessionAsyncContext asyncContext;

    public SessionRequest(
            HttpServletRequest request,
            HttpServletResponse response,
            ApplicationSessions application,
            boolean isForError) {
        super(request, response, application, isForError);
    }

    private SessionRequest(HttpServletRequest below, SessionRequest whole) {
        super(below, whole);
    }

    /** The pass that a request already belongs to, under any wrappers of the application. */
    public static @Nullable RequestPass passOf(ServletRequest request, ApplicationSessions application) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            if (wrapper instanceof SessionRequest ours && ours.isIn(application)) {
                return ours;
            }
            inner = wrapper.getRequest();
        }
        return null;
    }

    /** See {@code SessionFilter.endSession}. */
    public static boolean endSession(HttpServletRequest request) {
        SessionRequest pass = of(request);
        return pass == null
                ? RequestSession.isEnded(request.getSession(false))
                : pass.session().endPresented(pass);
    }

    /** The pass that a request belongs to; null if it has passed through no filter of ours. */
    static @Nullable SessionRequest of(HttpServletRequest request) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            if (wrapper instanceof SessionRequest ours) {
                return ours;
            }
            inner = wrapper.getRequest();
        }
        return null;
    }

    @Override
    public HttpSession getSession() {
        return session().existingOrNew(this, response());
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        return create ? session().existingOrNew(this, response()) : session().existing(this);
    }

    @Override
    public String changeSessionId() {
        return session().changeId(this, response());
    }

    @Override
    public @Nullable String getRequestedSessionId() {
        return session().requestedId(this);
    }

    @Override
    public boolean isRequestedSessionIdValid() {
        return session().isRequestedIdValid(this);
    }

    @Override
    public boolean isRequestedSessionIdFromCookie() {
        return !session().isRequestedIdFromUrl(this).orElse(true);
    }

    @Override
    public boolean isRequestedSessionIdFromURL() {
        return session().isRequestedIdFromUrl(this).orElse(false);
    }

    @Override
    public @Nullable RequestDispatcher getRequestDispatcher(String path) {
        RequestDispatcher dispatcher = super.getRequestDispatcher(path);
        return dispatcher == null ? null : new SessionDispatcher(dispatcher, this);
    }

    @Override
    public AsyncContext startAsync() {
        return started(super.startAsync(), isOnTheContainersOwn());
    }

    /**
     * If the application passes our wrappers, the container gets the objects that they wrap. So it recognises its
     * original objects, keeps its own wrappers, and dispatches to the same place as without the filter.
     */
    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return request == this && response == response()
                ? started(super.startAsync(getRequest(), response().below()), isOnTheContainersOwn())
                : started(super.startAsync(request, response), false);
    }

    /** Needed for a container that mistakes the outermost wrapper for the original. */
    private boolean isOnTheContainersOwn() {
        return !(getRequest() instanceof ServletRequestWrapper)
                && !(response().below() instanceof ServletResponseWrapper);
    }

    /** A later pass may run concurrently with this one, and must share the session. */
    private AsyncContext started(AsyncContext container, boolean isOnTheContainersOwn) {
        RequestSession unused = session();
        container.addListener(new SavingListener(this));
        SessionAsyncContext ours = new SessionAsyncContext(container, this, isOnTheContainersOwn);
        ServletRequest unusedRequest = ours.getRequest(); // while the container's own wrapper is still present
        asyncContext = ours;
        return ours;
    }

    /**
     * The container's request as the application is to see it. If startAsync is called without arguments in a dispatch,
     * the context returns the request from before the dispatch, which is further down than the one that we wrap.
     */
    @Override
    ServletRequest seen(ServletRequest shown) {
        if (shown == getRequest()) {
            return this;
        }
        return isAbove(shown) && shown instanceof HttpServletRequest below ? new SessionRequest(below, this) : shown;
    }

    @Override
    public AsyncContext getAsyncContext() {
        AsyncContext container = super.getAsyncContext();
        SessionAsyncContext known = asyncContext;
        if (known != null && known.isOf(container)) {
            return known;
        }
        SessionAsyncContext ours = new SessionAsyncContext(container, this, false);
        asyncContext = ours;
        return ours;
    }

    /** Saves first: what is written after the upgrade is not an HTTP response. */
    @Override
    public <T extends HttpUpgradeHandler> T upgrade(Class<T> handlerClass) throws IOException, ServletException {
        beforeCommit();
        T handler = super.upgrade(handlerClass);
        noteUpgrade();
        return handler;
    }
}
