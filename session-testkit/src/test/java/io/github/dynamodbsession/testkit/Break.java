package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.storage.DocumentStorage;
import io.github.dynamodbsession.core.storage.DocumentStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One promise, broken in one way.
 *
 * @param what how it is broken
 * @param caughtBy the part of the contract that must fail
 * @param storage makes the shared storage of a test
 */
record Break(String what, Class<?> caughtBy, Supplier<StorageClient> storage) {

    /** A client over a good storage that does something else than it should. */
    static Break client(String what, Class<?> caughtBy, UnaryOperator<StorageClient> broken) {
        return new Break(what, caughtBy, () -> broken.apply(good()));
    }

    /** A good client over a storage that does not compare as it should. */
    static Break storage(String what, Class<?> caughtBy, Supplier<DocumentStorage> broken) {
        return new Break(what, caughtBy, () -> DocumentStorageClient.of(broken.get()));
    }

    static StorageClient good() {
        return new CapableClient(DocumentStorageClient.of(new MapStorage()));
    }

    @Override
    public String toString() {
        return caughtBy.getSimpleName() + ": " + what;
    }
}
