package io.github.dynamodbsession.demo.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sessions of a user, on whatever node they began. Safe for any number of threads. */
public interface UserSessions {

    /** Where nobody can tell. */
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
     * One of them. The whole id is a secret of who holds its cookie.
     *
     * @param expiresAt null: never
     */
    record UserSession(String id, Instant createdAt, Instant lastAccessedAt, @Nullable Instant expiresAt) {

        @Override
        public String toString() {
            return "session of a user";
        }
    }

    /** All that live. */
    List<UserSession> of(String user);

    /** Ends all of them, and says how many there were. */
    long endAll(String user);
}
