package io.github.dynamodbsession.spring;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way through the filters, once for each dispatch, whose asynchronous contexts save the session before
 * they are completed. What the container says of a context is said by this one.
 */
final class AsyncRequest extends HttpServletRequestWrapper {

    private static final String LATEST = AsyncRequest.class.getName() + ".latest";

    private final AsyncSaves saves;
    private final AtomicReference<Where> where = new AtomicReference<>(Where.WITHIN);
    private volatile @Nullable SavingAsyncContext context;

    /** Where the container's thread is. */
    private enum Where {
        WITHIN,
        /** In the filters still, while another thread has completed the request. */
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

    /** Whether no dispatch has come through the filters after this one, at whose end the session would be saved. */
    boolean isLatest() {
        return getRequest().getAttribute(LATEST) == this;
    }

    /**
     * The request is about to be completed. While the container's thread is still in the filters, the session is saved
     * when it leaves them, which the container waits for; whether it has been saved here, or will be there.
     */
    void complete() {
        if (!where.compareAndSet(Where.WITHIN, Where.WITHIN_COMPLETED)) {
            saves.save();
        }
    }

    /** The container's thread leaves. What was done until the request was completed may have come after the last save. */
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
