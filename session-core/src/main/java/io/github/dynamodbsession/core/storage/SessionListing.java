package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.error.SessionException;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The capability of a backend to list its sessions, to count them, and to remove them all. Each of these may read the whole
 * storage, and sees only the client's own sessions.
 *
 * <p>Implementations are safe for use by any number of threads. Sessions that begin or end meanwhile may be seen or not;
 * every other one is seen once.
 */
public interface SessionListing {

    /**
     * Lists living sessions, one page of them.
     *
     * @param now the time
     * @param after {@link Page#next} of the page before; null: the first page
     * @return sessions, in no particular order
     * @throws SessionException if they could not be listed
     */
    Page<SessionRecord> list(Instant now, @Nullable String after);

    /**
     * Counts living sessions.
     *
     * @param now the time
     * @return how many there are
     * @throws SessionException if they could not be counted
     */
    long count(Instant now);

    /**
     * Removes every living session; one that has expired is left to the clean-up. A removal that fails does not end the
     * whole.
     *
     * @param now the time
     * @param removed is handed each session that was really removed, on the calling thread and not while a lock is held;
     *     an exception of its ends the whole
     * @return how many were really removed, and what failed
     * @throws SessionException if the sessions could not be listed; those removed so far were handed over
     */
    ReapResult deleteAll(Instant now, Consumer<SessionRecord> removed);
}
