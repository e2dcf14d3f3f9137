package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.error.SessionException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The capability of a backend to find sessions by the values that {@link SessionRecord#indexed} holds. What an index shows
 * may be a moment old: each hit is to be confirmed by {@link #getConsistently}.
 *
 * <p>Implementations are safe for use by any number of threads.
 */
public interface SessionIndexes {

    /** The longest value that can be indexed, in bytes as UTF-8; the shortest has one. */
    int MAX_VALUE_BYTES = 2048;

    /**
     * Names the indexes that will be asked for, before {@link StorageClient#init}, which makes those that are missing
     * where that is allowed. Those of several stores on one client add up.
     *
     * @param names their names: 1 to 200 of the characters {@code A-Z a-z 0-9 _ . -}; copied
     */
    void declare(Set<String> names);

    /**
     * Looks for sessions in an index, one page of them.
     *
     * @param index the name of an index that was declared
     * @param value the value, of 1 to {@link #MAX_VALUE_BYTES} bytes
     * @param after {@link Page#next} of the page before; null: the first page
     * @return ids, in no particular order, of sessions that have the value, or had it a moment ago
     * @throws SessionException if the index cannot be asked; retryable while it is still being made
     */
    Page<String> find(String index, String value, @Nullable String after);

    /**
     * Reads a session as it is now, whatever is said of the freshness of other reads.
     *
     * @param id its id
     * @param now the time
     * @return the session; empty if none is alive
     */
    Optional<SessionRecord> getConsistently(String id, Instant now);

    /**
     * Deletes a session as {@link StorageClient#delete} does, under whatever id it goes on, but only if it has a value at
     * that moment: somebody else may have it by now.
     *
     * @param id an id that {@link #find} gave
     * @param index the name of the index
     * @param value the value
     * @param now the time
     * @return what was removed, also one that had expired already; empty if nothing was
     */
    Optional<SessionRecord> deleteIndexed(String id, String index, String value, Instant now);
}
