package io.github.dynamodbsession.benchmarks;

import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Over AWS SDK v2, with a stub of its HTTP client. */
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class RequestOverV2 extends RequestBenchmark {

    /** A call takes as long as the library allows the client by default, made once. */
    private static final AwsRequestOverrideConfiguration BOUNDS = AwsRequestOverrideConfiguration.builder()
            .apiCallTimeout(Duration.ofSeconds(10).dividedBy(3))
            .build();

    private ScheduledThreadPoolExecutor timers;
    private DynamoDbClient client;

    /**
     * The client has timers like one that the adapter creates: the SDK's own keep what was cancelled, and wake a thread for
     * each call.
     */
    @Override
    StorageClient open(PreparedAnswers answers) {
        timers = new ScheduledThreadPoolExecutor(2);
        timers.setRemoveOnCancelPolicy(true);
        @SuppressWarnings("unused") // ends with the timers
        Future<?> next = timers.scheduleWithFixedDelay(() -> {}, 250, 250, TimeUnit.MILLISECONDS);
        client = DynamoDbClient.builder()
                .overrideConfiguration(override -> override.scheduledExecutorService(timers))
                .httpClient(new StubHttpClient(answers))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .build();
        return DynamoDbV2Storage.builder()
                .maxHeadSize(RequestBenchmark.ONE_ITEM)
                .tableName(TABLE)
                .keyPrefix(KEY_PREFIX)
                .client(client)
                .build();
    }

    @Override
    void closeClient() {
        client.close();
        timers.shutdown();
    }

    @Override
    void getAndUpdate(String key, String page, Blackhole sink) {
        Map<String, AttributeValue> sdkKey = Map.of("id", AttributeValue.fromS(key));
        Map<String, AttributeValue> found = client.getItem(GetItemRequest.builder()
                        .tableName(TABLE)
                        .key(sdkKey)
                        .consistentRead(true)
                        .build())
                .item();
        Map<String, AttributeValue> attributes =
                Objects.requireNonNull(found.get("attributes")).m();
        sink.consume(attributes.get(ReferenceSession.USER));
        sink.consume(attributes.get(ReferenceSession.VIEWS));
        sink.consume(client.updateItem(UpdateItemRequest.builder()
                .tableName(TABLE)
                .key(sdkKey)
                .updateExpression("SET #attributes.#name = :value")
                .expressionAttributeNames(Map.of("#attributes", "attributes", "#name", ReferenceSession.LAST_PAGE))
                .expressionAttributeValues(Map.of(":value", AttributeValue.fromS(page)))
                .build()));
    }

    @Override
    void readAndWrite(String key, String page, ByHand values, Blackhole sink) {
        Map<String, AttributeValue> sdkKey = Map.of("id", AttributeValue.fromS(key));
        Map<String, AttributeValue> found = client.getItem(GetItemRequest.builder()
                        .tableName(TABLE)
                        .key(sdkKey)
                        .consistentRead(true)
                        .overrideConfiguration(BOUNDS)
                        .build())
                .item();
        long now = NOW.toEpochMilli();
        if (Long.parseLong(Objects.requireNonNull(found.get("expiresAt")).n()) <= now) {
            throw new IllegalStateException("the session has expired");
        }
        Map<String, AttributeValue> attributes =
                Objects.requireNonNull(found.get("attributes")).m();
        sink.consume(values.decode(stored(attributes.get(ReferenceSession.USER)), String.class));
        sink.consume(values.decode(stored(attributes.get(ReferenceSession.VIEWS)), Integer.class));
        String token = ByHand.token(now);
        sink.consume(client.updateItem(UpdateItemRequest.builder()
                .tableName(TABLE)
                .key(sdkKey)
                .updateExpression(UPDATE)
                .conditionExpression(CONDITION)
                .expressionAttributeNames(names(token))
                .expressionAttributeValues(Map.of(
                        ":value", value(values.encode(page)),
                        ":token", AttributeValue.fromS(token),
                        ":written", AttributeValue.fromN("1"),
                        ":now", AttributeValue.fromN(Long.toString(now))))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .overrideConfiguration(BOUNDS)
                .build()));
    }

    private static Object stored(@Nullable AttributeValue value) {
        String text = Objects.requireNonNull(value).s();
        return text == null ? value.b().asByteArrayUnsafe() : text;
    }

    private static AttributeValue value(Object stored) {
        return stored instanceof String text
                ? AttributeValue.fromS(text)
                : AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe((byte[]) stored));
    }

    /** Answers immediately. */
    private record StubHttpClient(PreparedAnswers answers) implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    byte[] body = answer(request);
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder()
                                    .statusCode(200)
                                    .putHeader("Content-Type", "application/x-amz-json-1.0")
                                    .putHeader("Content-Length", Integer.toString(body.length))
                                    .build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        private byte[] answer(HttpExecuteRequest request) throws IOException {
            String target =
                    request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
            try (InputStream body =
                    request.contentStreamProvider().orElseThrow().newStream()) {
                if (target.endsWith(".GetItem")) {
                    body.transferTo(OutputStream.nullOutputStream());
                    return answers.toGetItem();
                }
                if (target.endsWith(".UpdateItem")) {
                    return answers.toUpdateItem(body);
                }
                if (target.endsWith(".PutItem")) {
                    return answers.toPutItem(body.readAllBytes());
                }
            }
            throw new IOException("no response is prepared for " + target);
        }

        @Override
        public String clientName() {
            return "stub";
        }

        @Override
        public void close() {}
    }
}
