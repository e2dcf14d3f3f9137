package io.github.dynamodbsession.servlet.request;

import io.github.dynamodbsession.core.error.SessionStorageException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The storage, which is not asked again on behalf of a request that it has failed. Safe for use by several threads. */
final class FailFastStorage {

    private volatile @Nullable SessionStorageException failure;

    boolean hasFailed() {
        return failure != null;
    }

    /**
     * Asks the storage, unless it has failed this request before.
     *
     * @throws SessionStorageException that failure, or a new one
     */
    <T> T ask(Supplier<T> operation) {
        SessionStorageException known = failure;
        if (known != null) {
            throw known;
        }
        try {
            return operation.get();
        } catch (SessionStorageException e) {
            failure = e;
            throw e;
        }
    }
}
