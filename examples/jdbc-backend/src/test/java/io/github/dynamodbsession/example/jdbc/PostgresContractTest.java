package io.github.dynamodbsession.example.jdbc;

import io.github.dynamodbsession.core.storage.DocumentStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.testkit.StorageClientContract;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Skipped where no PostgreSQL is. */
class PostgresContractTest extends StorageClientContract {

    @RegisterExtension
    private static final PostgresDatabase DATABASE = new PostgresDatabase();

    @Override
    protected StorageClient newClient() {
        return DocumentStorageClient.of(DATABASE.storage("sessions"));
    }

    @Override
    protected Optional<StorageClient> newClientOfAnotherNamespace() {
        return Optional.of(DocumentStorageClient.of(DATABASE.storage("others")));
    }
}
