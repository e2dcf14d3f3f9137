package io.github.dynamodbsession.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Measures nothing: checks that the documented calls are made. */
class EngineLoadTest {

    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    private HttpServer engine;
    private String refused = "";

    @BeforeEach
    void start() throws IOException {
        engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        engine.createContext("/", this::answer);
        engine.start();
    }

    @AfterEach
    void stop() {
        engine.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        seen.add(operation);
        byte[] body = new byte[] {'{', '}'};
        exchange.sendResponseHeaders(operation.endsWith(refused) && !refused.isEmpty() ? 400 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private URI here() {
        return URI.create("http://127.0.0.1:" + engine.getAddress().getPort());
    }

    @Test
    void eachConnectionMakesItsCallsOfEachKind() throws Exception {
        String table = EngineLoad.measured(Map.of("one", here()), 2, 3, 1);

        assertThat(table.lines()).hasSize(5).allMatch(line -> line.startsWith("|"));
        assertThat(table).contains("| GetItem | one | ");
        // Two rounds to warm up and one more, on two connections.
        for (String operation : new String[] {"PutItem", "GetItem", "UpdateItem"}) {
            assertThat(seen)
                    .filteredOn(call -> call.equals("DynamoDB_20120810." + operation))
                    .hasSize(18);
        }
    }

    /** An error response would be a fast one. */
    @Test
    void anErrorIsNotMeasured() {
        refused = "UpdateItem";

        assertThatThrownBy(() -> EngineLoad.measured(Map.of("one", here()), 1, 1, 1))
                .hasStackTraceContaining("UpdateItem was answered with status 400");
    }

    @Test
    void aProcessThatDoesNotAnswerIsSaidNotTo() {
        assertThatThrownBy(() -> EngineStart.measured(
                        Map.of("none", System.getProperty("java.home") + "/bin/java --version"), 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no response from");
    }
}
