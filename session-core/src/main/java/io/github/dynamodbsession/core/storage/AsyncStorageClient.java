package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The asynchronous counterpart of {@link StorageClient}: the same six operations with the same meaning. A stage fails
 * with what the blocking client would throw; only a null argument throws immediately.
 *
 * <p>No operation blocks the calling thread. A stage may be completed on any thread, including one that must not be
 * blocked; {@link io.github.dynamodbsession.core.AsyncSessionStore} continues on its own executor. Cancelling a stage
 * does not cancel a call in flight.
 *
 * <p>Implementations are safe for use by any number of threads. They are tested by the same contract as blocking ones.
 */
public interface AsyncStorageClient extends AutoCloseable {

    /**
     * Prepares the storage; see {@link StorageClient#init}.
     *
     * @return completes with true when it is ready; fails with {@link SessionConfigurationException} if something is
     *     missing or not set up as required
     */
    CompletionStage<Boolean> init();

    /**
     * Reads a session; see {@link StorageClient#get}.
     *
     * @param id its id
     * @param now the time
     * @return the session; empty if none is alive
     */
    CompletionStage<Optional<SessionRecord>> get(String id, Instant now);

    /**
     * Writes a session or parts of it; see {@link StorageClient#put}.
     *
     * @param change what to write
     * @param now the time
     * @return the result; fails with {@link SessionTooLargeException} if the session exceeds the storage's limit
     */
    CompletionStage<PutResult> put(Change change, Instant now);

    /**
     * Removes a session; see {@link StorageClient#delete}.
     *
     * @param id its id
     * @param now the time
     * @return the session that was removed, alive or not; empty if none was stored
     */
    CompletionStage<Optional<SessionRecord>> delete(String id, Instant now);

    /**
     * Changes the times of a living session; see {@link StorageClient#setExpires}.
     *
     * @param id its id
     * @param times the new times
     * @param now the time
     * @return whether the session is alive with these times or later ones
     */
    CompletionStage<Boolean> setExpires(String id, TimesChange times, Instant now);

    /**
     * Removes expired sessions; see {@link StorageClient#deleteExpired}.
     *
     * @param before sessions whose expiry is not after this instant are removed
     * @param removed receives each session that was actually removed, one at a time, on a thread that it may block; an
     *     exception that it throws ends the round
     * @return how many were actually removed, and what failed; fails with {@link SessionException} if the sessions
     *     could not be listed
     */
    CompletionStage<ReapResult> deleteExpired(Instant before, Consumer<SessionRecord> removed);

    /**
     * This client with a timeout for the calls of one operation; see {@link StorageClient#within}.
     *
     * @param left the remaining time, greater than zero
     * @return the limited client, over the same sessions; by default this client itself
     */
    default AsyncStorageClient within(Duration left) {
        return this;
    }

    /**
     * Looks up an optional capability; see {@link StorageClient#capability}.
     *
     * @param type the interface of the capability
     * @param <T> the capability
     * @return the capability; empty if this client does not have it
     */
    default <T> Optional<T> capability(Class<T> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }

    /** Closes the resources of this client, but not those that the caller passed to it. A second call does nothing. */
    @Override
    void close();

    /**
     * Adapts a blocking client, whose calls block threads of an executor.
     *
     * @param client the blocking client; closed with the asynchronous one
     * @param executor runs the calls, and so limits how many run at once; closed by the caller. A call that it rejects
     *     fails its stage
     * @return the client
     */
    static AsyncStorageClient bridge(StorageClient client, Executor executor) {
        return new BridgedStorageClient(client, executor);
    }
}
