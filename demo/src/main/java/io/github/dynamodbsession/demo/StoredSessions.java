package io.github.dynamodbsession.demo;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.demo.web.JsonAnswer;
import io.github.dynamodbsession.demo.web.StorageState;
import io.github.dynamodbsession.demo.web.StorageStateFilter;
import io.github.dynamodbsession.demo.web.UserSessions;
import io.github.dynamodbsession.servlet.SessionFilter;
import io.github.dynamodbsession.servlet.option.StorageFailure;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sessions in a storage, accessed by this node's own store. */
final class StoredSessions implements NodeSessions {

    private static final String USER = "user";

    /** A valid session id that no session has. */
    private static final String NO_SESSION = "no-session-has-this-id-no-session";

    private final SessionStore store;

    private final DemoOptions options;

    private final StorageWatch watch;

    private StoredSessions(SessionStore store, DemoOptions options, StorageWatch watch) {
        this.store = store;
        this.options = options;
        this.watch = watch;
    }

    /**
     * Initializes the storage, and starts reaping.
     *
     * @throws io.github.dynamodbsession.core.error.SessionException if an option or the table is invalid, or the
     *     storage is unavailable
     */
    static StoredSessions open(StorageClient storage, DemoOptions options, StorageWatch watch) {
        return new StoredSessions(
                SessionStore.builder(storage)
                        .codec(CodecChoice.of(options))
                        .tokens(options.tokens().kind())
                        .ttl(options.ttl())
                        .touchAfter(options.touchAfter())
                        .cleanupInterval(options.cleanupInterval())
                        .index(SessionIndex.ofAttribute(USER))
                        .listener(watch)
                        .build(),
                options,
                watch);
    }

    @Override
    public UserSessions ofUsers() {
        return new UserSessions() {
            @Override
            public List<UserSession> of(String user) {
                try (Stream<Session> found = store.findByIndex(USER, user)) {
                    return found.map(session -> new UserSession(
                                    session.id(),
                                    session.createdAt(),
                                    session.lastAccessedAt(),
                                    session.expiresAt().orElse(null)))
                            .toList();
                }
            }

            @Override
            public long endAll(String user) {
                return store.deleteByIndex(USER, user);
            }
        };
    }

    @Override
    public List<Filter> filters() {
        SessionFilter.Builder sessions = SessionFilter.builder(store)
                .cookieName(options.cookieName())
                .onStorageFailure(
                        options.onFailure() == FailureKind.FAIL ? StorageFailure.FAIL : StorageFailure.CONTINUE)
                .onSessionEnded(StoredSessions::answerTooLate)
                .onSessionFailure(new FailedSession());
        options.cookieSecrets().forEach(sessions::cookieSecret);
        return List.of(new StorageStateFilter(storage()), sessions.build());
    }

    @Override
    public StorageState storage() {
        return new StorageState() {
            @Override
            public Optional<Down> known() {
                return watch.down();
            }

            @Override
            public Optional<Down> asked() {
                if (watch.down().isPresent()) {
                    lookForNoSession();
                }
                return watch.down();
            }
        };
    }

    /** Makes a call for the sake of the watch, which sees its outcome. */
    private void lookForNoSession() {
        try {
            store.isAlive(NO_SESSION);
        } catch (SessionException e) {
            // The watch has been notified of it.
        }
    }

    /** The response to a read is sent as it is. A request that was to change the session must not look successful. */
    private static boolean answerTooLate(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getMethod().equals("GET")) {
            return false;
        }
        // Does not reset the whole response: other filters have set headers.
        JsonAnswer.error(
                response,
                HttpServletResponse.SC_CONFLICT,
                "the session was ended or renamed while this request was running");
        return true;
    }

    @Override
    public void close() {
        store.close();
    }
}
