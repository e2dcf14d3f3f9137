package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.dynamodblocal.DynamoDbLocal;
import java.net.URI;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB Local as these tests use it: one process for all, a table of its own for each. */
final class Engine {

    private static final String REGION = "us-east-1";
    private static final String KEY = "test";

    private Engine() {}

    static URI endpoint() {
        return DynamoDbLocal.shared().endpoint();
    }

    static String newTableName() {
        return "sessions-" + UUID.randomUUID();
    }

    /** A builder for a table that is created when first used; the engine's own time to live stays off. */
    static DynamoDbV2Storage.Builder storage(String table, URI endpoint) {
        return bare(table, endpoint).autoCreate(true).nativeTtl(false);
    }

    static DynamoDbV2Storage.Builder bare(String table, URI endpoint) {
        return DynamoDbV2Storage.builder()
                .tableName(table)
                .endpoint(endpoint.toString())
                .region(REGION)
                .accessKeyId(KEY)
                .secretAccessKey(KEY);
    }

    /** A client of the SDK for looking at raw items. */
    static DynamoDbClient sdk() {
        return sdk(endpoint());
    }

    static DynamoDbClient sdk(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, KEY)))
                .build();
    }
}
