package io.github.dynamodbsession.emulator.expression;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Remembers what was read, as reading takes far longer than all else that is done with an expression. Applications have
 * few expressions; where that is not so it begins anew when it is full. Safe for any number of threads.
 */
final class ReadOnce<T> {

    private static final int MAX_COUNT = 500;

    private final Map<String, T> known = new ConcurrentHashMap<>();

    /** What was read of that text before, or else what the reader makes of it now. */
    T get(String text, Function<String, T> reader) {
        T before = known.get(text);
        if (before != null) {
            return before;
        }
        T now = reader.apply(text);
        if (known.size() >= MAX_COUNT) {
            known.clear();
        }
        known.put(text, now);
        return now;
    }
}
