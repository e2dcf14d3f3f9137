package io.github.dynamodbsession.benchmarks;

import io.github.dynamodbsession.benchmarks.bill.Checkout;
import io.github.dynamodbsession.benchmarks.engine.StartedProcesses;
import io.github.dynamodbsession.npm.NodeProcess;
import io.github.dynamodbsession.npm.NpmPackages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts applications on one emulator, each in a process of its own, and measures their requests per second by {@link
 * ApplicationLoad}, in one run.
 */
public final class Load implements AutoCloseable {

    private static final String TO_EXPRESS = "express";
    private static final String TO_WEBFLUX = "webflux";
    private static final String LAYOUT = "--layout=";
    private static final String NATIVE = "native";
    private static final List<String> STORES = List.of("connect-dynamodb-session", "connect-dynamodb");
    private static final Duration START = Duration.ofSeconds(60);

    private final StartedProcesses processes = new StartedProcesses();
    private final Checkout checkout = Checkout.here();

    private Load() {}

    /**
     * Measures and prints a table in Markdown.
     *
     * @param arguments {@code express}: a servlet node of ours, and Express with each store; the same with {@code
     *     --layout=STORE}: the two on one table, in the layout of that store; or {@code webflux}: the two examples of Spring
     *     Boot, which must be packaged. Then, if they are to be others, the number of connections, of requests on each of
     *     them in a round, and of rounds
     */
    public static void main(String[] arguments) throws Exception {
        String what = arguments.length == 0 ? TO_EXPRESS : arguments[0];
        boolean isExpress = what.equals(TO_EXPRESS);
        if (!isExpress && !what.equals(TO_WEBFLUX)) {
            throw new IllegalArgumentException(
                    "load must be followed by " + TO_EXPRESS + " or " + TO_WEBFLUX + ", not " + what);
        }
        boolean hasLayout = isExpress && arguments.length > 1 && arguments[1].startsWith(LAYOUT);
        String layout = hasLayout ? arguments[1].substring(LAYOUT.length()) : NATIVE;
        if (!layout.equals(NATIVE) && !STORES.contains(layout)) {
            throw new IllegalArgumentException(
                    LAYOUT + " must be followed by " + NATIVE + ", " + String.join(" or ", STORES) + ", not " + layout);
        }
        List<String> rest =
                Arrays.asList(arguments).subList(Math.min(arguments.length, hasLayout ? 2 : 1), arguments.length);
        List<Integer> numbers = numbers(rest, isExpress ? 16 : 32);
        try (Load load = new Load()) {
            URI engine = load.processes.engine();
            System.out.println(ApplicationLoad.measured(
                    isExpress ? load.expressAndServlet(engine, layout) : load.springBoot(engine),
                    numbers.get(0),
                    numbers.get(1),
                    numbers.get(2)));
        }
    }

    private static List<Integer> numbers(List<String> arguments, int connections) {
        List<Integer> numbers = new ArrayList<>(List.of(connections, 800, 5));
        for (int i = 0; i < arguments.size(); i++) {
            numbers.set(i, Integer.valueOf(arguments.get(i)));
        }
        return numbers;
    }

    private Map<String, URI> expressAndServlet(URI engine, String layout) throws IOException {
        boolean isShared = !layout.equals(NATIVE);
        String table = isShared ? "sessions-" + layout : "sessions-servlet";
        Map<String, URI> applications = new LinkedHashMap<>();
        applications.put(
                isShared ? "servlet, layout " + layout : "servlet",
                local(processes.java(ServletNode.class.getName(), engine.toString(), table, layout)));
        NpmPackages packages = checkout.nodeStores();
        for (String store : isShared ? List.of(layout) : STORES) {
            NodeProcess process = NodeProcess.start(packages, store, engine.toString(), "sessions-" + store);
            processes.endWith(process::close);
            applications.put("Express, " + store, local(process.line()));
        }
        return applications;
    }

    private Map<String, URI> springBoot(URI engine) throws Exception {
        Map<String, URI> applications = new LinkedHashMap<>();
        for (String name : List.of("webflux", "servlet")) {
            Path jar = checkout.root().resolve("examples/spring-boot-" + name + "/target/spring-boot-" + name + ".jar");
            if (!Files.exists(jar)) {
                throw new IllegalStateException(jar + " is missing; right is: package examples/spring-boot-" + name);
            }
            int port = ProcessStarts.freePort();
            processes.process(
                    ProcessBuilder.Redirect.DISCARD,
                    "-jar",
                    jar.toString(),
                    "--server.port=" + port,
                    "--dynamodb.session.region=us-east-1",
                    "--dynamodb.session.endpoint=" + engine,
                    "--dynamodb.session.table-name=sessions-" + name);
            URI application = local(Integer.toString(port));
            awaitAnswer(application);
            applications.put(name, application);
        }
        return applications;
    }

    private static URI local(String port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static void awaitAnswer(URI application) throws InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                application
                        .resolve("/api/ping")
                        .toURL()
                        .openConnection()
                        .getInputStream()
                        .close();
                return;
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException(application + " does not answer", e);
                }
                TimeUnit.MILLISECONDS.sleep(100); // so that polling does not slow down the application
            }
        }
    }

    @Override
    public void close() {
        processes.close();
    }
}
