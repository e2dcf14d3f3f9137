package io.github.dynamodbsession.servlet.request;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * A listener of the application, which receives events with our async context, so that completing from there saves as
 * well.
 */
final class ApplicationListener implements AsyncListener {

    private final AsyncListener application;
    private final UnaryOperator<AsyncEvent> seen;

    ApplicationListener(AsyncListener application, UnaryOperator<AsyncEvent> seen) {
        this.application = application;
        this.seen = seen;
    }

    @Override
    public void onComplete(AsyncEvent event) throws IOException {
        application.onComplete(seen.apply(event));
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        application.onTimeout(seen.apply(event));
    }

    @Override
    public void onError(AsyncEvent event) throws IOException {
        application.onError(seen.apply(event));
    }

    @Override
    public void onStartAsync(AsyncEvent event) throws IOException {
        application.onStartAsync(seen.apply(event));
    }
}
