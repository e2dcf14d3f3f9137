package io.github.dynamodbsession.dynamodblocal;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A DynamoDB endpoint for tests and demonstrations: AWS's own engine, DynamoDB Local, as a process of its own.
 *
 * <p>The engine keeps everything in memory, reports nothing to the internet, takes any region and any credentials, and
 * ends with {@link #close()} or with this JVM, also when this JVM is killed. It listens on every network interface of
 * the machine, on a port that is free when it starts, so it is meant to be short-lived.
 *
 * <p>Any number of threads may use one instance. No argument may be {@code null}.
 */
public final class DynamoDbLocal implements AutoCloseable {

    /** System property with the folder that holds the engine's jars, for {@link #shared()}. */
    public static final String JARS_PROPERTY = "dynamodb.local.jars";

    /** System property with the endpoint of a DynamoDB that already runs, for {@link #shared()}. */
    public static final String ENDPOINT_PROPERTY = "dynamodb.endpoint";

    private static @Nullable DynamoDbLocal shared;

    private final URI endpoint;
    private final Runnable end;

    private DynamoDbLocal(URI endpoint, Runnable end) {
        this.endpoint = endpoint;
        this.end = end;
    }

    /**
     * Starts an engine and waits, at most half a minute, until it takes requests.
     *
     * @param jarsFolder the folder with DynamoDB Local, all it depends on and its native libraries
     * @throws IllegalArgumentException if there is no jar in that folder
     * @throws IllegalStateException if the engine does not start; the message ends with what it printed
     */
    public static DynamoDbLocal start(Path jarsFolder) {
        EngineProcess engine = EngineProcess.start(jarsFolder);
        return new DynamoDbLocal(engine.endpoint(), engine::end);
    }

    /**
     * The one endpoint that all tests of this JVM share. The first call starts an engine from the folder that the system
     * property {@value #JARS_PROPERTY} names, and it ends with the JVM; {@link #close()} leaves it running. With the
     * system property {@value #ENDPOINT_PROPERTY} that endpoint is taken instead and nothing is started.
     *
     * @throws IllegalStateException if neither property is set, or if the engine does not start
     */
    public static synchronized DynamoDbLocal shared() {
        if (shared == null) {
            shared = runningOrStarted();
        }
        return shared;
    }

    private static DynamoDbLocal runningOrStarted() {
        String running = System.getProperty(ENDPOINT_PROPERTY, "");
        if (!running.isBlank()) {
            return new DynamoDbLocal(URI.create(running), () -> {});
        }
        String jars = System.getProperty(JARS_PROPERTY, "");
        if (jars.isBlank()) {
            throw new IllegalStateException("set the system property " + JARS_PROPERTY
                    + " to the folder with DynamoDB Local's jars, or " + ENDPOINT_PROPERTY
                    + " to the URL of one that runs");
        }
        EngineProcess engine = EngineProcess.start(Path.of(jars));
        // The engine would end without it too; this way it has ended when the JVM has.
        Runtime.getRuntime().addShutdownHook(new Thread(engine::end, "dynamodb-local-end"));
        return new DynamoDbLocal(engine.endpoint(), () -> {});
    }

    /** Where it answers: scheme, host and port, without a path. */
    public URI endpoint() {
        return endpoint;
    }

    /**
     * Ends the engine that {@link #start} started, and waits, a few seconds at most, until it has ended. All its data is
     * gone. Does nothing the second time, and nothing to what {@link #shared()} gave.
     */
    @Override
    public void close() {
        end.run();
    }

    @Override
    public String toString() {
        return "DynamoDbLocal[" + endpoint + "]";
    }
}
