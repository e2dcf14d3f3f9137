package io.github.dynamodbsession.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request whose session is ours. */
final class SessionRequest extends Pass {

    private volatile @Nullable SessionAsyncContext asyncContext;

    SessionRequest(
            HttpServletRequest request,
            HttpServletResponse response,
            ApplicationSessions application,
            boolean isForError) {
        super(request, response, application, isForError);
    }

    /** The pass that a request is in already, below whatever the application wrapped around it. */
    static @Nullable Pass passOf(ServletRequest request, ApplicationSessions application) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            if (wrapper instanceof SessionRequest ours && ours.isIn(application)) {
                return ours;
            }
            inner = wrapper.getRequest();
        }
        return null;
    }

    @Override
    public HttpSession getSession() {
        return session().existingOrNew(this);
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        return create ? session().existingOrNew(this) : session().existing(this);
    }

    @Override
    public String changeSessionId() {
        return session().changeId(this);
    }

    @Override
    public @Nullable String getRequestedSessionId() {
        PresentedId requested = session().requestedId(this);
        return requested == null ? null : requested.id();
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
        return started(super.startAsync());
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return started(super.startAsync(request, response));
    }

    /** A pass that begins later may be at once with this one, and is to have the same session. */
    private AsyncContext started(AsyncContext container) {
        RequestSession unused = session();
        container.addListener(new SavingListener(this));
        return ours(container);
    }

    @Override
    public AsyncContext getAsyncContext() {
        return ours(super.getAsyncContext());
    }

    private AsyncContext ours(AsyncContext container) {
        SessionAsyncContext known = asyncContext;
        if (known != null && known.isOf(container)) {
            return known;
        }
        SessionAsyncContext ours = new SessionAsyncContext(container, this);
        asyncContext = ours;
        return ours;
    }

    /** What is written from here on is no HTTP response. */
    @Override
    public <T extends HttpUpgradeHandler> T upgrade(Class<T> handlerClass) throws IOException, ServletException {
        beforeCommit();
        T handler = super.upgrade(handlerClass);
        noteUpgrade();
        return handler;
    }
}
