package io.github.dynamodbsession.example.boot;

import java.net.URI;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The application without this project, but with one client of the AWS SDK that lists the tables once at startup: the least
 * that the start of any application that uses DynamoDB takes. No component, as the other.
 */
@Import(WithoutSessionsInDynamoDb.class)
class WithTheSdkAlone {

    public static void main(String[] args) {
        SpringApplication.run(WithTheSdkAlone.class, args);
    }

    @Bean
    DynamoDbClient dynamoDb() {
        DynamoDbClient client = DynamoDbClient.builder()
                .region(Region.EU_CENTRAL_1)
                .endpointOverride(URI.create(System.getProperty("dynamodb.endpoint")))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")))
                .build();
        boolean unused = client.listTables().tableNames().isEmpty();
        return client;
    }
}
