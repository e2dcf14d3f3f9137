package io.github.dynamodbsession.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;

/** A listener of the application's, which is shown our context, so that completing from there saves as well. */
final class ApplicationListener implements AsyncListener {

    private final AsyncListener application;
    private final Pass pass;

    ApplicationListener(AsyncListener application, Pass pass) {
        this.application = application;
        this.pass = pass;
    }

    @Override
    public void onComplete(AsyncEvent event) throws IOException {
        application.onComplete(ours(event));
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        application.onTimeout(ours(event));
    }

    @Override
    public void onError(AsyncEvent event) throws IOException {
        application.onError(ours(event));
    }

    @Override
    public void onStartAsync(AsyncEvent event) throws IOException {
        application.onStartAsync(ours(event));
    }

    private AsyncEvent ours(AsyncEvent event) {
        return new AsyncEvent(
                new SessionAsyncContext(event.getAsyncContext(), pass),
                event.getSuppliedRequest(),
                event.getSuppliedResponse(),
                event.getThrowable());
    }
}
