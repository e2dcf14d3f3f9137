package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.dynamo.call.Place;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;

/** Where the calls of an SDK's client go, according to its configuration. */
final class ClientPlace {

    private ClientPlace() {}

    /** Empty for a custom implementation without a configuration. */
    static String of(Supplier<@Nullable DynamoDbServiceClientConfiguration> client) {
        try {
            DynamoDbServiceClientConfiguration configuration = client.get();
            if (configuration == null) {
                return "";
            }
            Region region = configuration.region();
            return Place.of(configuration.endpointOverride().orElse(null), region == null ? null : region.id());
        } catch (UnsupportedOperationException e) { // the default of the SDK's interface
            return "";
        }
    }
}
