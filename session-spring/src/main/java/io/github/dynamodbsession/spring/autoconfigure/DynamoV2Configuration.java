package io.github.dynamodbsession.spring.autoconfigure;

import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB through the AWS SDK 2.x. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DynamoDbV2Storage.class)
class DynamoV2Configuration {

    @Bean
    StorageCandidate dynamoV2SessionStorage(
            DynamoDbSessionProperties properties,
            ObjectProvider<DynamoDbClient> clients,
            ObjectProvider<CallListener> callListeners) {
        return new StorageCandidate(StorageKind.DYNAMO_V2, () -> {
            DynamoDbV2Storage.Builder builder =
                    DynamoOptionsMapping.apply(properties, callListeners, DynamoDbV2Storage.builder());
            DynamoDbClient client = SingleBean.of(clients, DynamoDbClient.class);
            return (client == null ? builder : builder.client(client)).build();
        });
    }
}
