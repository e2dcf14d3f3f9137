package io.github.dynamodbsession.emulator;

import io.github.dynamodbsession.emulator.clock.EmulatorClock;
import io.github.dynamodbsession.emulator.disturbance.Disturbances;
import io.github.dynamodbsession.emulator.disturbance.HeldAttempts;
import io.github.dynamodbsession.emulator.http.Control;
import io.github.dynamodbsession.emulator.http.Protocol;
import io.github.dynamodbsession.emulator.http.Server;
import io.github.dynamodbsession.emulator.operation.Operations;
import io.github.dynamodbsession.emulator.table.Database;
import io.github.dynamodbsession.emulator.table.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/**
 * A DynamoDB in this JVM: its JSON protocol over HTTP, on loopback. It takes any credentials and any region, keeps
 * everything in memory, and shows the rough sides of the service only when it is told to.
 *
 * <pre>{@code
 * try (DynamoDbEmulator dynamoDb = DynamoDbEmulator.start()) {
 *     ... // a client whose endpoint is dynamoDb.endpoint()
 *     dynamoDb.clock().advance(Duration.ofMinutes(11));
 *     dynamoDb.disturb(Disturbances.NONE.seed(7).transactionTime(Duration.ofMillis(20)));
 * }
 * }</pre>
 *
 * <p>Any number of them may run side by side, and any number of threads may use one. No argument may be {@code null}.
 */
public final class DynamoDbEmulator implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final Server server;
    private final EmulatorClock clock;
    private final Database database;
    private final HeldAttempts held;

    private DynamoDbEmulator(Server server, EmulatorClock clock, Database database, HeldAttempts held) {
        this.server = server;
        this.clock = clock;
        this.database = database;
        this.held = held;
    }

    /**
     * Starts one on a free port of the loopback interface.
     *
     * @throws UncheckedIOException if there is no port to be had
     */
    public static DynamoDbEmulator start() {
        EmulatorClock clock = new EmulatorClock();
        Database database = new Database(clock, Journal.NONE);
        HeldAttempts held = new HeldAttempts();
        try {
            Server server = Server.bind(LOOPBACK, 0);
            Operations operations = new Operations(database, server.endpoint().getAuthority());
            server.serve(new Protocol(operations, database, held), new Control(database, clock, held));
            return new DynamoDbEmulator(server, clock, database, held);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it answers: scheme, host and port, without a path. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** Its time: starts at the present, and can be moved forward. */
    public EmulatorClock clock() {
        return clock;
    }

    /** Shows those rough sides of the service from now on, and no others; chance begins anew from their seed. */
    public void disturb(Disturbances disturbances) {
        database.disturb(disturbances);
    }

    /** Calls that are to be carried out late. */
    public HeldAttempts attempts() {
        return held;
    }

    /** Stops it: connections are ended, and all its data is gone. Does nothing the second time. */
    @Override
    public void close() {
        held.close();
        server.close();
    }

    @Override
    public String toString() {
        return "DynamoDbEmulator[" + endpoint() + "]";
    }
}
