package io.github.dynamodbsession.dynamo.v1;

import com.amazonaws.auth.AWSCredentialsProvider;
import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.auth.EnvironmentVariableCredentialsProvider;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBClientBuilder;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import java.net.URI;

/** The DynamoDB of this test run, through a client of the SDK as a user makes it. */
final class Engine {

    private Engine() {}

    static AmazonDynamoDB sdk(URI endpoint) {
        return sdk(endpoint, credentials());
    }

    static AmazonDynamoDB sdk(URI endpoint, AWSCredentialsProvider credentials) {
        return AmazonDynamoDBClientBuilder.standard()
                .withEndpointConfiguration(new EndpointConfiguration(endpoint.toString(), DynamoDbEndpoint.region()))
                .withCredentials(credentials)
                .build();
    }

    private static AWSCredentialsProvider credentials() {
        return DynamoDbEndpoint.hasCredentialsInEnvironment()
                ? new EnvironmentVariableCredentialsProvider()
                : new AWSStaticCredentialsProvider(new BasicAWSCredentials("test", "test"));
    }
}
