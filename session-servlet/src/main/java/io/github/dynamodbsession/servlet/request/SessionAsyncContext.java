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
 * The container's context of an asynchronous request, which saves the session before the request is completed or
 * dispatched, on whatever thread. All else is the container's affair, and answered by it in every state; only where it
 * means the request and response below ours, the application is to work on ours.
 */
final class SessionAsyncContext implements AsyncContext {

    private final AsyncContext container;
    private final RequestPass pass;

    /** The request that the container meant at first, and as what the application saw it; null: none yet. */
    private volatile @Nullable Seen seen;

    private record Seen(ServletRequest ofContainer, ServletRequest ofApplication) {}

    /** Whether it was begun with ours, right above the container's own. */
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

    /** What it began with is the same each time, also when the container has taken away what it had put between. */
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

    /** Undertow takes the outermost request for what an application meant that named none. */
    @Override
    public boolean hasOriginalRequestAndResponse() {
        return container.hasOriginalRequestAndResponse()
                || (isOnTheContainersOwn
                        && container.getRequest() == pass
                        && container.getResponse() == pass.response());
    }

    /**
     * Saves; if that fails, nobody is above this thread who would answer for it, and the client waits.
     *
     * @return whether to go on; if not, the request is answered and completed
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

    /** Of what the application lets out of there, containers log the stack trace, and leave the client waiting. */
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

    /** An event of the container as the application is to see it. */
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
