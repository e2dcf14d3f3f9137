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
 * The asynchronous twin of {@link StorageClient}: the same six operations with the same meaning. What the one throws, a
 * stage of the other fails with; nothing is thrown at once but for a null argument.
 *
 * <p>No operation waits on the calling thread. A stage may be completed on any thread, also on one that must not be
 * held up; {@link io.github.dynamodbsession.core.AsyncSessionStore} goes on elsewhere. Cancelling a stage does not take
 * back a call that is under way.
 *
 * <p>Implementations are safe for use by any number of threads. They are tried with the same contract as blocking ones.
 */
public interface AsyncStorageClient extends AutoCloseable {

    /**
     * Makes the storage ready; see {@link StorageClient#init}.
     *
     * @return completed with true when it is; fails with {@link SessionConfigurationException} if something is missing
     *     or not as it must be
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
     * @return what became of it; fails with {@link SessionTooLargeException} if the session would not fit
     */
    CompletionStage<PutResult> put(Change change, Instant now);

    /**
     * Removes a session; see {@link StorageClient#delete}.
     *
     * @param id its id
     * @param now the time
     * @return what was removed, alive or not; empty if none was stored
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
     * Removes sessions that have expired; see {@link StorageClient#deleteExpired}.
     *
     * @param before sessions whose expiry is not after this instant are removed
     * @param removed is handed each session that was really removed, one at a time, on a thread where it may take its
     *     time; an exception of its ends the round
     * @return how many were really removed, and what failed; fails with {@link SessionException} if the sessions could
     *     not be listed
     */
    CompletionStage<ReapResult> deleteExpired(Instant before, Consumer<SessionRecord> removed);

    /**
     * This client for calls of an operation that has only so much time left; see {@link StorageClient#within}.
     *
     * @param left the time that is left, more than zero
     * @return the client for it, over the same sessions; by default this client itself
     */
    default AsyncStorageClient within(Duration left) {
        return this;
    }

    /**
     * Asks for a capability that not every backend has; see {@link StorageClient#capability}.
     *
     * @param type the interface of the capability
     * @param <T> the capability
     * @return the capability; empty if this client does not have it
     */
    default <T> Optional<T> capability(Class<T> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }

    /** Frees what this client holds; what the caller gave to it stays open. A second call does nothing. */
    @Override
    void close();

    /**
     * Makes an asynchronous client of a blocking one, whose calls wait on the threads of an executor.
     *
     * @param client the blocking client; closed with the asynchronous one
     * @param executor where calls wait: bounds how many there are at once; closed by whoever made it. A call that it
     *     rejects fails its stage
     * @return the client
     */
    static AsyncStorageClient bridge(StorageClient client, Executor executor) {
        return new BridgedStorageClient(client, executor);
    }
}
