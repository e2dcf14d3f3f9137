package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.storage.StorageClient;

/** The contract over a storage that keeps every attribute apart. */
class ApartStorageContractTest extends StorageClientContract {

    private final StorageClient shared = Break.good();

    @Override
    protected StorageClient newClient() {
        return new ApartClient(shared, 0);
    }
}
