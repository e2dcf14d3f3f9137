package io.github.dynamodbsession.crossversion;

import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.contract.EngineSettings;
import io.github.dynamodbsession.dynamo.v1.DynamoDbV1Storage;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;

enum SdkVersion {
    V1 {
        @Override
        DynamoStorageBuilder<?> adapter() {
            return DynamoDbV1Storage.builder();
        }
    },
    V2 {
        @Override
        DynamoStorageBuilder<?> adapter() {
            return DynamoDbV2Storage.builder();
        }
    };

    abstract DynamoStorageBuilder<?> adapter();

    /** A builder for the endpoint of this test run. */
    DynamoStorageBuilder<?> newBuilder() {
        return EngineSettings.set(adapter(), DynamoDbEndpoint.shared())
                .autoCreate(true)
                .nativeTtl(false);
    }
}
