package io.github.dynamodbsession.dynamo.contract;

import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.testkit.StorageClientContract;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInfo;

/** The promises about sessions, on DynamoDB. An adapter's tests extend it. */
public abstract class DynamoStorageContract extends StorageClientContract {

    /** For subclasses. */
    protected DynamoStorageContract() {}

    /** The adapter's builder with the client as its only option, which the subclass creates. */
    protected abstract DynamoStorageBuilder<?> newBuilder();

    @Override
    protected StorageClient newClient() {
        return ContractTable.of(getClass())
                .set(newBuilder(), ContractTable.PREFIX)
                .build();
    }

    @Override
    protected Optional<StorageClient> newClientOfAnotherNamespace() {
        return Optional.of(ContractTable.of(getClass())
                .set(newBuilder(), ContractTable.ANOTHER_PREFIX)
                .build());
    }

    /** Deletes the tests' table. */
    @AfterAll
    static void deleteTable(TestInfo tests) {
        tests.getTestClass().ifPresent(ContractTable::delete);
    }

    @Override
    protected OptionalLong sizeLimit() {
        return OptionalLong.of(ContractTable.SIZE_LIMIT);
    }
}
