package io.github.dynamodbsession.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Measures nothing: checks that the documented requests are made. */
class ApplicationLoadTest {

    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sessions = new AtomicInteger();
    private HttpServer application;
    private int statusOfReads = 200;

    @BeforeEach
    void start() throws IOException {
        application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        application.createContext("/", this::answer);
        application.start();
    }

    @AfterEach
    void stop() {
        application.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String cookie = exchange.getRequestHeaders().getFirst("Cookie");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body + " " + cookie);
        if (cookie == null) {
            exchange.getResponseHeaders().add("Set-Cookie", "SESSION=" + sessions.incrementAndGet() + "; Path=/");
        }
        exchange.sendResponseHeaders(exchange.getRequestMethod().equals("GET") ? statusOfReads : 200, -1);
        exchange.close();
    }

    @Test
    void eachConnectionReadsAndWritesASessionOfItsOwn() throws Exception {
        String table = ApplicationLoad.measured(Map.of("one", here()), 2, 3, 1);

        assertThat(table.lines()).hasSize(5).anyMatch(line -> line.startsWith("| one | READ | "));
        // Two rounds to warm up and one more, of reads, of writes and of both, on two connections.
        assertThat(sessions).hasValue(18);
        for (String session : List.of("1", "2", "7", "8", "13", "14")) {
            assertThat(seen)
                    .filteredOn(request -> request.equals("GET /api/session  SESSION=" + session))
                    .hasSize(3);
        }
        for (String session : List.of("3", "4", "9", "10", "15", "16")) {
            assertThat(seen)
                    .filteredOn(request -> request.endsWith(" SESSION=" + session))
                    .containsExactly(
                            "PUT /api/session/attributes/n 0 SESSION=" + session,
                            "PUT /api/session/attributes/n 1 SESSION=" + session,
                            "PUT /api/session/attributes/n 2 SESSION=" + session);
        }
    }

    @Test
    void ofTenRequestsOneWrites() throws Exception {
        ApplicationLoad.measured(Map.of("one", here()), 1, 10, 1);

        assertThat(seen)
                .filteredOn(request -> request.endsWith(" SESSION=3"))
                .hasSize(10)
                .filteredOn(request -> request.startsWith("PUT"))
                .containsExactly("PUT /api/session/attributes/n 9 SESSION=3");
    }

    /** Of the first application to each. */
    @Test
    void applicationsAreComparedByRatio() throws Exception {
        Map<String, URI> two = new LinkedHashMap<>();
        two.put("one", here());
        two.put("another", here());

        assertThat(ApplicationLoad.measured(two, 1, 1, 1).lines().skip(2))
                .hasSize(6)
                .filteredOn(line -> line.startsWith("| one | "))
                .allMatch(line -> line.endsWith(" | 1.00 |"));
    }

    /** An error response would be a fast one. */
    @Test
    void anErrorIsNotMeasured() {
        statusOfReads = 404;

        assertThatThrownBy(() -> ApplicationLoad.measured(Map.of("one", here()), 1, 1, 1))
                .hasStackTraceContaining("READ was answered with status 404");
    }

    @Test
    void aLayoutThatIsNoneIsRefusedBeforeAnythingStarts() {
        assertThatThrownBy(() -> Load.main(new String[] {"express", "--layout=mongo", "1", "1", "1"}))
                .hasMessage(
                        "--layout= must be followed by native, connect-dynamodb-session or connect-dynamodb, not mongo");
    }

    private URI here() {
        return URI.create("http://127.0.0.1:" + application.getAddress().getPort());
    }
}
