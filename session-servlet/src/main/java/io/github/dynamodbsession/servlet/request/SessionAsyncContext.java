package io.github.dynamodbsession.servlet.request;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Wraps the container's async context, and saves the session before the request is completed or dispatched, on any
 * thread. Everything else is delegated to the container in every state; but if the container returns the request or
 * response that ours wraps, the application gets ours.
 */
final class SessionAsyncContext implements AsyncContext {

    private final AsyncContext container;
    private final RequestPass pass;

    /** The request that the container returned first, and how the application saw it; null before that. */
    private volatile @Nullable Seen seen;

    private record Seen(ServletRequest ofContainer, ServletRequest ofApplication) {}

    /** Whether it was started with our wrappers, directly on top of the container's own objects. */
    private final boolean isOnTheContainersOwn;

    SessionAsyncContext(AsyncContext container, RequestPass pass, boolean isOnTheContainersOwn) {
        this.container = container;
        this.pass = pass;
        this.isOnTheContainersOwn = isOnTheContainersOwn;
    }

    boolean isOf(AsyncContext other) {
        return container == other;
    }

    @Override
    public ServletRequest getRequest() {
        return seen(container.getRequest());
    }

    /**
     * The initial request is the same each time, even after the container has removed a wrapper that it had inserted.
     */
    private ServletRequest seen(ServletRequest request) {
        Seen begun = seen;
        if (begun != null && begun.ofContainer() == request) {
            return begun.ofApplication();
        }
        ServletRequest ours = pass.seen(request);
        if (begun == null) {
            seen = new Seen(request, ours);
        }
        return ours;
    }

    @Override
    public ServletResponse getResponse() {
        return pass.seen(container.getResponse());
    }

    /** Undertow uses the outermost request if startAsync was called without arguments. */
    @Override
    public boolean hasOriginalRequestAndResponse() {
        return container.hasOriginalRequestAndResponse()
                || (isOnTheContainersOwn
                        && container.getRequest() == pass
                        && container.getResponse() == pass.response());
    }

    /**
     * Saves. If that fails, it is answered here: nothing above on this thread would answer, and the client would hang.
     *
     * @return whether to continue; if not, the request has been answered and completed
     */
    private boolean saved() {
        try {
            pass.end();
            return true;
        } catch (RuntimeException e) {
            if (pass.isForTheContainer()) {
                throw e;
            }
            if (pass.answerAndComplete(e, container::complete)) {
                return false;
            }
            pass.response().answerFailure();
            container.complete();
            throw e;
        }
    }

    @Override
    public void complete() {
        if (saved()) {
            container.complete();
        }
    }

    @Override
    public void dispatch() {
        if (saved()) {
            container.dispatch();
        }
    }

    @Override
    public void dispatch(String path) {
        if (saved()) {
            container.dispatch(path);
        }
    }

    @Override
    public void dispatch(ServletContext context, String path) {
        if (saved()) {
            container.dispatch(context, path);
        }
    }

    /** If the application throws from there, containers log the stack trace, and leave the client hanging. */
    @Override
    public void start(Runnable run) {
        container.start(() -> {
            try {
                run.run();
            } catch (RuntimeException | Error e) {
                if (!pass.answerAndComplete(e, container::complete)) {
                    throw e;
                }
            }
        });
    }

    @Override
    public void addListener(AsyncListener listener) {
        container.addListener(new ApplicationListener(listener, this::seen));
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
        container.addListener(new ApplicationListener(listener, this::seen), request, response);
    }

    /** The container's event as the application is to see it. */
    private AsyncEvent seen(AsyncEvent event) {
        AsyncContext of = event.getAsyncContext();
        ServletRequest request = event.getSuppliedRequest();
        ServletResponse response = event.getSuppliedResponse();
        return new AsyncEvent(
                of == null || isOf(of) ? this : new SessionAsyncContext(of, pass, false),
                request == null ? null : seen(request),
                response == null ? null : pass.seen(response),
                event.getThrowable());
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return container.createListener(type);
    }

    @Override
    public void setTimeout(long milliseconds) {
        container.setTimeout(milliseconds);
    }

    @Override
    public long getTimeout() {
        return container.getTimeout();
    }
}
