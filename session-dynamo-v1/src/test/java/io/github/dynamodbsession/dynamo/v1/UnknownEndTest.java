package io.github.dynamodbsession.dynamo.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.Request;
import com.amazonaws.Response;
import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.handlers.HandlerAfterAttemptContext;
import com.amazonaws.handlers.RequestHandler2;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBClientBuilder;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A call that ends with an exception that nobody knows, thrown after the call was sent: it may have been carried out, so
 * it is never a matter of configuration.
 */
class UnknownEndTest {

    private final List<CallListener.Outcome> outcomes = new CopyOnWriteArrayList<>();

    static Stream<RuntimeException> unknown() {
        return Stream.of(
                new IllegalArgumentException("Self-suppression not permitted"),
                new IllegalStateException("the connection's own"),
                new NullPointerException("in a pipeline"));
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void anUnknownExceptionBehindTheSendingIsMaybeApplied(RuntimeException end) {
        AmazonDynamoDB client = AmazonDynamoDBClientBuilder.standard()
                .withEndpointConfiguration(
                        new EndpointConfiguration(DynamoDbEndpoint.shared().toString(), DynamoDbEndpoint.region()))
                .withCredentials(new AWSStaticCredentialsProvider(new BasicAWSCredentials("test", "test")))
                .withRequestHandlers(new RequestHandler2() {
                    @Override
                    public void afterAttempt(HandlerAfterAttemptContext context) {
                        throw end;
                    }

                    @Override
                    public void afterError(Request<?> request, Response<?> response, Exception e) {}
                })
                .build();
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        Change create = new Change.Create(
                new SessionRecord("id", new SessionTimes(now, now, Duration.ZERO, null), Map.of(), "token"));
        try (var storage = DynamoDbV1Storage.builder()
                .client(client)
                .tableName("sessions-that-are-not-there")
                .callTimeout(Duration.ofSeconds(5))
                .callListener(call -> outcomes.add(call.outcome()))
                .build()) {
            assertThatExceptionOfType(SessionStorageException.class)
                    .isThrownBy(() -> storage.put(create, now))
                    .withMessageContaining("Whether it was carried out is not known")
                    .satisfies(e -> assertThat(e.isRetryable()).isTrue());

            assertThat(outcomes).hasSize(1).allMatch(CallListener.Outcome::isUncertain);
        } finally {
            client.shutdown();
        }
    }
}
