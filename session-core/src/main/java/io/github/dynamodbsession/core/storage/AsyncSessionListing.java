package io.github.dynamodbsession.core.storage;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The asynchronous twin of {@link SessionListing}; what the one throws, a stage of the other fails with. */
public interface AsyncSessionListing {

    /**
     * Lists living sessions; see {@link SessionListing#list}.
     *
     * @param now the time
     * @param after {@link Page#next} of the page before; null: the first page
     * @return sessions
     */
    CompletionStage<Page<SessionRecord>> list(Instant now, @Nullable String after);

    /**
     * Counts living sessions; see {@link SessionListing#count}.
     *
     * @param now the time
     * @return how many there are
     */
    CompletionStage<Long> count(Instant now);

    /**
     * Removes every living session; see {@link SessionListing#deleteAll}.
     *
     * @param now the time
     * @param removed is handed each session that was really removed, one at a time, on a thread where it may take its
     *     time
     * @return how many were really removed, and what failed
     */
    CompletionStage<ReapResult> deleteAll(Instant now, Consumer<SessionRecord> removed);
}
