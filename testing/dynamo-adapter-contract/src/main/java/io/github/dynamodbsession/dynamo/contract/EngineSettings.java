package io.github.dynamodbsession.dynamo.contract;

import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import java.net.URI;

/** The settings of an adapter's own client for the DynamoDB of this test run. */
public final class EngineSettings {

    private static final String ANYTHING = "test";

    private EngineSettings() {}

    /**
     * Sets endpoint, region and credentials: those of the environment, which the SDK finds, or, if there are none, some that
     * an emulator accepts.
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
