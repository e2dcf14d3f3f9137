package io.github.dynamodbsession.benchmarks;

import io.github.dynamodbsession.benchmarks.page.Figures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
 * Measures the requests per second of applications that implement the demo's HTTP API, alternating within one run, so
 * that other load of the machine affects them about equally. Connections are kept alive, and each has its own session.
 */
public final class ApplicationLoad {

    private static final String SESSION = "/api/session";
    private static final int WARM_UP_ROUNDS = 2;

    /** What is measured. Each write sets a different value, so that it is stored. */
    enum Kind {
        READ {
            @Override
            HttpRequest.Builder next(HttpRequest.Builder request, URI application, int number) {
                return request.uri(application.resolve(SESSION)).GET();
            }
        },
        WRITE {
            @Override
            HttpRequest.Builder next(HttpRequest.Builder request, URI application, int number) {
                return request.uri(application.resolve(SESSION + "/attributes/n"))
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(Integer.toString(number)));
            }
        },
        /** Nine reads and a write, over and over. */
        MIXED {
            @Override
            HttpRequest.Builder next(HttpRequest.Builder request, URI application, int number) {
                Kind kind = number % 10 == 9 ? WRITE : READ;
                return kind.next(request, application, number);
            }
        };

        abstract HttpRequest.Builder next(HttpRequest.Builder request, URI application, int number);
    }

    private record Row(String application, Kind kind) {}

    private final Map<String, URI> applications;
    private final int connections;
    private final int requests;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Runnable::run)
            .build();
    private final Map<Row, List<Double>> perSecond = new LinkedHashMap<>();

    private ApplicationLoad(Map<String, URI> applications, int connections, int requests) {
        this.applications = applications;
        this.connections = connections;
        this.requests = requests;
    }

    /**
     * Measures and prints a table in Markdown.
     *
     * @param arguments the number of connections, of requests on each of them in a round, and of rounds; then the
     *     applications, as in {@code servlet=http://127.0.0.1:8081}; the first one is compared with the others
     */
    public static void main(String[] arguments) throws Exception {
        Map<String, URI> applications = new LinkedHashMap<>();
        for (String named : Arrays.asList(arguments).subList(3, arguments.length)) {
            String[] parts = named.split("=", 2);
            applications.put(parts[0], URI.create(parts[1]));
        }
        System.out.println(measured(
                applications,
                Integer.parseInt(arguments[0]),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2])));
    }

    /** Two rounds before are a warm-up, and are not counted: a JVM compiles what it runs often. */
    static String measured(Map<String, URI> applications, int connections, int requests, int rounds) throws Exception {
        ApplicationLoad load = new ApplicationLoad(applications, connections, requests);
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            load.round(round);
        }
        load.perSecond.clear();
        for (int round = 1; round <= rounds; round++) {
            load.round(round);
        }
        return load.table();
    }

    /** The order changes from round to round. */
    private void round(int number) throws Exception {
        List<Map.Entry<String, URI>> order = new ArrayList<>(applications.entrySet());
        Collections.rotate(order, number);
        for (Kind kind : Kind.values()) {
            for (Map.Entry<String, URI> application : order) {
                perSecond
                        .computeIfAbsent(new Row(application.getKey(), kind), row -> new ArrayList<>())
                        .add(perSecond(application.getValue(), kind));
            }
        }
    }

    private double perSecond(URI application, Kind kind) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                String cookie = begun(application);
                work.add(() -> send(application, cookie, kind));
            }
            long before = System.nanoTime();
            for (Future<Integer> done : threads.invokeAll(work)) {
                done.get();
            }
            return connections * (double) requests / (System.nanoTime() - before) * 1e9;
        } finally {
            threads.shutdownNow();
        }
    }

    private String table() {
        List<String> lines = new ArrayList<>();
        lines.add("| application | requests | a second, median | least | most | ratio |");
        lines.add("|---|---|--:|--:|--:|--:|");
        for (Kind kind : Kind.values()) {
            for (String application : applications.keySet()) {
                lines.add(line(new Row(application, kind)));
            }
        }
        return String.join("\n", lines);
    }

    /** The ratio is that of the first application to this one. */
    private String line(Row row) {
        List<Double> sorted = sorted(row);
        double median = Figures.median(sorted);
        Row first = new Row(applications.keySet().iterator().next(), row.kind());
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.0f | %.0f | %.0f | %.2f |",
                row.application(),
                row.kind(),
                median,
                sorted.get(0),
                sorted.get(sorted.size() - 1),
                Figures.median(sorted(first)) / median);
    }

    private List<Double> sorted(Row row) {
        return perSecond.getOrDefault(row, List.of()).stream().sorted().toList();
    }

    private String begun(URI application) throws IOException, InterruptedException {
        HttpRequest request =
                Kind.WRITE.next(HttpRequest.newBuilder(), application, -1).build();
        HttpResponse<Void> response = client.send(request, BodyHandlers.discarding());
        return response.headers()
                .firstValue("Set-Cookie")
                .map(cookie -> cookie.split(";", 2)[0])
                .orElseThrow(() -> new IllegalStateException("no session was created: " + response.statusCode()));
    }

    private int send(URI application, String cookie, Kind kind) throws IOException, InterruptedException {
        for (int i = 0; i < requests; i++) {
            HttpRequest request = kind.next(HttpRequest.newBuilder().header("Cookie", cookie), application, i)
                    .build();
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IllegalStateException(kind + " was answered with status " + status);
            }
        }
        return requests;
    }
}
