package io.github.dynamodbsession.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApplicationStartTest {

    /** An application that says what Spring Boot says, and answers. */
    public static final class Answering {

        private Answering() {}

        /** The port, and how long it takes to start. */
        public static void main(String[] args) throws Exception {
            Thread.sleep(Long.parseLong(args[1]));
            HttpServer server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 0);
            server.createContext("/api/ping", exchange -> {
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            System.out.println("INFO 1 --- [main] Answering : Started Answering in 0.1 seconds");
        }
    }

    private static String application(int millis) {
        return Path.of(System.getProperty("java.home"), "bin", "java") + " -cp " + Path.of("target", "test-classes")
                + " " + Answering.class.getName() + " PORT " + millis;
    }

    @Test
    void theApplicationsAreComparedByMedians() throws Exception {
        Map<String, String> commands = new LinkedHashMap<>();
        commands.put("slow", application(400));
        commands.put("quick", application(0));

        String table = ApplicationStart.measured(commands, 1);

        assertThat(table.lines())
                .anyMatch(line -> line.matches("\\| slow \\| [4-9]\\d\\d ms .*|\\| slow \\| \\d{4,} ms .*"))
                .anyMatch(line -> line.startsWith("| quick | "))
                .anyMatch(line -> line.matches("\\| ratio of slow \\| [1-9].*"));
    }

    @Test
    void oneThatEndsIsNotMeasured() {
        assertThatThrownBy(() -> ApplicationStart.measured(
                        Map.of("none", Path.of(System.getProperty("java.home"), "bin", "java") + " -version"), 1))
                .hasMessageContaining("it does not answer");
    }
}
