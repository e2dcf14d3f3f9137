package io.github.dynamodbsession.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures the startup time of processes, alternating, each on a free port. */
final class ProcessStarts {

    /** The placeholder of the port in a command. */
    private static final String PORT = "PORT";

    /** Starts a process, measures it, and stops it. */
    @FunctionalInterface
    interface Measurement<T> {
        T of(String command) throws IOException, InterruptedException;
    }

    private ProcessStarts() {}

    /** Commands by their names, as in {@code name=java -jar some.jar --port=PORT}. */
    static Map<String, String> named(List<String> arguments) {
        Map<String, String> commands = new LinkedHashMap<>();
        for (String named : arguments) {
            String[] parts = named.split("=", 2);
            commands.put(parts[0], parts[1]);
        }
        return commands;
    }

    /** Measures a number of starts of each, one after the other, after one that warms the caches of the machine. */
    static <T> Map<String, List<T>> inTurn(Map<String, String> commands, int starts, Measurement<T> measurement)
            throws IOException, InterruptedException {
        Map<String, List<T>> all = new LinkedHashMap<>();
        for (int i = -1; i < starts; i++) {
            for (Map.Entry<String, String> command : commands.entrySet()) {
                T taken = measurement.of(command.getValue());
                if (i >= 0) {
                    all.computeIfAbsent(command.getKey(), name -> new ArrayList<>())
                            .add(taken);
                }
            }
        }
        return all;
    }

    static List<String> words(String command, int port) {
        return List.of(command.replace(PORT, Integer.toString(port)).split(" "));
    }

    static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
