package io.github.dynamodbsession.spring.boot;

import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import io.github.dynamodbsession.dynamo.LayoutChoice;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.dynamo.v1.DynamoDbV1Storage;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** DynamoDB through the AWS SDK 1.x. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DynamoDbV1Storage.class)
class DynamoV1Configuration {

    @Bean
    StorageKind.Candidate dynamoV1SessionStorage(
            DynamoDbSessionProperties properties,
            ObjectProvider<AmazonDynamoDB> clients,
            ObjectProvider<LayoutChoice> layouts,
            ObjectProvider<CallListener> callListeners) {
        return StorageKind.Candidate.waiting(StorageKind.DYNAMO_V1, () -> {
            DynamoDbV1Storage.Builder builder =
                    DynamoOptionsMapping.apply(properties, layouts, callListeners, DynamoDbV1Storage.builder());
            AmazonDynamoDB client = StoreOptions.single(clients, AmazonDynamoDB.class);
            return (client == null ? builder : builder.client(client)).build();
        });
    }
}
