package io.github.dynamodbsession.core.storage;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A whole session, or a tombstone, as bytes, for a {@link DocumentStorage}. Immutable. Its {@code toString} shows
 * neither the id nor the content.
 */
public final class Document {

    private final String id;
    private final String version;
    private final @Nullable Instant expiresAt;
    private final byte[] content;

    /**
     * Creates a document from its stored parts.
     *
     * @param id the session's id, the key to store it under
     * @param version different for each write; to be stored and compared, not interpreted
     * @param expiresAt when the document may be removed, in whole milliseconds; for finding expired documents; null:
     *     never
     * @param content the bytes to store; copied
     */
    public Document(String id, String version, @Nullable Instant expiresAt, byte[] content) {
        this.id = Objects.requireNonNull(id, "id");
        this.version = Objects.requireNonNull(version, "version");
        this.expiresAt = expiresAt;
        this.content = content.clone();
    }

    /**
     * The key.
     *
     * @return the session's id; a secret, not for logs
     */
    public String id() {
        return id;
    }

    /**
     * The version, which differs for each write.
     *
     * @return the version
     */
    public String version() {
        return version;
    }

    /**
     * When the document may be removed: when its session ends.
     *
     * @return the instant, in whole milliseconds; null: never
     */
    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    /**
     * The content.
     *
     * @return a copy of the bytes
     */
    public byte[] content() {
        return content.clone();
    }

    @Override
    public String toString() {
        return "document of " + content.length + " bytes";
    }
}
