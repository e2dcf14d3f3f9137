package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.storage.SessionIds;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which tokens a store makes, and which it accepts. Safe for use by several threads. */
final class SessionTokens {

    private final TokenKind kind;

    /** Whether the other kind is accepted, too. */
    private final boolean both;

    private final Supplier<String> texts;

    /**
     * The tokens of a store.
     *
     * @param acceptBoth null: the default of the kind
     * @param idGenerator null for the default
     * @throws SessionConfigurationException if the kind has no use for the generator
     */
    SessionTokens(TokenKind kind, @Nullable Boolean acceptBoth, @Nullable Supplier<String> idGenerator) {
        if (kind == TokenKind.HASHED && idGenerator != null) {
            throw new SessionConfigurationException(
                    "idGenerator cannot be used with tokens(HASHED), where an id is the hash of a random token; leave it"
                            + " out, or set tokens(PLAIN)",
                    null);
        }
        this.kind = kind;
        this.both = isBoth(kind, acceptBoth);
        this.texts = idGenerator == null ? new RandomIds(RandomIds.SESSION_ID_BYTES) : idGenerator;
    }

    /** Whether a store with these options accepts both kinds. */
    static boolean isBoth(TokenKind kind, @Nullable Boolean acceptBoth) {
        return acceptBoth == null ? kind == TokenKind.HASHED : acceptBoth;
    }

    /**
     * A new one.
     *
     * @throws SessionConfigurationException if the generator returned no valid id
     */
    SessionToken next() {
        String text = texts.get();
        return (text == null ? Optional.<SessionToken>empty() : ofKind(text))
                .orElseThrow(() -> new SessionConfigurationException(
                        "idGenerator returned an invalid session id; a valid one is 1 to " + SessionIds.MAX_LENGTH
                                + " of the characters A-Z a-z 0-9 - . _ ~, and does not begin with ~",
                        null));
    }

    /** Of the kind of this store if it can be one; otherwise of the other kind, if that is accepted. */
    Optional<SessionToken> presented(String text) {
        Optional<SessionToken> ofKind = ofKind(text);
        return ofKind.isEmpty() && both && kind == TokenKind.HASHED ? SessionToken.plain(text) : ofKind;
    }

    private Optional<SessionToken> ofKind(String text) {
        return kind == TokenKind.HASHED ? SessionToken.hashed(text) : SessionToken.plain(text);
    }

    /**
     * What to look up first for a token, which may come from a store with other options.
     *
     * @return null if this store accepts no such token
     */
    @Nullable
    SessionToken firstLook(SessionToken presented) {
        return both || isOfKind(presented) ? presented : null;
    }

    /**
     * What to look up for a token under whose first look nothing was found.
     *
     * @return null if that was all
     */
    @Nullable
    SessionToken secondLook(SessionToken presented) {
        return both && isOfKind(presented) ? presented.other().orElse(null) : null;
    }

    private boolean isOfKind(SessionToken presented) {
        return presented.isPlain() == (kind == TokenKind.PLAIN);
    }
}
