package io.github.dynamodbsession.core;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The same random text each time, drawn when it is first needed. Used by one operation. */
final class DrawnOnce implements Supplier<String> {

    private final Supplier<String> source;
    private @Nullable String drawn;

    DrawnOnce(Supplier<String> source) {
        this.source = source;
    }

    @Override
    public synchronized String get() {
        String known = drawn;
        if (known == null) {
            known = source.get();
            drawn = known;
        }
        return known;
    }
}
