package io.github.dynamodbsession.servlet;

import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.CREATE;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.DELETE;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.GET;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.RENAME;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.SET_EXPIRES;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.servlet.harness.Application;
import io.github.dynamodbsession.servlet.option.StorageFailure;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All log lines of an outage, both from this library and from the container. */
class OutageLogTest extends FilterTest {

    private static final int SECONDS = 3;
    private static final int REQUESTS_A_SECOND = 10;
    private static final int MAX_TRACE_BYTES = 10_000;
    private static final int MAX_LINE_BYTES = 600;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final AtomicLong nanos = new AtomicLong();
    private final SessionStore ticking = SessionStore.builder(storage)
            .tokens(tokens())
            .cleanupInterval(Duration.ZERO)
            .touchAfter(Duration.ZERO)
            .ticker(nanos::get)
            .build();

    /** A way for a request to need its session while the storage is down. */
    private record Way(String name, Application application) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> waysAndChoices() {
        return Stream.of(
                        new Way("reads it", (request, response) -> request.getSession()
                                .getAttribute("name")),
                        new Way("writes it", (request, response) -> request.getSession()
                                .setAttribute("name", "other")),
                        new Way("wraps what it gets", (request, response) -> {
                            try {
                                request.getSession().setAttribute("name", "other");
                            } catch (SessionStorageException e) {
                                throw new IllegalStateException(e);
                            }
                        }),
                        new Way("begins one", (request, response) -> {
                            request.getSession().setAttribute("name", "value");
                            response.getWriter().print("begun");
                        }),
                        new Way("begins one and flushes", (request, response) -> {
                            request.getSession().setAttribute("name", "value");
                            response.flushBuffer();
                        }),
                        new Way("reads it after the commit", (request, response) -> {
                            response.getWriter().print("much");
                            response.flushBuffer();
                            request.getSession(false);
                        }),
                        new Way("is answered with an error by a page that reads it", (request, response) -> {
                            if (request.getRequestURI().equals("/error")) {
                                response.getWriter()
                                        .print("sorry " + request.getSession().getAttribute("name"));
                            } else {
                                response.sendError(404);
                            }
                        }),
                        new Way("is answered with an error by a page that writes it", (request, response) -> {
                            if (request.getRequestURI().equals("/error")) {
                                request.getSession().setAttribute("error", "other");
                            } else {
                                response.sendError(404);
                            }
                        }),
                        new Way("reads it when it is asynchronous", (request, response) -> {
                            AsyncContext async = request.startAsync();
                            request.getSession().setAttribute("name", "other");
                            async.complete();
                        }),
                        new Way("reads it in the background", (request, response) -> {
                            AsyncContext async = request.startAsync();
                            async.start(() -> {
                                ((HttpServletRequest) async.getRequest())
                                        .getSession()
                                        .setAttribute("name", "value");
                                async.complete();
                            });
                        }),
                        new Way("begins one and goes on in the background", (request, response) -> {
                            request.getSession().setAttribute("name", "value");
                            AsyncContext async = request.startAsync();
                            async.start(async::complete);
                        }),
                        new Way("begins one and is dispatched", (request, response) -> {
                            if (request.getAttribute("again") == null) {
                                request.setAttribute("again", true);
                                request.getSession().setAttribute("name", "value");
                                request.startAsync().dispatch();
                            }
                        }))
                .flatMap(way -> Stream.of(StorageFailure.values()).map(choice -> Arguments.of(way, choice)));
    }

    private void breakDown() {
        for (var operation : List.of(GET, CREATE, UPDATE, DELETE, SET_EXPIRES, RENAME)) {
            storage.on(operation).times(100_000).failBeforeApplying();
        }
    }

    private Server serve(Way way, StorageFailure choice) {
        SessionFilter filter =
                SessionFilter.builder(ticking).onStorageFailure(choice).build();
        Server server = server(filter).errorPage("/error").at("/*", way.application());
        if (!way.name().contains("by a page")) {
            server.at("/error", (request, response) -> response.getWriter().print("sorry"));
        }
        return server.start();
    }

    /** Ignores the result: a committed response may be aborted. */
    private static void request(Server server, String token, boolean hasSession) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/"))
                .timeout(Duration.ofSeconds(10));
        if (hasSession) {
            request.header("Cookie", "SESSION=" + token);
        }
        try {
            CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            // aborted
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        server.awaitEndOfRequests();
    }

    private static long stackTraces(List<String> written) {
        return written.stream().filter(text -> text.contains("\tat ")).count();
    }

    @ParameterizedTest
    @MethodSource("waysAndChoices")
    void anOutageIsOneLineASecondOneStackTraceAndALineWhenItIsOver(Way way, StorageFailure choice) {
        String token = stored("name", "value");
        boolean begins = way.name().startsWith("begins");
        Server server = serve(way, choice);
        request(server, token, !begins);
        breakDown();

        try (LogBytes log = LogBytes.ofAll()) {
            for (int second = 0; second < SECONDS; second++) {
                for (int i = 0; i < REQUESTS_A_SECOND; i++) {
                    request(server, token, !begins);
                }
                nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            }

            List<String> written = log.written();
            assertThat(written).as("the lines of an outage").hasSize(SECONDS);
            assertThat(stackTraces(written)).isEqualTo(1);
            assertThat(written.get(0)).contains("\tat ");
            assertThat(log.bytes()).isLessThan(MAX_TRACE_BYTES + SECONDS * MAX_LINE_BYTES);
            assertThat(written.get(1))
                    .contains(
                            " more since the last such line", "session storage unavailable", "SessionStorageException");

            storage.heal();
            nanos.addAndGet(Duration.ofSeconds(10).toNanos());
            request(server, token, !begins);
            request(server, token, !begins);
            assertThat(log.written()).as("with the line of its end").hasSize(SECONDS + 1);
            assertThat(log.written().get(SECONDS)).contains("Session storage answers again: ", " failures in 2 s");
        }
    }
}
