package io.github.dynamodbsession.dynamo.contract;

import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.testkit.AsyncStorageClientContract;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInfo;

/**
 * The promises about sessions through an asynchronous client, on DynamoDB. An adapter's tests extend it.
 *
 * @param <B> the adapter's builder
 */
public abstract class DynamoAsyncStorageContract<B extends DynamoStorageBuilder<?>> extends AsyncStorageClientContract {

    /** For subclasses. */
    protected DynamoAsyncStorageContract() {}

    /** The adapter's builder with the client as its only option, which the subclass creates. */
    protected abstract B newBuilder();

    /** Creates an asynchronous storage client from a builder with all options. */
    protected abstract AsyncStorageClient build(B builder);

    @Override
    protected AsyncStorageClient newAsyncClient() {
        return build(ContractTable.of(getClass()).set(newBuilder(), ContractTable.PREFIX));
    }

    @Override
    protected Optional<AsyncStorageClient> newAsyncClientOfAnotherNamespace() {
        return Optional.of(build(ContractTable.of(getClass()).set(newBuilder(), ContractTable.ANOTHER_PREFIX)));
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
