package io.github.dynamodbsession.inmemory;

import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.testkit.StorageClientContract;

class InMemoryStorageClientContractTest extends StorageClientContract {

    private final InMemoryStorageClient storage =
            InMemoryStorageClient.builder().pageSize(2).build();

    @Override
    protected StorageClient newClient() {
        return storage;
    }
}
