package io.github.dynamodbsession.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;

/** A listener of the application's, which is shown our context, so that completing from there saves as well. */
final class ApplicationListener implements AsyncListener {

    private final AsyncListener application;
    private final SessionAsyncContext context;

    ApplicationListener(AsyncListener application, SessionAsyncContext context) {
        this.application = application;
        this.context = context;
    }

    @Override
    public void onComplete(AsyncEvent event) throws IOException {
        application.onComplete(context.seen(event));
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        application.onTimeout(context.seen(event));
    }

    @Override
    public void onError(AsyncEvent event) throws IOException {
        application.onError(context.seen(event));
    }

    @Override
    public void onStartAsync(AsyncEvent event) throws IOException {
        application.onStartAsync(context.seen(event));
    }
}
