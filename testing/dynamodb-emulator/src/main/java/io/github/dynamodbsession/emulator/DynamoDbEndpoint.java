package io.github.dynamodbsession.emulator;

import io.github.dynamodbsession.emulator.container.DynoxideContainer;
import java.net.URI;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** The DynamoDB that a test run uses: an emulator in this JVM, unless system properties name another. */
public final class DynamoDbEndpoint {

    /** System property with the endpoint of a DynamoDB that already runs, such as {@code http://localhost:8000}. */
    public static final String ENDPOINT_PROPERTY = "dynamodb.endpoint";

    /**
     * System property with the engine to start: {@code emulator}, or {@code container} for Dynoxide's image, which needs
     * Docker and Testcontainers.
     */
    public static final String ENGINE_PROPERTY = "dynamodb.engine";

    private static @Nullable URI shared;

    private DynamoDbEndpoint() {}

    /**
     * The one endpoint that all tests of this JVM share. The first call starts it, and it ends with the JVM.
     *
     * @throws IllegalArgumentException if a property has a value that it cannot have; names both
     * @throws TestAbortedException if a container is asked for and there is no Docker
     */
    public static synchronized URI shared() {
        if (shared == null) {
            shared = chosen(name -> System.getProperty(name, ""));
        }
        return shared;
    }

    /** Whether {@link #shared} is one that {@link #ENDPOINT_PROPERTY} names, which may be one that is paid for. */
    public static boolean isGiven() {
        return !System.getProperty(ENDPOINT_PROPERTY, "").isBlank();
    }

    /** The region of {@link #shared}: as the host of the service is named, or {@code AWS_REGION}, or any. */
    public static String region() {
        return Region.of(shared(), DynamoDbEndpoint::environment);
    }

    /**
     * Whether {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY} are set, for an SDK to find; if not, the
     * endpoint is one that takes any credentials.
     */
    public static boolean hasCredentialsInEnvironment() {
        return Credentials.in(DynamoDbEndpoint::environment).isPresent();
    }

    /**
     * Goes on unless {@link #shared} is the service itself.
     *
     * @param why what the service does not do, for the report
     * @throws TestAbortedException if it is, so that the test that asks is skipped
     */
    public static void skipOnTheService(String why) {
        if (Region.isOfTheService(shared())) {
            throw new TestAbortedException("not on the service: " + why);
        }
    }

    static String environment(String name) {
        return Objects.requireNonNullElse(System.getenv(name), "");
    }

    static URI chosen(UnaryOperator<String> properties) {
        String running = properties.apply(ENDPOINT_PROPERTY);
        if (!running.isBlank()) {
            return endpoint(running);
        }
        String engine = properties.apply(ENGINE_PROPERTY);
        return switch (engine) {
            case "", "emulator" -> DynamoDbEmulator.start().endpoint();
            case "container" -> DynoxideContainer.start();
            default ->
                throw new IllegalArgumentException(ENGINE_PROPERTY + " must be emulator or container, not " + engine);
        };
    }

    private static URI endpoint(String text) {
        try {
            URI endpoint = URI.create(text);
            if (endpoint.getScheme() != null && endpoint.getHost() != null) {
                return endpoint;
            }
        } catch (IllegalArgumentException e) {
            // Refused as any other.
        }
        throw new IllegalArgumentException(
                ENDPOINT_PROPERTY + " must be a URL such as http://localhost:8000, not " + text);
    }
}
