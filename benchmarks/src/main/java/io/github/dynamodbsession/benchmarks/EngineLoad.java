package io.github.dynamodbsession.benchmarks;

import io.github.dynamodbsession.benchmarks.page.Figures;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures the calls per second of DynamoDB endpoints on this machine, alternating within one run: the calls of a
 * session, on items of 4 KB. Each connection has its own thread.
 */
public final class EngineLoad {

    private static final int ITEMS = 100;
    private static final int VALUES = 8;
    private static final String VALUE = "x".repeat(480);

    /** What is measured. */
    enum Kind {
        PUT("PutItem") {
            @Override
            String request(String table, int item) {
                StringBuilder values = new StringBuilder();
                for (int i = 0; i < VALUES; i++) {
                    values.append(i == 0 ? "" : ",")
                            .append("\"a")
                            .append(i)
                            .append("\":{\"S\":\"")
                            .append(VALUE)
                            .append("\"}");
                }
                return "{\"TableName\":\"" + table + "\",\"Item\":{\"id\":{\"S\":\"" + item
                        + "\"},\"token\":{\"S\":\"t\"},\"expires\":{\"N\":\"1900000000\"},\"attributes\":{\"M\":{"
                        + values
                        + "}}}}";
            }
        },
        GET("GetItem") {
            @Override
            String request(String table, int item) {
                return "{\"TableName\":\"" + table + "\",\"Key\":{\"id\":{\"S\":\"" + item
                        + "\"}},\"ConsistentRead\":true}";
            }
        },
        UPDATE("UpdateItem") {
            @Override
            String request(String table, int item) {
                return "{\"TableName\":\"" + table + "\",\"Key\":{\"id\":{\"S\":\"" + item
                        + "\"}},\"UpdateExpression\":\"SET #a.#n = :v, #t = :t, expires = :e\","
                        + "\"ConditionExpression\":\"attribute_exists(id) AND #t = :t AND expires > :now\","
                        + "\"ExpressionAttributeNames\":{\"#a\":\"attributes\",\"#n\":\"a3\",\"#t\":\"token\"},"
                        + "\"ExpressionAttributeValues\":{\":v\":{\"S\":\"" + VALUE
                        + "\"},\":t\":{\"S\":\"t\"},\":e\":{\"N\":\"1900000001\"},\":now\":{\"N\":\"1800000000\"}}}";
            }
        };

        private final String operation;

        Kind(String operation) {
            this.operation = operation;
        }

        abstract String request(String table, int item);

        byte[][] calls(URI endpoint, String table) {
            byte[][] calls = new byte[ITEMS][];
            for (int item = 0; item < ITEMS; item++) {
                calls[item] = EngineConnection.call(endpoint, operation, request(table, item));
            }
            return calls;
        }
    }

    private record Row(Kind kind, String engine) {}

    private final Map<String, URI> engines;
    private final int connections;
    private final int calls;
    private final String table = "load-" + System.nanoTime();
    private final Map<Row, List<Double>> perSecond = new LinkedHashMap<>();

    private EngineLoad(Map<String, URI> engines, int connections, int calls) {
        this.engines = engines;
        this.connections = connections;
        this.calls = calls;
    }

    /**
     * Measures and prints a table in Markdown.
     *
     * @param arguments the number of connections, of calls on each of them in a round, and of rounds; then the engines, as
     *     in {@code emulator=http://127.0.0.1:8000}; the first one is compared with the others
     */
    public static void main(String[] arguments) throws Exception {
        Map<String, URI> engines = new LinkedHashMap<>();
        for (String named : Arrays.asList(arguments).subList(3, arguments.length)) {
            String[] parts = named.split("=", 2);
            engines.put(parts[0], URI.create(parts[1]));
        }
        System.out.println(measured(
                engines,
                Integer.parseInt(arguments[0]),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2])));
    }

    /** The first two rounds are a warm-up and are not counted. */
    static String measured(Map<String, URI> engines, int connections, int calls, int rounds) throws Exception {
        EngineLoad load = new EngineLoad(engines, connections, calls);
        for (URI engine : engines.values()) {
            load.createTable(engine);
        }
        load.round(0);
        load.round(1);
        load.perSecond.clear();
        for (int round = 1; round <= rounds; round++) {
            load.round(round);
        }
        return load.table();
    }

    private void createTable(URI engine) throws IOException {
        try (EngineConnection connection = new EngineConnection(engine)) {
            require(
                    "CreateTable",
                    connection.status(EngineConnection.call(
                            engine,
                            "CreateTable",
                            "{\"TableName\":\"" + table
                                    + "\",\"AttributeDefinitions\":[{\"AttributeName\":\"id\",\"AttributeType\":\"S\"}],"
                                    + "\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}],"
                                    + "\"BillingMode\":\"PAY_PER_REQUEST\"}")));
        }
    }

    private static void require(String operation, int status) {
        if (status != 200) {
            throw new IllegalStateException(operation + " was answered with status " + status);
        }
    }

    /** The order changes from round to round. */
    private void round(int number) throws Exception {
        List<Map.Entry<String, URI>> order = new ArrayList<>(engines.entrySet());
        Collections.rotate(order, number);
        for (Kind kind : Kind.values()) {
            for (Map.Entry<String, URI> engine : order) {
                perSecond
                        .computeIfAbsent(new Row(kind, engine.getKey()), row -> new ArrayList<>())
                        .add(perSecond(engine.getValue(), kind));
            }
        }
    }

    private double perSecond(URI engine, Kind kind) throws Exception {
        byte[][] prepared = kind.calls(engine, table);
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                int first = i * ITEMS / connections;
                work.add(() -> send(engine, kind, prepared, first));
            }
            long before = System.nanoTime();
            for (Future<Integer> done : threads.invokeAll(work)) {
                done.get();
            }
            return connections * (double) calls / (System.nanoTime() - before) * 1e9;
        } finally {
            threads.shutdownNow();
        }
    }

    private int send(URI engine, Kind kind, byte[][] prepared, int first) throws IOException {
        try (EngineConnection connection = new EngineConnection(engine)) {
            for (int i = 0; i < calls; i++) {
                require(kind.operation, connection.status(prepared[(first + i) % prepared.length]));
            }
        }
        return calls;
    }

    private String table() {
        List<String> lines = new ArrayList<>();
        lines.add("| call | engine | a second, median | least | most | ratio |");
        lines.add("|---|---|--:|--:|--:|--:|");
        for (Kind kind : Kind.values()) {
            String first = engines.keySet().iterator().next();
            double best = median(new Row(kind, first));
            for (String engine : engines.keySet()) {
                Row row = new Row(kind, engine);
                List<Double> rounds = sorted(row);
                lines.add(String.format(
                        Locale.ROOT,
                        "| %s | %s | %.0f | %.0f | %.0f | %.2f |",
                        kind.operation,
                        engine,
                        median(row),
                        rounds.get(0),
                        rounds.get(rounds.size() - 1),
                        best / median(row)));
            }
        }
        return String.join("\n", lines);
    }

    private List<Double> sorted(Row row) {
        return perSecond.getOrDefault(row, List.of()).stream().sorted().toList();
    }

    private double median(Row row) {
        return Figures.median(sorted(row));
    }
}
