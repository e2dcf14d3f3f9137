package io.github.dynamodbsession.emulator;

import io.github.dynamodbsession.emulator.clock.EmulatorClock;
import io.github.dynamodbsession.emulator.disturbance.Disturbances;
import io.github.dynamodbsession.emulator.disturbance.HeldAttempts;
import io.github.dynamodbsession.emulator.http.Control;
import io.github.dynamodbsession.emulator.http.Protocol;
import io.github.dynamodbsession.emulator.http.Server;
import io.github.dynamodbsession.emulator.meter.CapacityMeter;
import io.github.dynamodbsession.emulator.operation.Operations;
import io.github.dynamodbsession.emulator.storage.DataFile;
import io.github.dynamodbsession.emulator.storage.DataFileException;
import io.github.dynamodbsession.emulator.table.Database;
import io.github.dynamodbsession.emulator.table.Journal;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A DynamoDB in this JVM: its JSON protocol over HTTP, on loopback. It takes any credentials and any region, keeps
 * everything in memory, or in a file if it is given one, and shows the rough sides of the service only when it is told to.
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

    static final int LAST_PORT = 65535;
    static final String PORTS = "a port from 1 to 65535, or 0 for any that is free";

    private static final String HOSTS = "an address of this machine, such as 127.0.0.1";
    private static final String LOOPBACK = "127.0.0.1";

    private final Server server;
    private final EmulatorClock clock;
    private final Database database;
    private final HeldAttempts held;
    private final CapacityMeter meter = new CapacityMeter();
    private final ExpiryTick expiry;

    private DynamoDbEmulator(Server server, EmulatorClock clock, Database database, HeldAttempts held) {
        this.server = server;
        this.clock = clock;
        this.database = database;
        this.held = held;
        this.expiry = new ExpiryTick(database);
    }

    /**
     * Starts one on a free port of the loopback interface, with its tables in memory.
     *
     * @throws OptionException if there is no port to be had
     */
    public static DynamoDbEmulator start() {
        return builder().start();
    }

    /** Starts one in another way. */
    public static Builder builder() {
        return new Builder();
    }

    /** How an emulator is to be. Not safe for use by several threads. */
    public static final class Builder {
        private int port;
        private String host = LOOPBACK;
        private @Nullable Path data;
        private @Nullable Disturbances disturbances;
        private @Nullable InstantSource time;

        private Builder() {}

        /**
         * Where it listens; unless told otherwise, or by 0, on any port that is free.
         *
         * @throws OptionException if there can be no such port
         */
        public Builder port(int value) {
            if (value < 0 || value > LAST_PORT) {
                throw OptionException.wrong("port", value, PORTS);
            }
            port = value;
            return this;
        }

        /**
         * The address, or its name, that it listens on; unless told otherwise the loopback interface's.
         *
         * @throws OptionException if it is blank
         */
        public Builder host(String value) {
            if (value.isBlank()) {
                throw OptionException.wrong("host", value, HOSTS);
            }
            host = value;
            return this;
        }

        /**
         * Keeps tables, their items and the tokens of transactions in a file, which is begun if it is missing. Records of
         * streams are not kept. Unless told otherwise everything is gone when it is closed.
         */
        public Builder data(Path file) {
            data = file;
            return this;
        }

        /** The rough sides of the service that it shows from the beginning. */
        public Builder disturbances(Disturbances value) {
            disturbances = value;
            return this;
        }

        /**
         * The time that its clock starts at and runs by; unless told otherwise the system's. With {@link
         * InstantSource#fixed}, the clock stands still except when it is moved.
         */
        public Builder time(InstantSource value) {
            time = value;
            return this;
        }

        /**
         * Starts it.
         *
         * @throws OptionException if the port or the file cannot be had; nothing is left open then
         */
        public DynamoDbEmulator start() {
            EmulatorClock clock = time == null ? new EmulatorClock() : new EmulatorClock(time);
            Server server = bind();
            try {
                Database database = database(clock);
                if (disturbances != null) {
                    database.disturb(disturbances);
                }
                DynamoDbEmulator emulator = new DynamoDbEmulator(server, clock, database, new HeldAttempts());
                emulator.serve();
                return emulator;
            } catch (RuntimeException | Error e) {
                server.close();
                throw e;
            }
        }

        private Server bind() {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw OptionException.wrong("host", host, HOSTS);
            }
            try {
                return Server.bind(address);
            } catch (BindException e) {
                if (String.valueOf(e.getMessage()).contains("assign")) {
                    throw OptionException.unusable("host", host, "it is no address here; right is " + HOSTS, e);
                }
                throw OptionException.unusable(
                        "port", port, "it is in use; right is one that is free on " + host + ", or 0 for any", e);
            } catch (IOException e) {
                throw OptionException.unusable("port", port, e.getMessage() + "; right is " + PORTS, e);
            }
        }

        private Database database(EmulatorClock clock) {
            if (data == null) {
                return new Database(clock, Journal.NONE);
            }
            try {
                DataFile file = DataFile.open(data);
                Database database = new Database(clock, file);
                file.restoreInto(database);
                return database;
            } catch (DataFileException e) {
                throw OptionException.unusable("data", data, String.valueOf(e.getMessage()), e);
            }
        }
    }

    private void serve() {
        Operations operations =
                new Operations(database, meter, server.endpoint().getAuthority());
        server.serve(new Protocol(operations, database, held), new Control(database, clock, held, meter));
        expiry.start();
    }

    /** Where it answers: scheme, host and port, without a path. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** Its time: starts at the present, and can be moved forward. */
    public EmulatorClock clock() {
        return clock;
    }

    /** Counts what calls consume. */
    public CapacityMeter meter() {
        return meter;
    }

    /** Shows those rough sides of the service from now on, and no others; chance begins anew from their seed. */
    public void disturb(Disturbances disturbances) {
        database.disturb(disturbances);
    }

    /** What it shows of the rough sides of the service. */
    public Disturbances disturbances() {
        return database.disturbances();
    }

    /** Calls that are to be carried out late. */
    public HeldAttempts attempts() {
        return held;
    }

    /** Stops it: connections are ended, and all data that is not in a file is gone. Does nothing the second time. */
    @Override
    public void close() {
        expiry.close();
        server.stop();
        held.close();
        database.close();
        server.close();
    }

    @Override
    public String toString() {
        return "DynamoDbEmulator[" + endpoint() + "]";
    }
}
