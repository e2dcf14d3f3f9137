package io.github.dynamodbsession.dynamo.contract;

import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import java.net.URI;

/** By which settings an adapter makes a client of its own for the DynamoDB of this test run. */
public final class EngineSettings {

    private static final String ANYTHING = "test";

    private EngineSettings() {}

    /**
     * Sets where to ask, and as whom: by the credentials of the environment, which the SDK finds by itself, or, where
     * there are none, by some that an emulator takes.
     *
     * @param builder the adapter's builder
     * @param endpoint the endpoint of this test run, or a proxy in front of it
     * @param <B> the builder's type
     * @return the builder
     */
    public static <B extends DynamoStorageBuilder<?>> B set(B builder, URI endpoint) {
        builder.endpoint(endpoint.toString()).region(DynamoDbEndpoint.region());
        if (!DynamoDbEndpoint.hasCredentialsInEnvironment()) {
            builder.accessKeyId(ANYTHING).secretAccessKey(ANYTHING);
        }
        return builder;
    }
}
