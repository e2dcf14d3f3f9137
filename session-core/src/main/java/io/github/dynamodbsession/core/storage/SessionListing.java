package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.error.SessionException;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The capability of a backend to list its sessions, to count them, and to remove them all. Each operation may read the
 * whole storage, and sees only the client's own sessions.
 *
 * <p>Implementations are safe for use by any number of threads. Sessions that are created or end in the meantime may be
 * included or not; every other session is included once.
 */
public interface SessionListing {

    /**
     * Lists living sessions, one page of them.
     *
     * @param now the time
     * @param after {@link Page#next} of the previous page; null: the first page
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
     * Removes every living session; expired ones are left to the reaper. A failed removal does not end the operation.
     *
     * @param now the time
     * @param removed receives each session that was actually removed, on the calling thread, while no lock is held; an
     *     exception that it throws ends the operation
     * @return how many were actually removed, and what failed
     * @throws SessionException if the sessions could not be listed; those removed so far were passed on
     */
    ReapResult deleteAll(Instant now, Consumer<SessionRecord> removed);
}
