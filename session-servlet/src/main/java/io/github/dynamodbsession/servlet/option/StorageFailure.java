package io.github.dynamodbsession.servlet.option;

/** What becomes of a request that needs its session while the storage does not answer. */
public enum StorageFailure {
    /** It fails, with status 503; {@code Retry-After} says when to come again, if that can help. */
    FAIL,
    /**
     * It goes on without a session: it sees an empty one, or none. What would change a session says so by throwing the
     * {@link io.github.dynamodbsession.core.error.SessionStorageException}, which fails the request as {@link #FAIL}
     * does unless the application catches it. So does a session that was changed and then cannot be stored.
     */
    CONTINUE
}
