package io.github.dynamodbsession.core.storage;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The asynchronous counterpart of {@link SessionListing}; a stage fails with what that would throw. */
public interface AsyncSessionListing {

    /**
     * Lists living sessions; see {@link SessionListing#list}.
     *
     * @param now the time
     * @param after {@link Page#next} of the previous page; null: the first page
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
     * @param removed receives each session that was actually removed, one at a time, on a thread that it may block
     * @return how many were actually removed, and what failed
     */
    CompletionStage<ReapResult> deleteAll(Instant now, Consumer<SessionRecord> removed);
}
