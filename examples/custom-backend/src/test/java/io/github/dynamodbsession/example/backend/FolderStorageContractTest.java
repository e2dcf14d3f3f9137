package io.github.dynamodbsession.example.backend;

import io.github.dynamodbsession.core.storage.DocumentStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.testkit.StorageClientContract;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class FolderStorageContractTest extends StorageClientContract {

    @TempDir
    private Path folder;

    @Override
    protected StorageClient newClient() {
        return DocumentStorageClient.of(new FolderStorage(folder.resolve("sessions")));
    }

    @Override
    protected Optional<StorageClient> newClientOfAnotherNamespace() {
        return Optional.of(DocumentStorageClient.of(new FolderStorage(folder.resolve("others"))));
    }
}
