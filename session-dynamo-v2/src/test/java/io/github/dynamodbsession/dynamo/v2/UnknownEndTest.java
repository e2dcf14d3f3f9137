package io.github.dynamodbsession.dynamo.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.dynamo.call.CallListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A call that ends with an exception that nobody knows, thrown where the call is sent: it may have been carried out, so it
 * is never a matter of configuration.
 */
class UnknownEndTest {

    private final List<CallListener.Outcome> outcomes = new CopyOnWriteArrayList<>();

    static Stream<RuntimeException> unknown() {
        return Stream.of(
                new IllegalArgumentException("Self-suppression not permitted"),
                new IllegalStateException("the connection's own"),
                new NullPointerException("in a pipeline"));
    }

    private static Change create() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        return new Change.Create(
                new SessionRecord("id", new SessionTimes(now, now, Duration.ZERO, null), Map.of(), "token"));
    }

    private DynamoDbV2Storage.Builder storage() {
        return DynamoDbV2Storage.builder()
                .tableName("sessions")
                .callTimeout(Duration.ofSeconds(5))
                .callListener(call -> outcomes.add(call.outcome()));
    }

    private void assertMaybeApplied(SessionStorageException e) {
        assertThat(e).hasMessageContaining("Whether it was carried out is not known");
        assertThat(e.isRetryable()).isTrue();
        assertThat(outcomes).hasSize(1).allMatch(CallListener.Outcome::isUncertain);
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void onAClientThatBlocks(RuntimeException end) {
        SdkHttpClient http = new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                return new ExecutableHttpRequest() {
                    @Override
                    public HttpExecuteResponse call() {
                        throw end;
                    }

                    @Override
                    public void abort() {}
                };
            }

            @Override
            public void close() {}
        };
        try (DynamoDbClient client = DynamoDbClient.builder()
                        .httpClient(http)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                        .build();
                var storage = storage().client(client).build()) {
            assertThatExceptionOfType(SessionStorageException.class)
                    .isThrownBy(() -> storage.put(create(), Instant.EPOCH))
                    .satisfies(this::assertMaybeApplied);
        }
    }

    /** It tells so by its future, by the handler of the answer, or at once. */
    @ParameterizedTest
    @MethodSource("unknown")
    void onAClientThatDoesNotBlock(RuntimeException end) {
        List<SdkAsyncHttpClient> ways = List.of(
                http(request -> CompletableFuture.failedFuture(end)),
                http(request -> {
                    request.responseHandler().onError(end);
                    return CompletableFuture.failedFuture(end);
                }),
                http(request -> {
                    throw end;
                }));
        for (SdkAsyncHttpClient http : ways) {
            outcomes.clear();
            try (DynamoDbAsyncClient client = DynamoDbAsyncClient.builder()
                            .httpClient(http)
                            .region(Region.US_EAST_1)
                            .credentialsProvider(
                                    StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                            .build();
                    var storage = storage().asyncClient(client).buildAsync()) {
                assertThatExceptionOfType(CompletionException.class)
                        .isThrownBy(() -> storage.put(create(), Instant.EPOCH)
                                .toCompletableFuture()
                                .join())
                        .havingCause()
                        .isInstanceOfSatisfying(SessionStorageException.class, this::assertMaybeApplied);
            }
        }
    }

    private interface Way {
        CompletableFuture<Void> execute(AsyncExecuteRequest request);
    }

    private static SdkAsyncHttpClient http(Way way) {
        return new SdkAsyncHttpClient() {
            @Override
            public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
                return way.execute(request);
            }

            @Override
            public void close() {}
        };
    }
}
