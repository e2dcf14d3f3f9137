package io.github.dynamodbsession.core.error;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The session exceeds the storage's limit. Nothing was written: the stored session is unchanged. Never retryable: the
 * application must store less in the session.
 */
public final class SessionTooLargeException extends SessionException {

    private static final long serialVersionUID = 1L;

    private static final int MAX_NAMED = 5;
    private static final int MAX_NAME_LENGTH = 60;

    /** Bytes. */
    private final long size;
    /** Bytes. */
    private final long limit;
    /** Bytes by name, largest first. */
    private final LinkedHashMap<String, Long> largestAttributes;

    /**
     * Creates a failure, with a message made from the arguments.
     *
     * @param size the size the session would have had, in bytes
     * @param limit the storage's limit, in bytes
     * @param attributeSizes the encoded size of each attribute in bytes, by name; the largest are kept
     * @param cause what the storage raised, or null
     */
    public SessionTooLargeException(
            long size, long limit, Map<String, Long> attributeSizes, @Nullable Throwable cause) {
        super(message(size, limit, largest(attributeSizes)), false, cause);
        this.size = size;
        this.limit = limit;
        this.largestAttributes = new LinkedHashMap<>(largest(attributeSizes));
    }

    private SessionTooLargeException(String message, SessionTooLargeException same) {
        super(message, false, same.getCause());
        this.size = same.size;
        this.limit = same.limit;
        this.largestAttributes = new LinkedHashMap<>(same.largestAttributes);
    }

    @Override
    public SessionTooLargeException withMessage(String message) {
        return placedAs(new SessionTooLargeException(message, this));
    }

    /**
     * The size the session would have had.
     *
     * @return bytes
     */
    public long size() {
        return size;
    }

    /**
     * The storage's limit.
     *
     * @return bytes
     */
    public long limit() {
        return limit;
    }

    /**
     * The largest attributes, largest first.
     *
     * @return encoded size in bytes by attribute name, at most five; an unmodifiable map
     */
    public Map<String, Long> largestAttributes() {
        return Collections.unmodifiableMap(largestAttributes);
    }

    private static Map<String, Long> largest(Map<String, Long> sizes) {
        return sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_NAMED)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }

    private static String message(long size, long limit, Map<String, Long> largest) {
        String attributes = largest.entrySet().stream()
                .map(e -> "'" + shortened(e.getKey()) + "' " + e.getValue())
                .collect(Collectors.joining(", "));
        return "The session is too large: " + size + " bytes, the limit is " + limit
                + ". Its largest attributes in bytes: " + (attributes.isEmpty() ? "none" : attributes)
                + ". What was stored before is unchanged.";
    }

    private static String shortened(String name) {
        return name.length() <= MAX_NAME_LENGTH ? name : name.substring(0, MAX_NAME_LENGTH) + "...";
    }
}
