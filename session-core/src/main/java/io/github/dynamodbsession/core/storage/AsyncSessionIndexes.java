package io.github.dynamodbsession.core.storage;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The asynchronous counterpart of {@link SessionIndexes}; a stage fails with what that would throw. */
public interface AsyncSessionIndexes {

    /**
     * Declares the indexes that will be queried; see {@link SessionIndexes#declare}.
     *
     * @param names their names; copied
     */
    void declare(Set<String> names);

    /**
     * Queries an index; see {@link SessionIndexes#find}.
     *
     * @param index the name of an index that was declared
     * @param value the value
     * @param after {@link Page#next} of the previous page; null: the first page
     * @return ids
     */
    CompletionStage<Page<String>> find(String index, String value, @Nullable String after);

    /**
     * Reads a session with strong consistency; see {@link SessionIndexes#getConsistently}.
     *
     * @param id an id that {@link #find} returned
     * @param now the time
     * @return the session, with its current id; empty if none is alive
     */
    CompletionStage<Optional<SessionRecord>> getConsistently(String id, Instant now);

    /**
     * Deletes a session if it has a value; see {@link SessionIndexes#deleteIndexed}.
     *
     * @param id an id that {@link #find} returned
     * @param index the name of the index
     * @param value the value
     * @param now the time
     * @return the session that was removed, even if it had already expired; empty if none was
     */
    CompletionStage<Optional<SessionRecord>> deleteIndexed(String id, String index, String value, Instant now);
}
