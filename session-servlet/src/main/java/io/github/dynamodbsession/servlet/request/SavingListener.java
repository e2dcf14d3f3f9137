package io.github.dynamodbsession.servlet.request;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Saves what has not been saved yet: when the container ends a request that was not completed, and at the very end. */
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
        pass.answerReported();
    }

    /** Containers drop the listeners of the previous async cycle; {@link SessionRequest} adds one for each cycle. */
    @Override
    public void onStartAsync(AsyncEvent event) {}
}
