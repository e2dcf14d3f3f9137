package io.github.dynamodbsession.dynamo.contract;

import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.testkit.StorageClientContract;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The promises about sessions, on DynamoDB. An adapter's tests extend it. */
@ResourceLock(ContractTable.LOCK)
public abstract class DynamoStorageContract extends StorageClientContract {

    /** For subclasses. */
    protected DynamoStorageContract() {}

    /** The adapter's builder with the client as its only option, which the subclass creates and closes. */
    protected abstract DynamoStorageBuilder<?> newBuilder();

    @Override
    protected StorageClient newClient() {
        return ContractTable.set(newBuilder(), ContractTable.PREFIX).build();
    }

    @Override
    protected Optional<StorageClient> newClientOfAnotherNamespace() {
        return Optional.of(
                ContractTable.set(newBuilder(), ContractTable.ANOTHER_PREFIX).build());
    }

    /** Deletes the tests' table. */
    @AfterAll
    static void deleteTable() {
        ContractTable.delete();
    }

    @Override
    protected OptionalLong sizeLimit() {
        return OptionalLong.of(ContractTable.SIZE_LIMIT);
    }
}
