package io.github.dynamodbsession.dynamo.contract;

import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.testkit.StorageClientContract;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The promises about sessions, on DynamoDB Local. To be extended by an adapter's tests. */
public abstract class DynamoStorageContract extends StorageClientContract {

    private static final String TABLE = "contract-" + UUID.randomUUID();

    /** For subclasses. */
    protected DynamoStorageContract() {}

    /** The adapter's builder, with no option set but the client, which the subclass makes and closes. */
    protected abstract DynamoStorageBuilder<?> newBuilder();

    @Override
    protected StorageClient newClient() {
        return withPrefix("shop:");
    }

    @Override
    protected Optional<StorageClient> newClientOfAnotherNamespace() {
        return Optional.of(withPrefix("shop:b:"));
    }

    @Override
    protected OptionalLong sizeLimit() {
        return OptionalLong.of(400 * 1024);
    }

    private StorageClient withPrefix(String keyPrefix) {
        return newBuilder()
                .tableName(TABLE)
                .keyPrefix(keyPrefix)
                .autoCreate(true)
                .nativeTtl(false)
                .build();
    }
}
