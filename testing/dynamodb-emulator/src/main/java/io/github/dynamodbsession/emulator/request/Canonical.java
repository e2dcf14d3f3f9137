package io.github.dynamodbsession.emulator.request;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What was read, as plain JSON. */
final class Canonical {

    private Canonical() {}

    /** With its names sorted, to compare it with another. */
    static @Nullable Object of(@Nullable Object value) {
        return with(TreeMap::new, value);
    }

    /** With its names in the order in which they were read, to show it. */
    static @Nullable Object inOrder(@Nullable Object value) {
        return with(LinkedHashMap::new, value);
    }

    private static @Nullable Object with(Supplier<Map<String, @Nullable Object>> maps, @Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(element -> with(maps, element)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> named = maps.get();
            map.forEach((key, entry) -> named.put((String) key, with(maps, entry)));
            return named;
        }
        return value;
    }
}
