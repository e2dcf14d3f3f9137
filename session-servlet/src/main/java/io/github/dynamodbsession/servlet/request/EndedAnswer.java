package io.github.dynamodbsession.servlet.request;

import io.github.dynamodbsession.servlet.option.SessionEndedHandler;
import io.github.dynamodbsession.servlet.response.SessionResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Calls the {@link SessionEndedHandler}, at most once, for a request whose session was ended while it ran. Safe for use
 * by several threads.
 */
final class EndedAnswer {

    private final @Nullable SessionEndedHandler handler;

    /** Guarded by this. */
    private boolean asked;

    /** Whether the handler has answered in place of the application. */
    private volatile boolean given;

    EndedAnswer(@Nullable SessionEndedHandler handler) {
        this.handler = handler;
    }

    boolean isGiven() {
        return given;
    }

    private synchronized boolean isFirst() {
        boolean first = !asked;
        asked = true;
        return first;
    }

    /** Must not be called with a lock held: the handler writes to the response, and may block. */
    void ask(HttpServletRequest request, SessionResponse response) {
        if (handler == null || response.isCommitted() || !isFirst()) {
            return;
        }
        try {
            given = handler.answer(request, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
