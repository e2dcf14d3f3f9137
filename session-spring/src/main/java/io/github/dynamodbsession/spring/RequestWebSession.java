package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.SessionToken;
import io.github.dynamodbsession.core.error.SessionStorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/**
 * One request's session, which remembers whether this request ended it, and whether the storage has failed: then the
 * storage is not called again.
 */
final class RequestWebSession implements WebSession {

    private final WebSession session;
    private final StoreSession stored;
    private final boolean found;
    private final Supplier<Mono<Void>> endMissed;
    private volatile boolean invalidated;
    private volatile @Nullable SessionStorageException failure;

    private RequestWebSession(WebSession session, StoreSession stored, boolean found, Supplier<Mono<Void>> endMissed) {
        this.session = session;
        this.stored = stored;
        this.found = found;
        this.endMissed = endMissed;
    }

    /** A session that was found by a token that the request presented, and what it shows. */
    static RequestWebSession found(WebSession session, StoreSession stored) {
        return new RequestWebSession(session, stored, true, Mono::empty);
    }

    /**
     * A new session, not started yet.
     *
     * @param endMissed ends the sessions that had the presented tokens, whatever their ids are now
     */
    static RequestWebSession begun(WebSession session, StoreSession stored, Supplier<Mono<Void>> endMissed) {
        return new RequestWebSession(session, stored, false, endMissed);
    }

    /** The token to send for the session's id; empty if another thread is changing the id. */
    Optional<SessionToken> token() {
        String id = session.getId();
        return stored.stored().token().filter(token -> token.id().equals(id));
    }

    /** Whether the request presented a former token: another one that opens a session counts more. */
    boolean isReadOnly() {
        return stored.stored().isReadOnly();
    }

    /** Whether the request ended the session that it was sent with. */
    boolean isTakenAway() {
        return found && invalidated;
    }

    boolean hasFailed() {
        return failure != null;
    }

    private Mono<Void> asked(Supplier<Mono<Void>> operation) {
        return Mono.defer(() -> {
            SessionStorageException known = failure;
            return known == null
                    ? operation.get().doOnError(SessionStorageException.class, e -> failure = e)
                    : Mono.error(known);
        });
    }

    @Override
    public Mono<Void> invalidate() {
        return asked(() -> invalidateBegun().then(Mono.defer(endMissed))).doOnSuccess(done -> invalidated = true);
    }

    /** A session that was not started is not stored, and nobody has its id. */
    private Mono<Void> invalidateBegun() {
        return session.isStarted() ? session.invalidate() : Mono.empty();
    }

    @Override
    public String getId() {
        return session.getId();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return session.getAttributes();
    }

    @Override
    public void start() {
        session.start();
    }

    @Override
    public boolean isStarted() {
        return session.isStarted();
    }

    @Override
    public Mono<Void> changeSessionId() {
        return asked(session::changeSessionId);
    }

    @Override
    public boolean isExpired() {
        return invalidated || session.isExpired();
    }

    @Override
    public Mono<Void> save() {
        return invalidated ? Mono.empty() : asked(session::save);
    }

    @Override
    public Instant getCreationTime() {
        return session.getCreationTime();
    }

    @Override
    public Instant getLastAccessTime() {
        return session.getLastAccessTime();
    }

    @Override
    public void setMaxIdleTime(Duration maxIdleTime) {
        session.setMaxIdleTime(maxIdleTime);
    }

    @Override
    public Duration getMaxIdleTime() {
        return session.getMaxIdleTime();
    }
}
