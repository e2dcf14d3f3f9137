package io.github.dynamodbsession.servlet.option;

/** What happens to a request that needs its session while the storage is unavailable. */
public enum StorageFailure {
    /** It fails with status 503, and with {@code Retry-After} if a retry can help. */
    FAIL,
    /**
     * It continues without a session: it sees an empty one, or none. A method that would change the session throws a
     * {@link io.github.dynamodbsession.core.error.SessionStorageException}, which fails the request as {@link #FAIL}
     * does unless the application catches it. So does a session that was changed and then cannot be stored.
     */
    CONTINUE
}
