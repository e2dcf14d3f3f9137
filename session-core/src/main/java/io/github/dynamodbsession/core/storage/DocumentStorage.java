package io.github.dynamodbsession.core.storage;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The smaller port, for a backend that can only read and replace whole documents: a relational table, a key-value
 * store, files. {@link DocumentStorageClient} makes a full {@link StorageClient} of it.
 *
 * <p>All it needs to do well is to compare and write as one: a row with {@code where version = ?}, a script, a file
 * lock. It knows nothing of expiry, tokens or attributes; of a session that was deleted a small document stays for some
 * minutes, which {@link #forEachExpired} lists when it may go. Implementations are safe for use by any number of threads.
 * Failures are raised as {@link io.github.dynamodbsession.core.error.SessionStorageException}.
 */
public interface DocumentStorage extends AutoCloseable {

    /** Makes the backend ready; any number of nodes may call it at once. */
    void init();

    /**
     * Reads a document; never an older state than one that this or another node was told is stored.
     *
     * @param id its key
     * @return the document; empty if there is none
     */
    Optional<Document> read(String id);

    /**
     * Stores a document if nobody wrote since, as one.
     *
     * @param expectedVersion the version it replaces; null: there must be none under the key
     * @param next the document
     * @return true if it was stored; false, with nothing changed, if another version is there, or none
     */
    boolean writeIfUnchanged(@Nullable String expectedVersion, Document next);

    /**
     * Removes a document if nobody wrote since, as one.
     *
     * @param id its key
     * @param expectedVersion the version to remove
     * @return true if it was removed; false, with nothing changed, if another version is there, or none
     */
    boolean removeIfUnchanged(String id, String expectedVersion);

    /**
     * Replaces a document by one that says where it went, and stores another one under another key, as one: nobody ever
     * sees the one without the other.
     *
     * @param expectedVersion the version that {@code left} replaces
     * @param left the document to store under the old key
     * @param next the document to store under the new key; there must be none
     * @return true if both were stored; false, with nothing changed, if another version is there, or none, or the new key
     *     is taken
     */
    boolean moveIfUnchanged(String expectedVersion, Document left, Document next);

    /**
     * Lists documents that have expired. They need not be of one moment: each is removed only if unchanged.
     *
     * @param before the latest {@link Document#expiresAt} to list
     * @param expired is handed each of them; it may call back to remove it
     */
    void forEachExpired(Instant before, Consumer<Document> expired);

    /** Frees what this backend holds. A second call does nothing. */
    @Override
    void close();
}
