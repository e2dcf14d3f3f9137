package io.github.dynamodbsession.dynamo.v1;

import com.amazonaws.ClientConfiguration;
import com.amazonaws.PredefinedClientConfigurations;
import com.amazonaws.SdkClientException;
import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.regions.DefaultAwsRegionProviderChain;
import com.amazonaws.retry.PredefinedBackoffStrategies.FullJitterBackoffStrategy;
import com.amazonaws.retry.PredefinedRetryPolicies;
import com.amazonaws.retry.RetryPolicy;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBClientBuilder;
import io.github.dynamodbsession.dynamo.DynamoOptions;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.DynamoStorageClient;
import io.github.dynamodbsession.dynamo.call.Place;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in DynamoDB through the AWS SDK for Java 1.x, which is past its end of support: for applications that have
 * not yet moved to the SDK 2.x. Tables and sessions are those of the adapter for the SDK 2.x, also at the same time.
 *
 * <pre>{@code
 * StorageClient storage = DynamoDbV1Storage.builder().tableName("sessions").build();
 * }</pre>
 */
public final class DynamoDbV1Storage {

    private DynamoDbV1Storage() {}

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

        private @Nullable AmazonDynamoDB client;

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * The SDK's client; by default the adapter creates one, from the SDK's own defaults and the options
         * {@code region}, {@code endpoint}, {@code accessKeyId} and {@code secretAccessKey}, and shuts it down with the
         * storage client.
         *
         * @param value the client; the storage client does not shut it down
         * @return this builder
         */
        public Builder client(AmazonDynamoDB value) {
            this.client = Objects.requireNonNull(value, "client");
            return this;
        }

        @Override
        public DynamoStorageClient build() {
            DynamoOptions options = checkedOptions(client != null);
            SdkClient<Placed> sdk =
                    sdkClient(client == null ? null : new Placed(client, ""), Builder::make, made -> made.client()
                            .shutdown());
            return new DynamoStorageClient(
                    options,
                    SdkTransport.with(
                            options, sdk.client().client(), sdk.client().place()),
                    sdk.onClose());
        }

        /** A client, and where its calls go, if known: the client does not tell. */
        private record Placed(AmazonDynamoDB client, String place) {}

        private static Placed make(ClientOptions options) {
            ClientConfiguration configuration = PredefinedClientConfigurations.dynamoDefault();
            configuration.setRetryPolicy(retryPolicy());
            options.maxConnections().ifPresent(configuration::setMaxConnections);
            AmazonDynamoDBClientBuilder builder =
                    AmazonDynamoDBClientBuilder.standard().withClientConfiguration(configuration);
            options.credentials()
                    .ifPresent(given -> builder.setCredentials(new AWSStaticCredentialsProvider(
                            new BasicAWSCredentials(given.accessKeyId(), given.secretAccessKey()))));
            try {
                String region = options.region().orElseGet(() -> new DefaultAwsRegionProviderChain().getRegion());
                setPlace(builder, region, options.endpoint());
                return new Placed(builder.build(), Place.of(options.endpoint().orElse(null), region));
            } catch (SdkClientException e) {
                throw noClient(e);
            }
        }

        /** The SDK accepts either a region, or an endpoint with the region to sign for. */
        private static void setPlace(AmazonDynamoDBClientBuilder builder, String region, Optional<URI> endpoint) {
            if (endpoint.isPresent()) {
                builder.setEndpointConfiguration(
                        new EndpointConfiguration(endpoint.get().toString(), region));
            } else {
                builder.setRegion(region);
            }
        }

        /** The SDK's own retry condition, with more attempts and shorter pauses, which suit DynamoDB. */
        private static RetryPolicy retryPolicy() {
            return new RetryPolicy(
                    PredefinedRetryPolicies.DEFAULT_RETRY_CONDITION,
                    new FullJitterBackoffStrategy(
                            (int) DynamoOptions.FIRST_PAUSE.toMillis(), (int) DynamoOptions.MAX_PAUSE.toMillis()),
                    DynamoOptions.MAX_ATTEMPTS - 1,
                    false);
        }
    }
}
