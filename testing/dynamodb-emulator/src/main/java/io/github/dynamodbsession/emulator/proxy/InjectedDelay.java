package io.github.dynamodbsession.emulator.proxy;

import java.time.Duration;

record InjectedDelay(Duration length) implements Injection {

    InjectedDelay {
        if (length.isNegative()) {
            throw new IllegalArgumentException("a delay cannot be negative: " + length);
        }
    }

    /** Returns early, and the call goes on, if the thread is interrupted; nobody interrupts it. */
    void await() {
        try {
            Thread.sleep(length.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
