package io.github.dynamodbsession.servlet.request;

import io.github.dynamodbsession.core.error.SessionStorageException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The storage, which is not called again for a request that it has failed. Safe for use by several threads. */
final class FailFastStorage {

    private volatile @Nullable SessionStorageException failure;

    boolean hasFailed() {
        return failure != null;
    }

    /**
     * Calls the storage, unless it has already failed for this request.
     *
     * @throws SessionStorageException the earlier failure, or a new one
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
