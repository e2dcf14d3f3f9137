package io.github.dynamodbsession.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApplicationStartTest {

    /** An application that logs the line of Spring Boot, and answers. */
    public static final class Answering {

        private Answering() {}

        /** Its argument is the port. */
        public static void main(String[] args) throws Exception {
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

    private static String application() {
        return Path.of(System.getProperty("java.home"), "bin", "java") + " -cp " + Path.of("target", "test-classes")
                + " " + Answering.class.getName() + " PORT";
    }

    @Test
    void aStartIsMeasuredFromTheProcessToTheFirstAnswer() throws Exception {
        String table = ApplicationStart.measured(Map.of("quick", application()), 1);

        assertThat(table.lines())
                .anyMatch(line -> line.startsWith("1 starts each; load of the machine "))
                .anyMatch(line -> line.matches("\\| quick \\| [1-9]\\d* ms \\| [1-9]\\d* ms \\| [1-9]\\d* ms .*"));
    }

    @Test
    void theApplicationsAreComparedByMedians() {
        Map<String, List<ApplicationStart.Start>> all = new LinkedHashMap<>();
        all.put(
                "slow",
                List.of(
                        new ApplicationStart.Start(900, 1000, 600),
                        new ApplicationStart.Start(300, 400, 300),
                        new ApplicationStart.Start(400, 500, 400)));
        all.put("quick", List.of(new ApplicationStart.Start(100, 250, 400), new ApplicationStart.Start(300, 250, 400)));

        assertThat(ApplicationStart.table(all).lines().skip(2))
                .containsExactly(
                        "| slow | 400 ms | 300 ms | 500 ms | 400 ms | 400 ms |",
                        "| quick | 200 ms | 100 ms | 250 ms | 250 ms | 400 ms |",
                        "| ratio of slow | 2.00 | 3.00 | 2.00 | 1.60 | 1.00 |");
    }

    @Test
    void oneThatEndsIsNotMeasured() {
        assertThatThrownBy(() -> ApplicationStart.measured(
                        Map.of("none", Path.of(System.getProperty("java.home"), "bin", "java") + " -version"), 1))
                .hasMessageContaining("no response from");
    }
}
