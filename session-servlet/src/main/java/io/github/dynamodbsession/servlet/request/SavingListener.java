package io.github.dynamodbsession.servlet.request;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Saves what was not saved before: when the container ends a request that nobody completed, and at the very end. */
final class SavingListener implements AsyncListener {

    private final RequestPass pass;

    SavingListener(RequestPass pass) {
        this.pass = pass;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        pass.endQuietly();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        pass.endQuietly();
    }

    @Override
    public void onError(AsyncEvent event) {
        pass.endQuietly();
        pass.answerTold();
    }

    /** The listeners of the cycle before are forgotten, and {@link SessionRequest} adds one for each. */
    @Override
    public void onStartAsync(AsyncEvent event) {}
}
