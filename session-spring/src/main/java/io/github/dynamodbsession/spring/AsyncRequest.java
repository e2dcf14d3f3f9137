package io.github.dynamodbsession.spring;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way through the filters, one for each dispatch, whose asynchronous contexts save the session before
 * they complete. Everything else is delegated to the container's context.
 */
final class AsyncRequest extends HttpServletRequestWrapper {

    private static final String LATEST = AsyncRequest.class.getName() + ".latest";

    private final AsyncSaves saves;
    private final AtomicReference<Where> where = new AtomicReference<>(Where.WITHIN);
    private volatile @Nullable SavingAsyncContext context;

    /** Where the container's thread is, relative to the filters. */
    private enum Where {
        WITHIN,
        /** Still in the filters, while another thread has completed the request. */
        WITHIN_COMPLETED,
        OUTSIDE
    }

    AsyncRequest(HttpServletRequest request, AsyncSaves saves) {
        super(request);
        this.saves = saves;
        request.setAttribute(LATEST, this);
    }

    AsyncSaves saves() {
        return saves;
    }

    /** Whether this is the latest dispatch to pass the filters; a later one saves the session at its end. */
    boolean isLatest() {
        return getRequest().getAttribute(LATEST) == this;
    }

    /**
     * Called before the request is completed. If the container's thread is still in the filters, the session is saved
     * when it leaves them, for which the container waits; otherwise it is saved now.
     */
    void complete() {
        if (!where.compareAndSet(Where.WITHIN, Where.WITHIN_COMPLETED)) {
            saves.save();
        }
    }

    /**
     * Called when the container's thread leaves the filters. Changes made before the request was completed may have
     * come after the last save.
     */
    void leave() {
        if (where.getAndSet(Where.OUTSIDE) == Where.WITHIN_COMPLETED) {
            saves.save();
        }
    }

    @Override
    public AsyncContext startAsync() {
        return started(super.startAsync());
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return started(super.startAsync(request, response));
    }

    @Override
    public AsyncContext getAsyncContext() {
        AsyncContext container = super.getAsyncContext();
        SavingAsyncContext known = context;
        return known != null && known.isOf(container) ? known : begun(container);
    }

    private AsyncContext started(AsyncContext container) {
        SavingAsyncContext started = begun(container);
        container.addListener(started.lastSave());
        return started;
    }

    private SavingAsyncContext begun(AsyncContext container) {
        SavingAsyncContext begun = new SavingAsyncContext(container, this);
        context = begun;
        return begun;
    }
}
