package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The DynamoDB of this test run, through clients of the SDK as a user makes them. */
final class Engine {

    private Engine() {}

    static DynamoDbClient sdk() {
        return sdk(DynamoDbEndpoint.shared());
    }

    static DynamoDbClient sdk(URI endpoint) {
        return sdk(endpoint, credentials());
    }

    static DynamoDbClient sdk(URI endpoint, AwsCredentialsProvider credentials) {
        return made(DynamoDbClient.builder(), endpoint, credentials);
    }

    static DynamoDbAsyncClient asyncSdk() {
        return asyncSdk(DynamoDbEndpoint.shared());
    }

    static DynamoDbAsyncClient asyncSdk(URI endpoint) {
        return asyncSdk(endpoint, credentials());
    }

    static DynamoDbAsyncClient asyncSdk(URI endpoint, AwsCredentialsProvider credentials) {
        return made(DynamoDbAsyncClient.builder(), endpoint, credentials);
    }

    private static <C, B extends AwsClientBuilder<B, C>> C made(
            B builder, URI endpoint, AwsCredentialsProvider credentials) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(DynamoDbEndpoint.region()))
                .credentialsProvider(credentials)
                .build();
    }

    private static AwsCredentialsProvider credentials() {
        return DynamoDbEndpoint.hasCredentialsInEnvironment()
                ? EnvironmentVariableCredentialsProvider.create()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    }
}
