package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.step.StoreThreads;
import io.github.dynamodbsession.dynamo.DynamoAsyncStorageClient;
import io.github.dynamodbsession.dynamo.DynamoOptions;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.DynamoStorageClient;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.utils.SdkAutoCloseable;

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
     * A builder without options.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the options. Not safe for use by several threads. */
    public static final class Builder extends DynamoStorageBuilder<Builder> {

        private @Nullable DynamoDbClient client;
        private @Nullable DynamoDbAsyncClient asyncClient;
        private @Nullable Executor executor;

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * The SDK's client; by default the adapter creates one, from the SDK's own defaults and the options
         * {@code region}, {@code endpoint}, {@code accessKeyId} and {@code secretAccessKey}, and closes it with the
         * storage client.
         *
         * @param value the client; the storage client does not close it
         * @return this builder
         */
        public Builder client(DynamoDbClient value) {
            this.client = Objects.requireNonNull(value, "client");
            return this;
        }

        /**
         * The SDK's asynchronous client for {@link #buildAsync}; by default the adapter creates one, as with
         * {@link #client}.
         *
         * @param value the client; the storage client does not close it
         * @return this builder
         */
        public Builder asyncClient(DynamoDbAsyncClient value) {
            this.asyncClient = Objects.requireNonNull(value, "asyncClient");
            return this;
        }

        /**
         * Runs the decisions and listeners of an asynchronous storage client, so that neither run on a thread of the SDK; by
         * default a few daemon threads, which end with the storage client.
         *
         * @param value the executor; its tasks do not block, unless listeners do; the storage client does not close it
         * @return this builder
         */
        public Builder executor(Executor value) {
            this.executor = Objects.requireNonNull(value, "executor");
            return this;
        }

        @Override
        public DynamoStorageClient build() {
            check(asyncClient == null, "asyncClient is for buildAsync; for build set client, or neither");
            DynamoOptions options = checkedOptions(client != null);
            SdkClient<Timed<DynamoDbClient>> sdk =
                    sdkClient(client == null ? null : Timed.byItself(client), Builder::blocking, Timed::close);
            return new DynamoStorageClient(
                    options, new SdkTransport(sdk.client().client(), SdkRequests.with(options)), sdk.onClose());
        }

        /**
         * Creates an asynchronous storage client, without a call of DynamoDB.
         *
         * @return a new storage client
         * @throws SessionConfigurationException if an option is missing or out of range, naming it, or the SDK finds no
         *     region
         */
        public DynamoAsyncStorageClient buildAsync() {
            check(client == null, "client is for build; for buildAsync set asyncClient, or neither");
            DynamoOptions options = checkedOptions(asyncClient != null);
            SdkClient<Timed<DynamoDbAsyncClient>> sdk =
                    sdkClient(asyncClient == null ? null : Timed.byItself(asyncClient), Builder::async, Timed::close);
            StoreThreads threads = StoreThreads.orOwn(executor);
            return new DynamoAsyncStorageClient(
                    options, new SdkAsyncTransport(sdk.client().client(), SdkRequests.with(options)), threads, () -> {
                        sdk.onClose().run();
                        threads.close();
                    });
        }

        /**
         * A client, and what times its calls.
         *
         * @param timers null for a client that has timers of its own
         */
        private record Timed<C extends SdkAutoCloseable>(C client, @Nullable CallTimers timers)
                implements AutoCloseable {

            static <C extends SdkAutoCloseable> Timed<C> byItself(C client) {
                return new Timed<>(client, null);
            }

            @Override
            public void close() {
                client.close();
                if (timers != null) {
                    timers.close();
                }
            }
        }

        private static Timed<DynamoDbClient> blocking(ClientOptions options) {
            DynamoDbClientBuilder builder = DynamoDbClient.builder();
            options.maxConnections().ifPresent(max -> builder.httpClientBuilder(HttpClients.blocking(max)));
            return make(builder, options);
        }

        private static Timed<DynamoDbAsyncClient> async(ClientOptions options) {
            DynamoDbAsyncClientBuilder builder = DynamoDbAsyncClient.builder();
            options.maxConnections().ifPresent(max -> builder.httpClientBuilder(HttpClients.async(max)));
            // What follows an answer goes to our threads at once; the SDK's pool for that would be one more change.
            builder.asyncConfiguration(
                    o -> o.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run));
            return make(builder, options);
        }

        private static <C extends SdkAutoCloseable, S extends AwsClientBuilder<S, C>> Timed<C> make(
                S builder, ClientOptions options) {
            options.region().ifPresent(region -> builder.region(Region.of(region)));
            options.endpoint().ifPresent(builder::endpointOverride);
            options.credentials()
                    .ifPresent(c -> builder.credentialsProvider(StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(c.accessKeyId(), c.secretAccessKey()))));
            CallTimers timers = new CallTimers();
            builder.overrideConfiguration(
                    o -> o.retryStrategy(retryStrategy()).scheduledExecutorService(timers.executor()));
            try {
                return new Timed<>(builder.build(), timers);
            } catch (SdkClientException e) {
                timers.close();
                throw noClient(e);
            }
        }

        /** The SDK's standard strategy, with more attempts and shorter pauses, which suit DynamoDB. */
        private static RetryStrategy retryStrategy() {
            BackoffStrategy pauses =
                    BackoffStrategy.exponentialDelay(DynamoOptions.FIRST_PAUSE, DynamoOptions.MAX_PAUSE);
            return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                    .maxAttempts(DynamoOptions.MAX_ATTEMPTS)
                    .backoffStrategy(pauses)
                    .throttlingBackoffStrategy(pauses)
                    .build();
        }
    }
}
