package io.github.dynamodbsession.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.SessionToken;
import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Application;
import io.github.dynamodbsession.servlet.harness.Client;
import io.github.dynamodbsession.testkit.FailingStorageClient;
import io.github.dynamodbsession.testkit.FailingStorageClient.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Base class of tests that call an application behind the filter over HTTP, and inspect the storage behind it. */
abstract class FilterTest {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    final FailingStorageClient storage = FailingStorageClient.of(InMemoryStorageClient.create());
    final SessionStore store = storeWith(Duration.ofSeconds(10));

    private final List<Server> servers = new ArrayList<>();
    private final Map<Operation, Integer> forgotten = new EnumMap<>(Operation.class);

    SessionStore storeWith(Duration touchAfter) {
        return SessionStore.builder(storage)
                .cleanupInterval(Duration.ZERO)
                .touchAfter(touchAfter)
                .tokens(tokens())
                .build();
    }

    /** Called while this class is initialized: a constant. */
    TokenKind tokens() {
        return TokenKind.HASHED;
    }

    @AfterEach
    void stopServers() {
        servers.forEach(Server::close);
        servers.forEach(Server::assertExpectationsHeld);
    }

    // ---- the application

    /** A server to be started by the test. */
    Server server(SessionFilter filter) {
        return server(filter, "");
    }

    Server server(SessionFilter filter, String contextPath) {
        Server server = Server.with(filter, folder, contextPath);
        servers.add(server);
        return server;
    }

    /** A server without a filter. */
    Server bare() {
        Server server = Server.without(folder);
        servers.add(server);
        return server;
    }

    /** An application that does one thing, at every path. */
    Server serve(Application application) {
        return serve(SessionFilter.of(store), application);
    }

    Server serve(SessionFilter filter, Application application) {
        return server(filter).at("/*", application).start();
    }

    // ---- its client

    static Answer get(Server server, String path, String... tokens) {
        Answer answer = getAny(server, path, tokens);
        assertThat(answer.status()).as("the status").isNotEqualTo(500);
        return answer;
    }

    /** Like {@link #get}, but the request may fail. */
    static Answer getAny(Server server, String path, String... tokens) {
        try (Client client = server.client()) {
            return tokens.length == 0 ? client.get(path) : client.get(path, "Cookie", cookies(tokens));
        }
    }

    /** Returns when the head of the response has arrived; the test reads the body. */
    static HttpResponse<InputStream> open(Server server, String path, String... tokens) {
        return send(request(server, path, tokens).build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    static HttpRequest.Builder request(Server server, String path, String... tokens) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(TIMEOUT);
        if (tokens.length > 0) {
            request.header("Cookie", cookies(tokens));
        }
        return request;
    }

    private static String cookies(String... tokens) {
        return "SESSION=" + String.join("; SESSION=", tokens);
    }

    static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return CLIENT.send(request, body);
        } catch (IOException e) {
            throw new AssertionError("No answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static Answer answer(HttpResponse<?> response, String body) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(response.headers().map());
        return new Answer(response.statusCode(), body, headers);
    }

    /** Asserts this response, which neither sets nor deletes a cookie. */
    static void assertAnswered(Answer answer, int status, String body) {
        answer.hasStatus(status).hasNoCookie();
        assertThat(answer.body()).isEqualTo(body);
    }

    // ---- the storage

    /** Stores a session as another request would have. Returns its token. */
    String stored(String name, Object value) {
        Session session = store.create();
        session.setAttribute(name, value);
        store.save(session);
        forgetCalls();
        return tokenOf(session);
    }

    static String tokenOf(Session session) {
        return session.token().orElseThrow().reveal();
    }

    /** The id of the session that a token opens. */
    String idOf(String token) {
        return store.presented(token).map(SessionToken::id).orElseThrow();
    }

    Optional<Session> found(String token) {
        return found(store, token);
    }

    static Optional<Session> found(SessionStore store, String token) {
        return store.presented(token).flatMap(store::findByToken);
    }

    Optional<Object> attribute(String token, String name) {
        return found(token).flatMap(session -> session.attribute(name));
    }

    void assertAlive(String token) {
        assertThat(found(token)).as("the session").isPresent();
    }

    void assertDead(String token) {
        assertThat(found(token)).as("the session").isEmpty();
    }

    /** How often each operation was called since the test began, or calls were forgotten; {@code init} aside. */
    Map<Operation, Integer> calls() {
        Map<Operation, Integer> calls = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            int number = storage.calls(operation) - forgotten.getOrDefault(operation, 0);
            if (number > 0 && operation != Operation.INIT) {
                calls.put(operation, number);
            }
        }
        return calls;
    }

    void forgetCalls() {
        for (Operation operation : Operation.values()) {
            forgotten.put(operation, storage.calls(operation));
        }
    }
}
