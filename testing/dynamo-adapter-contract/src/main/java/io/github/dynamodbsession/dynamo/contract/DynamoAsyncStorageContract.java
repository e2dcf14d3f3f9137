package io.github.dynamodbsession.dynamo.contract;

import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.testkit.AsyncStorageClientContract;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The promises about sessions through an asynchronous client, on DynamoDB. An adapter's tests extend it.
 *
 * @param <B> the adapter's builder
 */
@ResourceLock(ContractTable.LOCK)
public abstract class DynamoAsyncStorageContract<B extends DynamoStorageBuilder<?>> extends AsyncStorageClientContract {

    /** For subclasses. */
    protected DynamoAsyncStorageContract() {}

    /** The adapter's builder with the client as its only option, which the subclass creates and closes. */
    protected abstract B newBuilder();

    /** Creates an asynchronous storage client from a builder with all options. */
    protected abstract AsyncStorageClient build(B builder);

    @Override
    protected AsyncStorageClient newAsyncClient() {
        return build(ContractTable.set(newBuilder(), ContractTable.PREFIX));
    }

    @Override
    protected Optional<AsyncStorageClient> newAsyncClientOfAnotherNamespace() {
        return Optional.of(build(ContractTable.set(newBuilder(), ContractTable.ANOTHER_PREFIX)));
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
