package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.codec.ReadTime;
import org.jspecify.annotations.Nullable;

/** What the current thread reads, for how long: a library in between does not pass that on. */
final class Reading {

    private static final ThreadLocal<@Nullable ReadTime> CURRENT = new ThreadLocal<>();

    private Reading() {}

    /** Does something that reads a value, which may take so long. */
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
