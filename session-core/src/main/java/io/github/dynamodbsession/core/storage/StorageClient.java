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
 * Where sessions are kept. Each operation is atomic for one session, and time comes in as data: an implementation
 * reads no clock.
 *
 * <p>A session is <em>alive</em> at {@code now} if it is stored and {@link SessionTimes#isExpiredAt} is false. To
 * every operation but {@link #deleteExpired}, one that is not alive is absent, whether or not it is still stored.
 *
 * <p>Implementations are safe for use by any number of threads, and any number of them, on any number of machines,
 * may work on the same sessions. No argument is null; ids are as {@link SessionIds} allows them. Every operation but
 * {@link #close} may throw {@link SessionStorageException}; its {@code isRetryable} says that the effect is unknown
 * and that asking again is safe. An implementation extends {@code StorageClientContract} of {@code session-testkit}
 * in its tests. A backend that can only store whole documents is easier to adapt through {@link DocumentStorage}.
 */
public interface StorageClient extends AutoCloseable {

    /**
     * Makes the storage ready: creates what is missing where that is allowed, and checks what is there. Called once
     * before anything else; any number of nodes may call it at once.
     *
     * @throws SessionConfigurationException if something is missing or not as it must be; the message says what
     */
    void init();

    /**
     * Reads a session. Once one was found expired, it stays so, whatever was on its way to extend it:
     * {@link ChangeRules#expiredForGood}.
     *
     * @param id its id
     * @param now the time
     * @return the session; empty if none is alive
     */
    Optional<SessionRecord> get(String id, Instant now);

    /**
     * Writes a session or parts of it; see the kinds of {@link Change} for what each asks of what is stored.
     *
     * @param change what to write
     * @param now the time
     * @return what became of it; nothing was written unless it is {@link PutResult.Applied}
     * @throws SessionTooLargeException if the session would not fit; what was stored stays
     */
    PutResult put(Change change, Instant now);

    /**
     * Deletes a session, also if it has another id by now: a {@link Tombstone} tells which. Once this has returned, no
     * write brings any part of it back, however late it arrives: a tombstone is left, also where no session was. An id
     * is never used again.
     *
     * @param id its id, present or former
     * @param now the time
     * @return what was removed, also one that had expired already, as its times tell: nobody else will be handed it;
     *     empty if none was stored
     */
    Optional<SessionRecord> delete(String id, Instant now);

    /**
     * Changes the times of a living session, and nothing else: content and write token stay.
     *
     * @param id its id
     * @param times the new times
     * @param now the time
     * @return true if a session is alive, its interval is {@link TimesChange#maxInactiveInterval}, and its last
     *     access is the given one or a later one that somebody else recorded; false, with nothing written, if there
     *     is none or its interval is another
     */
    boolean setExpires(String id, TimesChange times, Instant now);

    /**
     * Removes sessions that have expired, each only if it still is expired at the moment of its removal; follows
     * every page. A removal that fails does not end the round.
     *
     * @param before sessions whose expiry is not after this instant are removed; the caller leaves some grace for
     *     clocks that differ
     * @param removed is handed each session that was really removed, on the calling thread, and not while a lock is
     *     held; an exception of its ends the round
     * @return how many were really removed, and what failed
     * @throws SessionException if the sessions could not be listed; those removed so far were handed over
     */
    ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed);

    /**
     * This client for calls of an operation that has only so much time left: {@code get}, {@code put}, {@code delete},
     * {@code setExpires} and {@link SessionIndexes#getConsistently} take no longer, and fail with a {@link
     * SessionStorageException} that can be retried when the time is over. Asked for by a store where the backend is
     * {@link TimeLimited}, for every call of an operation on one session: it costs next to nothing.
     *
     * <p>A client that decorates another one decorates what that one gives here. By default this client itself, whose
     * calls take as long as ever; the store then makes no further call when the time is over, and cuts none short.
     *
     * @param left the time that is left, more than zero
     * @return the client for it, over the same sessions; never closed, and of no use once this client is
     */
    default StorageClient within(Duration left) {
        return this;
    }

    /**
     * Asks for a capability that not every backend has. A client that decorates another one passes the question on.
     *
     * @param type the interface of the capability, such as {@link ExpiresByItself}
     * @param <T> the capability
     * @return the capability; empty if this client does not have it
     */
    default <T> Optional<T> capability(Class<T> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }

    /** Frees what this client holds; what the caller gave to it stays open. A second call does nothing. */
    @Override
    void close();
}
