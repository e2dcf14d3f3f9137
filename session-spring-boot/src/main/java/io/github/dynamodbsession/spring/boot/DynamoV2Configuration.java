package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.dynamo.LayoutChoice;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB through the AWS SDK 2.x. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DynamoDbV2Storage.class)
class DynamoV2Configuration {

    @Bean
    StorageKind.Candidate dynamoV2SessionStorage(
            DynamoDbSessionProperties properties,
            ObjectProvider<DynamoDbClient> clients,
            ObjectProvider<DynamoDbAsyncClient> asyncClients,
            ObjectProvider<LayoutChoice> layouts,
            ObjectProvider<CallListener> callListeners) {
        Supplier<DynamoDbV2Storage.Builder> builders =
                () -> DynamoOptionsMapping.apply(properties, layouts, callListeners, DynamoDbV2Storage.builder());
        return new StorageKind.Candidate(
                StorageKind.DYNAMO_V2,
                () -> blocking(builders.get(), StoreOptions.single(clients, DynamoDbClient.class)),
                threads -> async(
                        builders.get(),
                        StoreOptions.single(asyncClients, DynamoDbAsyncClient.class),
                        StoreOptions.single(clients, DynamoDbClient.class),
                        threads));
    }

    private static StorageClient blocking(DynamoDbV2Storage.Builder builder, @Nullable DynamoDbClient client) {
        return (client == null ? builder : builder.client(client)).build();
    }

    /** A blocking client bean determines where DynamoDB is, so it is used unless there is an asynchronous one. */
    private static AsyncStorageClient async(
            DynamoDbV2Storage.Builder builder,
            @Nullable DynamoDbAsyncClient asyncClient,
            @Nullable DynamoDbClient client,
            StorageKind.Threads threads) {
        if (asyncClient == null && client != null) {
            return threads.bridge(blocking(builder, client));
        }
        builder.executor(threads.deciding());
        return (asyncClient == null ? builder : builder.asyncClient(asyncClient)).buildAsync();
    }
}
