package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.codec.ReadTime;
import org.jspecify.annotations.Nullable;

/**
 * The time limit of the value that the current thread reads. Thread-local, because a library in between cannot pass it
 * on.
 */
final class Reading {

    private static final ThreadLocal<@Nullable ReadTime> CURRENT = new ThreadLocal<>();

    private Reading() {}

    /** Runs an action that reads a value, with a time limit. */
    static <T> @Nullable T timed(ReadTime time, Guard.Action<T> action) throws Exception {
        @Nullable ReadTime around = CURRENT.get();
        if (around != null) {
            return action.run(); // a codec within a codec
        }
        CURRENT.set(time);
        try {
            return action.run();
        } finally {
            CURRENT.remove();
        }
    }

    static void tick() {
        @Nullable ReadTime time = CURRENT.get();
        if (time != null) {
            time.tick();
        }
    }

    static void look() {
        @Nullable ReadTime time = CURRENT.get();
        if (time != null) {
            time.look();
        }
    }
}
