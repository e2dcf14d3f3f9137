package io.github.dynamodbsession.core.storage;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The smaller port, for a backend that can only read and replace whole documents: a relational table, a key-value
 * store, files. {@link DocumentStorageClient} turns it into a full {@link StorageClient}.
 *
 * <p>It only needs an atomic compare-and-write: a row with {@code where version = ?}, a script, a file lock. It knows
 * nothing about expiry, tokens or attributes. A deleted session leaves a small document behind for some minutes, which
 * {@link #forEachExpired} lists when it may be removed. Implementations are safe for use by any number of threads.
 * Failures are thrown as {@link io.github.dynamodbsession.core.error.SessionStorageException}.
 */
public interface DocumentStorage extends AutoCloseable {

    /** Prepares the backend; any number of nodes may call it concurrently. */
    void init();

    /**
     * Reads a document; never an older state than one that was acknowledged to this or another node.
     *
     * @param id its key
     * @return the document; empty if there is none
     */
    Optional<Document> read(String id);

    /**
     * Stores a document if it is unchanged since it was read, atomically.
     *
     * @param expectedVersion the version to replace; null: there must be no document under the key
     * @param next the document
     * @return true if it was stored; false, with nothing changed, if there is another version or no document
     */
    boolean writeIfUnchanged(@Nullable String expectedVersion, Document next);

    /**
     * Removes a document if it is unchanged since it was read, atomically.
     *
     * @param id its key
     * @param expectedVersion the version to remove
     * @return true if it was removed; false, with nothing changed, if there is another version or no document
     */
    boolean removeIfUnchanged(String id, String expectedVersion);

    /**
     * Replaces a document by one that records where it moved, and stores another one under another key, atomically: no
     * reader ever sees one without the other.
     *
     * @param expectedVersion the version that {@code left} replaces
     * @param left the document to store under the old key
     * @param next the document to store under the new key; there must be none
     * @return true if both were stored; false, with nothing changed, if there is another version or no document, or the
     *     new key is in use
     */
    boolean moveIfUnchanged(String expectedVersion, Document left, Document next);

    /**
     * Lists expired documents. This need not be a consistent snapshot: each document is removed only if it is
     * unchanged.
     *
     * @param before the latest {@link Document#expiresAt} to list
     * @param expired receives each of them; it may call back to remove it
     */
    void forEachExpired(Instant before, Consumer<Document> expired);

    /** Closes the resources of this backend. A second call does nothing. */
    @Override
    void close();
}
