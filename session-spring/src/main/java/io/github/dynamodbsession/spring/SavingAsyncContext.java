package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.error.SessionException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Wraps the container's context, and saves the session before it completes. A dispatch saves nothing here, because
 * Spring Session's filter saves at its end.
 */
final class SavingAsyncContext implements AsyncContext {

    private final AsyncContext container;
    private final AsyncRequest request;
    private final AtomicReference<End> end = new AtomicReference<>(End.NONE);

    /** How the application ended the asynchronous part. */
    private enum End {
        NONE,
        COMPLETE,
        DISPATCH
    }

    SavingAsyncContext(AsyncContext container, AsyncRequest request) {
        this.container = container;
        this.request = request;
    }

    boolean isOf(AsyncContext other) {
        return container == other;
    }

    /**
     * Called when the container has completed the request: saves if nothing has saved before, such as after a timeout.
     */
    private void completed() {
        if (end.getAndSet(End.COMPLETE) != End.COMPLETE && request.isLatest()) {
            try {
                request.saves().save();
            } catch (RuntimeException e) {
                request.saves().answer(e); // or the container would log its stack trace, request by request
            }
        }
    }

    /** A listener for completion by the container. */
    AsyncListener lastSave() {
        return new LastSave();
    }

    /** No filter is above this thread to answer for a failed save, and the client is waiting. */
    @Override
    public void complete() {
        if (end.compareAndSet(End.NONE, End.COMPLETE)) {
            try {
                request.complete();
            } catch (RuntimeException e) {
                request.saves().answer(e);
            }
        }
        container.complete();
    }

    @Override
    public void dispatch() {
        container.dispatch();
        end.compareAndSet(End.NONE, End.DISPATCH);
    }

    @Override
    public void dispatch(String path) {
        container.dispatch(path);
        end.compareAndSet(End.NONE, End.DISPATCH);
    }

    @Override
    public void dispatch(ServletContext context, String path) {
        container.dispatch(context, path);
        end.compareAndSet(End.NONE, End.DISPATCH);
    }

    /** If an exception escaped from here, containers would log its stack trace and leave the client waiting. */
    @Override
    public void start(Runnable run) {
        container.start(() -> {
            try {
                request.saves().run(run);
            } catch (RuntimeException e) {
                if (SessionException.behind(e, SessionException.class).isEmpty()) {
                    throw e;
                }
                answerAndComplete(e);
            }
        });
    }

    private void answerAndComplete(RuntimeException failure) {
        end.set(End.COMPLETE);
        request.saves().answer(failure);
        try {
            container.complete();
        } catch (IllegalStateException e) {
            // Already completed, by the application or the container.
        }
    }

    @Override
    public void addListener(AsyncListener listener) {
        container.addListener(new Shown(listener));
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest suppliedRequest, ServletResponse suppliedResponse) {
        container.addListener(new Shown(listener), suppliedRequest, suppliedResponse);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return container.createListener(type);
    }

    @Override
    public ServletRequest getRequest() {
        return container.getRequest();
    }

    @Override
    public ServletResponse getResponse() {
        return container.getResponse();
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return container.hasOriginalRequestAndResponse();
    }

    @Override
    public void setTimeout(long milliseconds) {
        container.setTimeout(milliseconds);
    }

    @Override
    public long getTimeout() {
        return container.getTimeout();
    }

    /**
     * Wraps a listener of the application so that it sees this context, and completing from the listener saves as well.
     */
    private final class Shown implements AsyncListener {

        private final AsyncListener listener;

        Shown(AsyncListener listener) {
            this.listener = listener;
        }

        @Override
        public void onComplete(AsyncEvent event) throws IOException {
            listener.onComplete(shown(event));
        }

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            listener.onTimeout(shown(event));
        }

        @Override
        public void onError(AsyncEvent event) throws IOException {
            listener.onError(shown(event));
        }

        @Override
        public void onStartAsync(AsyncEvent event) throws IOException {
            listener.onStartAsync(shown(event));
        }

        private AsyncEvent shown(AsyncEvent event) {
            return new AsyncEvent(
                    SavingAsyncContext.this,
                    event.getSuppliedRequest(),
                    event.getSuppliedResponse(),
                    event.getThrowable());
        }
    }

    private final class LastSave implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            completed();
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
