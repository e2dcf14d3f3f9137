package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.dynamo.DynamoAsyncStorageClient;
import io.github.dynamodbsession.dynamo.DynamoOptions;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.DynamoStorageClient;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Sessions in DynamoDB through the AWS SDK for Java 2.x.
 *
 * <pre>{@code
 * StorageClient storage = DynamoDbV2Storage.builder().tableName("sessions").build();
 * AsyncStorageClient async = DynamoDbV2Storage.builder().tableName("sessions").buildAsync();
 * }</pre>
 */
public final class DynamoDbV2Storage {

    private DynamoDbV2Storage() {}

    /**
     * Begins a storage client.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the options. Not safe for use by several threads. */
    public static final class Builder extends DynamoStorageBuilder<Builder> {

        private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
        private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

        private @Nullable DynamoDbClient client;
        private @Nullable DynamoDbAsyncClient asyncClient;
        private Executor executor = ForkJoinPool.commonPool();

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * The SDK's client to be used; by default one is made, by the SDK's own chains and the options
         * {@code region}, {@code endpoint}, {@code accessKeyId} and {@code secretAccessKey}, and closed with the
         * storage client.
         *
         * @param value the client; stays open, for who made it closes it
         * @return this builder
         */
        public Builder client(DynamoDbClient value) {
            this.client = Objects.requireNonNull(value, "client");
            return this;
        }

        /**
         * The SDK's asynchronous client to be used by {@link #buildAsync}; by default one is made, as with
         * {@link #client}.
         *
         * @param value the client; stays open, for who made it closes it
         * @return this builder
         */
        public Builder asyncClient(DynamoDbAsyncClient value) {
            this.asyncClient = Objects.requireNonNull(value, "asyncClient");
            return this;
        }

        /**
         * Where an asynchronous storage client decides and tells listeners, so that neither happens on a thread of the
         * SDK; by default {@link ForkJoinPool#commonPool}.
         *
         * @param value the executor; nothing given to it waits; closed by whoever made it
         * @return this builder
         */
        public Builder executor(Executor value) {
            this.executor = Objects.requireNonNull(value, "executor");
            return this;
        }

        /**
         * Makes a blocking storage client. DynamoDB is not asked yet.
         *
         * @return a new storage client
         * @throws SessionConfigurationException if an option is missing or out of range, naming it, or the SDK does
         *     not find a region
         */
        public DynamoStorageClient build() {
            DynamoOptions options = checkedOptions();
            check(asyncClient == null, "asyncClient is for buildAsync; give build a client, or neither");
            DynamoDbClient given = client;
            if (given != null) {
                checkNoClientOptions();
                return new DynamoStorageClient(options, new SdkTransport(given, SdkRequests.with(options)), () -> {});
            }
            DynamoDbClient made = make(DynamoDbClient.builder());
            return new DynamoStorageClient(options, new SdkTransport(made, SdkRequests.with(options)), made::close);
        }

        /**
         * Makes an asynchronous storage client. DynamoDB is not asked yet.
         *
         * @return a new storage client
         * @throws SessionConfigurationException if an option is missing or out of range, naming it, or the SDK does
         *     not find a region
         */
        public DynamoAsyncStorageClient buildAsync() {
            DynamoOptions options = checkedOptions();
            check(client == null, "client is for build; give buildAsync an asyncClient, or neither");
            DynamoDbAsyncClient given = asyncClient;
            if (given != null) {
                checkNoClientOptions();
                return new DynamoAsyncStorageClient(
                        options, new SdkAsyncTransport(given, SdkRequests.with(options)), executor, () -> {});
            }
            DynamoDbAsyncClient made = make(DynamoDbAsyncClient.builder());
            return new DynamoAsyncStorageClient(
                    options, new SdkAsyncTransport(made, SdkRequests.with(options)), executor, made::close);
        }

        private <C, S extends AwsClientBuilder<S, C>> C make(S builder) {
            ClientOptions options = checkedClientOptions();
            options.region().ifPresent(region -> builder.region(Region.of(region)));
            options.endpoint().ifPresent(builder::endpointOverride);
            options.credentials()
                    .ifPresent(c -> builder.credentialsProvider(StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(c.accessKeyId(), c.secretAccessKey()))));
            builder.overrideConfiguration(o -> o.retryStrategy(retryStrategy()));
            try {
                return builder.build();
            } catch (SdkClientException e) {
                throw new SessionConfigurationException(
                        "The AWS SDK could not make a client for DynamoDB; set region, or give it one in the ways it"
                                + " knows, such as AWS_REGION.",
                        e);
            }
        }

        /** The SDK's standard strategy, with the many attempts and short pauses that suit DynamoDB. */
        private static RetryStrategy retryStrategy() {
            return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                    .maxAttempts(DynamoOptions.ATTEMPTS)
                    .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE))
                    .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE))
                    .build();
        }
    }
}
