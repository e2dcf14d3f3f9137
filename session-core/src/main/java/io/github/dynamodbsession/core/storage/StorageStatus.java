package io.github.dynamodbsession.core.storage;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The result of a health check. Immutable. It is shown to operators, so it must not contain a session id, a value, or a
 * secret such as a key.
 *
 * @param ready whether sessions can be read and written
 * @param reason why not, in a sentence; empty if they can
 * @param details facts about the storage, such as the name of a table; copied, sorted by name
 */
public record StorageStatus(boolean ready, String reason, Map<String, String> details) {

    /** Ready, without details. */
    public static final StorageStatus READY = new StorageStatus(true, "", Map.of());

    /**
     * Copies the details.
     *
     * @param ready whether sessions can be read and written
     * @param reason why not, in a sentence; empty if they can
     * @param details facts about the storage; copied
     * @throws IllegalArgumentException if it is ready with a reason why not, or not ready without one
     */
    public StorageStatus {
        if (ready != Objects.requireNonNull(reason, "reason").isBlank()) {
            throw new IllegalArgumentException(
                    "reason must be given if the storage is not ready, and must be empty if it is");
        }
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }
}
