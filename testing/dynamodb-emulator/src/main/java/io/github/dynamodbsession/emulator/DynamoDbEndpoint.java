package io.github.dynamodbsession.emulator;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The DynamoDB that a test run uses. */
public final class DynamoDbEndpoint {

    /** System property with the endpoint of a DynamoDB that already runs, such as {@code http://localhost:8000}. */
    public static final String ENDPOINT_PROPERTY = "dynamodb.endpoint";

    private static @Nullable URI shared;

    private DynamoDbEndpoint() {}

    /**
     * The one endpoint that all tests of this JVM share: what the system property {@value #ENDPOINT_PROPERTY} names, or
     * else an emulator in this JVM, which the first call starts.
     */
    public static synchronized URI shared() {
        if (shared == null) {
            String running = System.getProperty(ENDPOINT_PROPERTY, "");
            shared = running.isBlank() ? DynamoDbEmulator.start().endpoint() : URI.create(running);
        }
        return shared;
    }
}
