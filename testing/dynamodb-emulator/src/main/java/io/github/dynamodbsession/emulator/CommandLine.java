package io.github.dynamodbsession.emulator;

import io.github.dynamodbsession.emulator.disturbance.Disturbances;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one command line, strictly. */
final class CommandLine {

    static final int PORT = 8000;

    static final String HELP =
            """
            DynamoDB's protocol over HTTP, with all tables in memory or in one file.

            usage: java -jar dynamodb-emulator.jar [--OPTION=VALUE ...]

              --port=8000               port to listen on; 0: any free port
              --host=127.0.0.1          address to listen on
              --data=FILE               keeps tables, items and transaction tokens in a file, created if missing;
                                        stream records are not kept across restarts
              --time-to-live            deletes expired items, within about a second

            What the service does now and then, and the emulator only on request:

              --seed=1                  seed of all randomness
              --transaction-time=0      maximum duration of a transaction; overlapping calls conflict with it
              --throttle-provisioned    throttles what exceeds the provisioned capacity
              --throttle-partitions     throttles what exceeds the capacity of one partition key
              --stale-reads=0           share of eventually consistent reads that return an earlier state, 0 to 1
              --staleness=1s            maximum age of that state
              --index-lag=0             maximum time until global indexes show a write
              --activation=0            time until tables and indexes are active, and until deleted tables are gone
              --late-attempts=0         share of writes that are carried out late, 0 to 1
              --lateness=5s             maximum delay of those writes

              --help                    prints this page
              --version                 prints the version

            Durations are a number and a unit: 20ms, 2s, 30m, 12h, 14d. Ends with the process that started it.
            """;

    private static final List<String> KNOWN = List.of(
            "--port",
            "--host",
            "--data",
            "--time-to-live",
            "--seed",
            "--transaction-time",
            "--throttle-provisioned",
            "--throttle-partitions",
            "--stale-reads",
            "--staleness",
            "--index-lag",
            "--activation",
            "--late-attempts",
            "--lateness");

    private static final List<String> FLAGS =
            List.of("--time-to-live", "--throttle-provisioned", "--throttle-partitions");

    private static final Duration MAX_DURATION = Duration.ofDays(3650);

    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    private CommandLine(String[] arguments) {
        for (String argument : arguments) {
            int end = argument.indexOf('=');
            String name = end < 0 ? argument : argument.substring(0, end);
            if (!KNOWN.contains(name)) {
                throw new OptionException("unknown option '" + argument + "'; the options are "
                        + String.join(", ", KNOWN) + ", --help, --version");
            }
            if (names.contains(name)) {
                throw new OptionException("option " + name + " is given twice; once is right");
            }
            boolean bareFlag = end < 0 && FLAGS.contains(name);
            if (!bareFlag && argument.length() <= name.length() + 1) {
                throw new OptionException("option " + name + " needs a value, written as " + name + "=VALUE");
            }
            names.add(name);
            values.add(bareFlag ? "true" : argument.substring(name.length() + 1));
        }
    }

    /**
     * Reads a command line.
     *
     * @throws OptionException if an option is unknown, repeated, without a value or with a value that is not right
     */
    static DynamoDbEmulator.Builder parse(String... arguments) {
        return new CommandLine(arguments).read();
    }

    private DynamoDbEmulator.Builder read() {
        DynamoDbEmulator.Builder builder =
                DynamoDbEmulator.builder().port(port()).disturbances(disturbances());
        String host = given("--host");
        if (host != null) {
            builder.host(host);
        }
        Path data = data();
        return data == null ? builder : builder.data(data);
    }

    private @Nullable String given(String name) {
        int at = names.indexOf(name);
        return at < 0 ? null : values.get(at);
    }

    private int port() {
        String value = given("--port");
        if (value == null) {
            return PORT;
        }
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= DynamoDbEmulator.LAST_PORT && Character.isDigit(value.charAt(0))) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw OptionException.wrong("--port", value, DynamoDbEmulator.PORTS);
    }

    private @Nullable Path data() {
        String value = given("--data");
        try {
            return value == null ? null : Path.of(value);
        } catch (InvalidPathException e) {
            throw OptionException.wrong("--data", value == null ? "" : value, "the name of a file");
        }
    }

    private Disturbances disturbances() {
        Disturbances none = Disturbances.NONE;
        return new Disturbances(
                seed(none.seed()),
                duration("--transaction-time", none.transactionTime()),
                flag("--throttle-provisioned"),
                flag("--throttle-partitions"),
                share("--stale-reads"),
                duration("--staleness", none.staleness()),
                duration("--index-lag", none.indexLag()),
                duration("--activation", none.activation()),
                flag("--time-to-live"),
                share("--late-attempts"),
                duration("--lateness", none.lateness()));
    }

    private long seed(long otherwise) {
        String value = given("--seed");
        try {
            return value == null ? otherwise : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw OptionException.wrong("--seed", value == null ? "" : value, "a whole number, such as 7");
        }
    }

    private boolean flag(String name) {
        String value = given(name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw OptionException.wrong(name, value, "true or false; without a value it is true");
    }

    private double share(String name) {
        String value = given(name);
        if (value == null) {
            return 0;
        }
        try {
            double share = Double.parseDouble(value);
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw OptionException.wrong(name, value, "a number from 0 to 1, such as 0.1");
    }

    private Duration duration(String name, Duration otherwise) {
        String value = given(name);
        if (value == null) {
            return otherwise;
        }
        Duration duration = DurationText.parse(value);
        if (duration == null || duration.compareTo(MAX_DURATION) > 0) {
            throw OptionException.wrong(name, value, "a number and a unit (ms, s, m, h, d), such as 20ms, or 0");
        }
        return duration;
    }
}
