package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.AttributePlace;
import io.github.dynamodbsession.core.codec.BoundCodec;
import io.github.dynamodbsession.core.codec.LayeredCodec;
import io.github.dynamodbsession.core.codec.SessionOrigin;
import io.github.dynamodbsession.core.storage.SessionRecord;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a codec binds the values of one session to. Its origin is read when it is first needed. Not safe for use by several
 * threads; the working copy synchronizes access.
 */
final class Binding {

    private final @Nullable BoundCodec codec;
    private final @Nullable SessionRecord found;
    private final Instant createdAt;
    private @Nullable SessionOrigin origin;

    private @Nullable String sealedFor;
    private @Nullable SessionOrigin sealed;

    /**
     * Creates the binding of a session.
     *
     * @param found the session that was found; null for a new session
     */
    Binding(AttributeCodec codec, Instant createdAt, @Nullable SessionRecord found) {
        this.codec = LayeredCodec.bound(codec);
        this.createdAt = createdAt;
        this.found = found;
    }

    /**
     * The place of an attribute.
     *
     * @throws io.github.dynamodbsession.core.error.SessionException if a key service does not answer
     */
    AttributePlace place(String attribute) {
        return codec == null ? AttributePlace.NONE : new AttributePlace(origin(codec), attribute);
    }

    private SessionOrigin origin(BoundCodec opening) {
        SessionOrigin known = origin;
        if (known == null) {
            known = found == null ? SessionOrigin.random() : originOf(found, opening);
            origin = known;
        }
        return known;
    }

    private SessionOrigin originOf(SessionRecord session, BoundCodec opening) {
        SessionOrigin stored = session.origin();
        return stored == null ? SessionOrigin.ofCreation(createdAt) : opening.open(stored, session.id());
    }

    /**
     * What is stored as the origin under an id: always the same for it, so that a repeated write is the same.
     *
     * @param known the session as it is stored; null: it is new
     * @return null: none
     */
    @Nullable
    SessionOrigin storedUnder(String id, @Nullable SessionRecord known) {
        if (codec == null || (known != null && known.id().equals(id))) {
            return known == null ? null : known.origin();
        }
        if (sealed == null || !id.equals(sealedFor)) {
            sealed = codec.seal(origin(codec), id);
            sealedFor = id;
        }
        return Objects.requireNonNull(sealed);
    }
}
