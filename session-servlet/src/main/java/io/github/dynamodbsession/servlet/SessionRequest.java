package io.github.dynamodbsession.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request whose session is ours. */
final class SessionRequest extends HttpServletRequestWrapper {

    private final Pass pass;
    private final RequestSession session;
    private volatile @Nullable SessionAsyncContext asyncContext;

    SessionRequest(HttpServletRequest request, Pass pass) {
        super(request);
        this.pass = pass;
        this.session = pass.session();
    }

    /** The pass that a request is in already, below whatever the application wrapped around it. */
    static @Nullable Pass passOf(ServletRequest request, RequestSession session) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            if (wrapper instanceof SessionRequest ours && ours.session == session) {
                return ours.pass;
            }
            inner = wrapper.getRequest();
        }
        return null;
    }

    @Override
    public HttpSession getSession() {
        return session.existingOrNew(pass);
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        return create ? session.existingOrNew(pass) : session.existing(pass);
    }

    @Override
    public String changeSessionId() {
        return session.changeId(pass);
    }

    @Override
    public @Nullable String getRequestedSessionId() {
        PresentedId requested = session.requestedId(pass);
        return requested == null ? null : requested.id();
    }

    @Override
    public boolean isRequestedSessionIdValid() {
        return session.isRequestedIdValid(pass);
    }

    @Override
    public boolean isRequestedSessionIdFromCookie() {
        return !session.isRequestedIdFromUrl(pass).orElse(true);
    }

    @Override
    public boolean isRequestedSessionIdFromURL() {
        return session.isRequestedIdFromUrl(pass).orElse(false);
    }

    @Override
    public @Nullable RequestDispatcher getRequestDispatcher(String path) {
        RequestDispatcher dispatcher = super.getRequestDispatcher(path);
        return dispatcher == null ? null : new SessionDispatcher(dispatcher, pass);
    }

    @Override
    public AsyncContext startAsync() {
        return started(super.startAsync());
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return started(super.startAsync(request, response));
    }

    private AsyncContext started(AsyncContext container) {
        container.addListener(new SavingListener(pass));
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
        SessionAsyncContext ours = new SessionAsyncContext(container, pass);
        asyncContext = ours;
        return ours;
    }

    /** What is written from here on is no HTTP response. */
    @Override
    public <T extends HttpUpgradeHandler> T upgrade(Class<T> handlerClass) throws IOException, ServletException {
        pass.beforeCommit();
        return super.upgrade(handlerClass);
    }
}
