package io.github.dynamodbsession.history;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.StoreBuilder;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.v1.DynamoDbV1Storage;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** The ways to DynamoDB. */
enum Sdk {
    V2 {
        @Override
        StoreNode node(Settings settings) {
            return StoreNode.of(settings.set(SessionStore.builder(
                            settings.set(DynamoDbV2Storage.builder()).build()))
                    .build());
        }
    },
    V2_ASYNC {
        @Override
        StoreNode node(Settings settings) {
            return StoreNode.of(settings.set(AsyncSessionStore.builder(
                            settings.set(DynamoDbV2Storage.builder()).buildAsync()))
                    .build()
                    .join());
        }
    },
    V1 {
        @Override
        StoreNode node(Settings settings) {
            return StoreNode.of(settings.set(SessionStore.builder(
                            settings.set(DynamoDbV1Storage.builder()).build()))
                    .build());
        }
    };

    /**
     * Creates the storage of a node.
     *
     * @param init whether it creates the table
     */
    record Settings(
            URI endpoint,
            Duration callTimeout,
            int connections,
            int maxHeadSize,
            Clock clock,
            AttributeCodec codec,
            boolean init) {

        private static final String TABLE = "history";

        private <B extends DynamoStorageBuilder<B>> B set(B builder) {
            return builder.tableName(TABLE)
                    .autoCreate(true)
                    .nativeTtl(false)
                    .endpoint(endpoint.toString())
                    .region("eu-central-1")
                    .accessKeyId("any")
                    .secretAccessKey("any")
                    .callTimeout(callTimeout)
                    .maxConnections(connections)
                    .maxHeadSize(maxHeadSize);
        }

        /**
         * Every access is written, to increase the number of conflicts. Each read is a call: one that shares the call of
         * another may miss what a third node wrote since that began, as documented, which a history cannot tell from a loss.
         */
        private <B extends StoreBuilder<B>> B set(B builder) {
            return builder.clock(clock)
                    .codec(codec)
                    .init(init)
                    .touchAfter(Duration.ZERO)
                    .sharedReads(false)
                    .cleanupInterval(Duration.ZERO)
                    .index(SessionIndex.ofAttribute(Operation.USER));
        }
    }

    /** A new node, with its own client. */
    abstract StoreNode node(Settings settings);
}
