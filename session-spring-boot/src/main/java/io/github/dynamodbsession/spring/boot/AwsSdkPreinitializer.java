package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ServiceLoader;
import java.util.zip.CRC32;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.util.ClassUtils;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Loads the classes of the AWS SDK 2.x on Spring Boot's background thread while the application starts: the first call
 * takes most of the time that the store needs at start, and nearly all of that is class loading. No network call is
 * made, and a failure here is ignored.
 */
final class AwsSdkPreinitializer implements BackgroundPreinitializer {

    private static final String STORAGE = "io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage";

    @Override
    public void preinitialize() {
        if (ClassUtils.isPresent(STORAGE, AwsSdkPreinitializer.class.getClassLoader())) {
            Calls.make();
        }
    }

    /** A class of its own, so that nothing refers to the SDK if it is not on the class path. */
    private static final class Calls {

        private static final String ANYTHING = "none";

        private Calls() {}

        static void make() {
            try (DynamoDbClient client = DynamoDbClient.builder()
                    .region(Region.US_EAST_1)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(AwsBasicCredentials.create(ANYTHING, ANYTHING)))
                    .httpClient(new Answering())
                    .build()) {
                boolean unused =
                        client.describeTable(table -> table.tableName(ANYTHING)).table() == null;
                DynamoDbV2Storage.builder()
                        .tableName(ANYTHING)
                        .client(client)
                        .build()
                        .get(ANYTHING, Instant.EPOCH);
            }
            for (SdkHttpService service : ServiceLoader.load(SdkHttpService.class)) {
                service.createHttpClientBuilder().build().close();
            }
        }
    }

    /** Answers each call without a network. */
    private static final class Answering implements SdkHttpClient {

        private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder()
                                    .statusCode(200)
                                    .putHeader("Content-Type", "application/x-amz-json-1.0")
                                    .putHeader("x-amz-crc32", Long.toString(checksum()))
                                    .build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(NOTHING)))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        private static long checksum() {
            CRC32 crc = new CRC32();
            crc.update(NOTHING);
            return crc.getValue();
        }

        @Override
        public void close() {}
    }
}
