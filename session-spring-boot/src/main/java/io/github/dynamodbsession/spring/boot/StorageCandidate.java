package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A storage whose adapter is on the class path.
 *
 * @param kind which
 * @param blocking makes it for a servlet application
 * @param async makes it for a reactive one
 */
record StorageCandidate(
        StorageKind kind, Supplier<StorageClient> blocking, Function<AsyncThreads, AsyncStorageClient> async) {

    /** One that has no asynchronous client of its own. */
    static StorageCandidate waiting(StorageKind kind, Supplier<StorageClient> blocking) {
        return new StorageCandidate(kind, blocking, threads -> threads.bridge(blocking.get()));
    }
}
