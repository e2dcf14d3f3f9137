package io.github.dynamodbsession.core.storage;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a look at the storage found. Immutable. It is shown to operators: no part of it holds a session id, a value, or a
 * secret such as a key.
 *
 * @param ready whether sessions can be read and written
 * @param reason why not, in a sentence; empty if they can
 * @param details what there is to say of the storage, such as the name of a table; copied, sorted by name
 */
public record StorageStatus(boolean ready, String reason, Map<String, String> details) {

    /** It is ready, and there is nothing to say of it. */
    public static final StorageStatus READY = new StorageStatus(true, "", Map.of());

    /**
     * Copies the details.
     *
     * @param ready whether sessions can be read and written
     * @param reason why not, in a sentence; empty if they can
     * @param details what there is to say of the storage; copied
     * @throws IllegalArgumentException if it is ready with a reason why not, or not ready without one
     */
    public StorageStatus {
        if (ready != Objects.requireNonNull(reason, "reason").isBlank()) {
            throw new IllegalArgumentException("A storage has a reason if it is not ready, and otherwise none");
        }
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }
}
