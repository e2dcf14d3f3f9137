package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A storage for sessions. Each operation is atomic for one session, and the time is a parameter: an implementation
 * reads no clock.
 *
 * <p>A session is <em>alive</em> at {@code now} if it is stored and {@link SessionTimes#isExpiredAt} is false. For
 * every operation but {@link #deleteExpired}, a session that is not alive is absent, whether or not it is still stored.
 *
 * <p>Implementations are safe for use by any number of threads, and any number of them, on any number of machines,
 * may share the same sessions. No argument is null; ids are valid according to {@link SessionIds}. Every operation but
 * {@link #close} may throw {@link SessionStorageException}; if it {@code isRetryable}, the effect is unknown and a
 * retry is safe.
 *
 * <p>A record that is passed to {@link #put} in a {@link Change.Create} has all attributes of the session. A record that an
 * implementation returns or passes on has all of them as well, unless the client has the capability {@link
 * AttributeLoading}: then it may leave out values of attributes that it names in {@link SessionRecord#apart}, which are
 * loaded only when they are read. A {@link Change.Rename} may then leave out the same values: {@link SessionRecord#apart}
 * comes back as it was read, without the attributes that were set or removed since, and what it names is carried along.
 *
 * <p>An implementation extends {@code StorageClientContract} of {@code session-testkit} in its tests. A
 * backend that can only store whole documents is easier to adapt through {@link DocumentStorage}.
 */
public interface StorageClient extends AutoCloseable {

    /**
     * Prepares the storage: creates what is missing if that is allowed, and checks what exists. Called once, before all
     * other methods; any number of nodes may call it concurrently.
     *
     * @throws SessionConfigurationException if something is missing or not set up as required, with what it is
     */
    void init();

    /**
     * Reads a session. Once a session was found expired, it stays expired, even if a write that would extend it is in
     * flight: see {@link ChangeRules#expiredForGood}.
     *
     * <p>A client with the capability {@link RenewableIds} also reads a session under a former id, as long as the tombstone
     * there allows it ({@link ChangeRules#readableUnder}), and returns it as {@link SessionRecord#readUnder} says.
     *
     * @param id its id
     * @param now the time
     * @return the session; empty if none is alive
     */
    Optional<SessionRecord> get(String id, Instant now);

    /**
     * Writes a session or parts of it; the kinds of {@link Change} define their preconditions.
     *
     * @param change what to write
     * @param now the time
     * @return the result; nothing was written unless it is {@link PutResult.Applied}
     * @throws SessionTooLargeException if the session exceeds the storage's limit; the stored session is unchanged
     */
    PutResult put(Change change, Instant now);

    /**
     * Deletes a session, also if it has another id by now, which a {@link Tombstone} records. Once this has returned,
     * no write restores any part of the session, however late it arrives: a tombstone is left, even if there was no
     * session. An id is never reused.
     *
     * @param id its current or former id
     * @param now the time
     * @return the session that was removed, even if its times show that it had already expired: it is returned only
     *     once; empty if none was stored
     */
    Optional<SessionRecord> delete(String id, Instant now);

    /**
     * Changes only the times of a living session: content and write token are unchanged.
     *
     * @param id its id
     * @param times the new times
     * @param now the time
     * @return true if the session is alive, its interval is {@link TimesChange#maxInactiveInterval}, and its last
     *     access is the given one or a later one that another request recorded; false, with nothing written, if there
     *     is no such session or its interval is different
     */
    boolean setExpires(String id, TimesChange times, Instant now);

    /**
     * Removes expired sessions, each only if it is still expired at the moment of its removal; follows all pages. A
     * failed removal does not end the round.
     *
     * @param before sessions whose expiry is not after this instant are removed; the caller subtracts a grace period
     *     for clock differences
     * @param removed receives each session that was actually removed, on the calling thread, while no lock is held; an
     *     exception that it throws ends the round
     * @return how many were actually removed, and what failed
     * @throws SessionException if the sessions could not be listed; those removed so far were passed on
     */
    ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed);

    /**
     * This client with a timeout for the calls of one operation: {@code get}, {@code put}, {@code delete}, {@code
     * setExpires}, {@link SessionIndexes#getConsistently} and {@link AttributeLoading#load} take no longer, and fail with a retryable {@link
     * SessionStorageException} when the time is over. If the backend is {@link TimeLimited}, a store calls this for
     * every call of an operation on one session, so it must be cheap.
     *
     * <p>A decorator decorates the result of the client that it wraps. By default this client itself, without a
     * timeout; the store then makes no further call when the time is over, but does not cut a call short.
     *
     * @param left the remaining time, greater than zero
     * @return the limited client, over the same sessions; never closed itself, and unusable once this client is closed
     */
    default StorageClient within(Duration left) {
        return this;
    }

    /**
     * Looks up an optional capability. A decorator delegates this to the client that it wraps.
     *
     * @param type the interface of the capability, such as {@link ExpiresByItself}
     * @param <T> the capability
     * @return the capability; empty if this client does not have it
     */
    default <T> Optional<T> capability(Class<T> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }

    /** Closes the resources of this client, but not those that the caller passed to it. A second call does nothing. */
    @Override
    void close();
}
