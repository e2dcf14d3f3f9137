package io.github.dynamodbsession.demo.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sessions of a user, on all nodes. Safe for any number of threads. */
public interface UserSessions {

    /** For a storage that cannot find them. */
    UserSessions UNKNOWN = new UserSessions() {
        @Override
        public List<UserSession> of(String user) {
            return List.of();
        }

        @Override
        public long endAll(String user) {
            return 0;
        }
    };

    /**
     * One of them. With plain tokens, the full id is a secret of the client that has the cookie.
     *
     * @param expiresAt null: never
     */
    record UserSession(String id, Instant createdAt, Instant lastAccessedAt, @Nullable Instant expiresAt) {

        @Override
        public String toString() {
            return "session of a user";
        }
    }

    /** All sessions that are alive. */
    List<UserSession> of(String user);

    /** Ends all of them, and returns their number. */
    long endAll(String user);
}
