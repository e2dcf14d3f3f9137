package io.github.dynamodbsession.inmemory;

import io.github.dynamodbsession.core.storage.MovingStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.testkit.StorageClientContract;

/** All promises, of sessions that begin in the target. */
class MovingStorageClientContractTest extends StorageClientContract {

    private final StorageClient storage =
            MovingStorageClient.of(InMemoryStorageClient.create(), InMemoryStorageClient.create());

    @Override
    protected StorageClient newClient() {
        return storage;
    }
}
