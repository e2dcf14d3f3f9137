package io.github.dynamodbsession.core.storage;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The asynchronous twin of {@link SessionIndexes}; what the one throws, a stage of the other fails with. */
public interface AsyncSessionIndexes {

    /**
     * Names the indexes that will be asked for; see {@link SessionIndexes#declare}.
     *
     * @param names their names; copied
     */
    void declare(Set<String> names);

    /**
     * Looks for sessions in an index; see {@link SessionIndexes#find}.
     *
     * @param index the name of an index that was declared
     * @param value the value
     * @param after {@link Page#next} of the page before; null: the first page
     * @return ids
     */
    CompletionStage<Page<String>> find(String index, String value, @Nullable String after);

    /**
     * Reads a session as it is now; see {@link SessionIndexes#getConsistently}.
     *
     * @param id its id
     * @param now the time
     * @return the session; empty if none is alive
     */
    CompletionStage<Optional<SessionRecord>> getConsistently(String id, Instant now);

    /**
     * Deletes a session if it has a value; see {@link SessionIndexes#deleteIndexed}.
     *
     * @param id an id that {@link #find} gave
     * @param index the name of the index
     * @param value the value
     * @param now the time
     * @return what was removed, also one that had expired already; empty if nothing was
     */
    CompletionStage<Optional<SessionRecord>> deleteIndexed(String id, String index, String value, Instant now);
}
