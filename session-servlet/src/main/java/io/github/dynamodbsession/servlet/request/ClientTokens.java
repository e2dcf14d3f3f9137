package io.github.dynamodbsession.servlet.request;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionToken;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.servlet.cookie.PresentedToken;
import io.github.dynamodbsession.servlet.session.ApplicationSessions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that a client presents, and the first session that one of them opens. Read on first use, and only
 * once: a miss is cached. A failure is cached only if the request continues without a session, so that it waits for the
 * storage once.
 *
 * <p>Safe for use by several threads. If two threads look up the session for the first time, one reads the storage and
 * the other waits for it, with a timeout: the first may be in a listener that in turn waits for the second.
 */
final class ClientTokens {

    /**
     * The result of a lookup.
     *
     * @param session null if there is none
     * @param presented the token that opens it
     * @param token the same as the session knows it: of a session from before tokens, the id that its cookie carries
     * @param failure why the session is unknown; null if the lookup succeeded
     */
    record Found(
            @Nullable Session session,
            @Nullable PresentedToken presented,
            @Nullable SessionToken token,
            @Nullable SessionStorageException failure) {

        private static final Found NOTHING = new Found(null, null, null, null);

        @Override
        public String toString() {
            return session == null ? "no session" : "a session";
        }
    }

    /** A lookup in progress. Another thread hardly ever waits for its end. */
    private static final class Look {

        private static final long TIMEOUT_SECONDS = 10;

        private final Thread thread = Thread.currentThread();

        /** Null: nobody waits. Guarded by this. */
        private @Nullable CountDownLatch end;

        /** Guarded by this. */
        private boolean over;

        boolean isOf(Thread other) {
            return thread == other;
        }

        private synchronized @Nullable CountDownLatch endToCome() {
            if (end == null && !over) {
                end = new CountDownLatch(1);
            }
            return end;
        }

        void awaitEnd() {
            CountDownLatch toCome = endToCome();
            if (toCome == null) {
                return;
            }
            try {
                // The result does not matter: the caller checks what was found.
                boolean unused = toCome.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        synchronized void ended() {
            over = true;
            if (end != null) {
                end.countDown();
            }
        }
    }

    private static final AtomicReferenceFieldUpdater<ClientTokens, @Nullable Look> LOOKING =
            AtomicReferenceFieldUpdater.newUpdater(ClientTokens.class, Look.class, "looking");

    private static final AtomicReferenceFieldUpdater<ClientTokens, @Nullable Found> FOUND =
            AtomicReferenceFieldUpdater.newUpdater(ClientTokens.class, Found.class, "found");

    private final ApplicationSessions application;
    private volatile @Nullable Look looking;
    private volatile @Nullable Found found;
    private volatile @Nullable List<PresentedToken> presented;

    ClientTokens(ApplicationSessions application) {
        this.application = application;
    }

    /** The candidate tokens that the request came with. */
    List<PresentedToken> presented(HttpServletRequest request) {
        List<PresentedToken> known = presented;
        if (known == null) {
            known = application.presented(request);
            presented = known;
        }
        return known;
    }

    /** Whether a token was sent in a cookie. */
    boolean hasCookie(HttpServletRequest request) {
        return presented(request).stream().anyMatch(token -> !token.isFromUrl());
    }

    /**
     * The client's session, if it has one.
     *
     * @throws SessionStorageException if the storage fails, and the request is not to continue without a session
     */
    Found look(HttpServletRequest request) {
        Found known = found;
        return known == null ? lookOnce(request) : known;
    }

    /** Whether the session has been looked up already. */
    boolean hasLooked() {
        return found != null;
    }

    private Found lookOnce(HttpServletRequest request) {
        Look mine = new Look();
        boolean isMine = LOOKING.compareAndSet(this, null, mine);
        Look other = isMine ? null : looking;
        if (other != null && !other.isOf(Thread.currentThread())) {
            other.awaitEnd();
        }
        try {
            Found known = found;
            if (known != null) {
                return known;
            }
            Found looked = ask(request);
            return FOUND.compareAndSet(this, null, looked) ? looked : Objects.requireNonNull(found);
        } finally {
            if (isMine) {
                looking = null;
                mine.ended();
            }
        }
    }

    /** A former token, whose session can only be read, counts if no other token opens one. */
    private Found ask(HttpServletRequest request) {
        try {
            Found former = null;
            for (PresentedToken each : presented(request)) {
                Optional<Session> session = application.store().findByToken(each.token());
                if (session.isPresent()) {
                    Found found =
                            new Found(session.get(), each, session.get().token().orElse(null), null);
                    if (!session.get().isReadOnly()) {
                        return found;
                    }
                    former = former == null ? found : former;
                }
            }
            return former == null ? Found.NOTHING : former;
        } catch (SessionStorageException e) {
            if (!application.continuesOnFailure()) {
                throw e;
            }
            return new Found(null, null, null, e);
        }
    }

    /** The token by which the client knows the session that was found. */
    @Nullable
    SessionToken tokenOfSession() {
        Found known = found;
        return known == null ? null : known.token();
    }

    /**
     * The id of the session that the client requested. Choosing among several requires a lookup. Once the session was
     * found, this is the id under which it was found.
     */
    @Nullable
    String requestedId(HttpServletRequest request) {
        PresentedToken requested = requested(request);
        SessionToken known = tokenOfSession();
        if (known != null) {
            return known.id();
        }
        return requested == null ? null : requested.token().id();
    }

    private @Nullable PresentedToken requested(HttpServletRequest request) {
        List<PresentedToken> tokens = presented(request);
        PresentedToken ofSession = tokens.size() > 1 ? look(request).presented() : null;
        return ofSession != null || tokens.isEmpty() ? ofSession : tokens.get(0);
    }

    /** Whether the requested token was sent in the URL; empty if there is none. Rarely requires a lookup. */
    Optional<Boolean> isFromUrl(HttpServletRequest request) {
        List<PresentedToken> tokens = presented(request);
        if (tokens.size() == 1) { // as for most requests
            return Optional.of(tokens.get(0).isFromUrl());
        }
        boolean allAlike =
                tokens.stream().map(PresentedToken::isFromUrl).distinct().count() < 2;
        PresentedToken requested = allAlike && !tokens.isEmpty() ? tokens.get(0) : requested(request);
        return Optional.ofNullable(requested).map(PresentedToken::isFromUrl);
    }

    @Override
    public String toString() {
        return "tokens of a client";
    }
}
