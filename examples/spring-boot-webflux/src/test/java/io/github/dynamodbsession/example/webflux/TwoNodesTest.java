package io.github.dynamodbsession.example.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Two nodes of the application on one table, from outside. */
class TwoNodesTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static FaultProxy proxy;
    private static ConfigurableApplicationContext first;
    private static ConfigurableApplicationContext second;

    private String cookie = "";

    @BeforeAll
    static void start() {
        proxy = FaultProxy.to(DynamoDbEndpoint.shared());
        String table = "webflux-" + UUID.randomUUID();
        first = node(table);
        second = node(table);
    }

    private static ConfigurableApplicationContext node(String table) {
        return SessionsApplication.configured()
                .registerShutdownHook(false)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--logging.level.root=warn",
                        "--dynamodb.session.endpoint=" + proxy.endpoint(),
                        "--dynamodb.session.region=eu-central-1",
                        "--dynamodb.session.tokens=hashed",
                        "--dynamodb.session.table-name=" + table);
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
        proxy.close();
    }

    @BeforeEach
    void forget() {
        proxy.forget();
    }

    @Test
    void whatOneNodeSetsTheOtherSees() throws Exception {
        assertThat(put(first, "cart", "{\"hat\":2,\"price\":9.90}").statusCode())
                .isEqualTo(200);
        assertThat(get(second, "/api/session").body()).contains("\"cart\":{\"hat\":2,\"price\":9.90}");
        assertThat(send(second, "DELETE", "/api/session/attributes/cart", "").body())
                .contains("\"attributes\":{}");
        assertThat(send(first, "DELETE", "/api/session", "").statusCode()).isEqualTo(204);
        assertThat(get(second, "/api/session").statusCode()).isEqualTo(404);
    }

    @Test
    void whatNeedsNoSessionAsksNobody() throws Exception {
        put(first, "a", "1");
        proxy.forget();
        assertThat(get(first, "/api/ping").body()).contains("node-");
        cookie = "";
        assertThat(get(first, "/api/session").statusCode()).isEqualTo(404);
        assertThat(send(first, "DELETE", "/api/session", "").statusCode()).isEqualTo(204);
        assertThat(send(first, "DELETE", "/api/session/attributes/a", "").statusCode())
                .isEqualTo(404);
        assertThat(cookie).isEmpty();
        assertThat(proxy.counts()).isEmpty();
    }

    @Test
    void namesAndValuesOfAnyKind() throws Exception {
        assertThat(put(first, "a/b%20%C3%A4", "\"x\"").body()).contains("\"a/b ä\":\"x\"");
        assertThat(put(first, "n", "12345678901234567").body()).contains("12345678901234567");
        assertThat(put(first, "n", "null").body()).doesNotContain("\"n\":");
        assertThat(put(first, "n", "{").statusCode()).isEqualTo(400);
        assertThat(put(first, "n", "1 2").statusCode()).isEqualTo(400);
        assertThat(get(first, "/api/session?hold=x").statusCode()).isEqualTo(400);
        assertThat(get(first, "/api/session?hold=99999").body()).contains("hold");
        assertThat(send(first, "POST", "/api/login", "").body()).contains("user");
    }

    @Test
    void aLoginChangesTheIdAndKeepsWhatIsThere() throws Exception {
        put(first, "a", "1");
        String before = cookie;
        proxy.forget();
        assertThat(send(first, "POST", "/api/login?user=bob", "").body()).contains("\"user\":\"bob\"", "\"a\":1");
        assertThat(proxy.counts()).isEqualTo(Map.of("GetItem", 1, "TransactWriteItems", 1));
        assertThat(cookie).isNotEqualTo(before);
        assertThat(get(second, "/api/session").statusCode()).isEqualTo(200);
        cookie = before;
        assertThat(get(second, "/api/session").statusCode()).isEqualTo(404);
    }

    /** The logout was under way when the login was answered. */
    @Test
    void aLogoutWithTheCookieFromBeforeALoginEndsTheSession() throws Exception {
        put(first, "a", "1");
        String before = cookie;
        send(second, "POST", "/api/login?user=bob", "");
        String after = cookie;
        cookie = before;
        assertThat(send(first, "DELETE", "/api/session", "").statusCode()).isEqualTo(204);
        cookie = after;
        assertThat(get(second, "/api/session").statusCode()).isEqualTo(404);
    }

    @Test
    void theIdThatThePageShowsIsNoCookie() throws Exception {
        String id = put(first, "a", "1").body().replaceFirst("(?s).*\"id\":\"([^\"]+)\".*", "$1");
        assertThat(id).startsWith("~");
        String name = cookie.substring(0, cookie.indexOf('=') + 1);
        cookie = name + id;
        assertThat(get(first, "/api/session").statusCode()).isEqualTo(404);
        cookie = name + Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8));
        assertThat(get(first, "/api/session").statusCode()).isEqualTo(404);
    }

    @Test
    void aChangeThatComesTooLateIsToldSo() throws Exception {
        put(first, "a", "1");
        String mine = cookie;
        proxy.beforeForward("UpdateItem", 1, call -> {
            try {
                cookie = mine;
                send(second, "DELETE", "/api/session", "");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        HttpResponse<String> late = put(first, "a", "2");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("\"error\":\"the session ended");
        cookie = mine;
        assertThat(get(first, "/api/session").statusCode()).isEqualTo(404);
    }

    @Test
    void aUserSeesAndEndsHisSessions() throws Exception {
        assertThat(get(first, "/").headers().firstValue("Location"))
                .get()
                .asString()
                .endsWith("/login");
        login(first);
        String elsewhere = cookie;
        cookie = "";
        login(second);
        String page = get(second, "/").body();
        assertThat(page).contains("Hello, alice", "logged in 2 times", ", here", ", elsewhere");
        assertThat(send(second, "POST", "/logout-everywhere", "_csrf=" + token(page))
                        .statusCode())
                .isEqualTo(302);
        assertThat(get(second, "/").statusCode()).isEqualTo(302);
        cookie = elsewhere;
        assertThat(get(first, "/").statusCode()).isEqualTo(302);
    }

    private void login(ConfigurableApplicationContext node) throws Exception {
        String token = token(get(node, "/login").body());
        proxy.forget();
        send(node, "POST", "/login", "username=alice&password=alice&_csrf=" + token);
        // The security context is in a chunk.
        assertThat(proxy.counts()).isEqualTo(Map.of("GetItem", 1, "PutItem", 1, "TransactWriteItems", 1));
    }

    private static String token(String page) {
        Matcher matcher = TOKEN.matcher(page);
        assertThat(matcher.find()).isTrue();
        return URLEncoder.encode(matcher.group(1), StandardCharsets.UTF_8);
    }

    private HttpResponse<String> get(ConfigurableApplicationContext node, String path) throws Exception {
        return send(node, "GET", path, "");
    }

    private HttpResponse<String> put(ConfigurableApplicationContext node, String name, String json) throws Exception {
        return send(node, "PUT", "/api/session/attributes/" + name, json);
    }

    private HttpResponse<String> send(ConfigurableApplicationContext node, String method, String path, String body)
            throws Exception {
        String port = node.getEnvironment().getProperty("local.server.port");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", method.equals("PUT") ? "application/json" : "application/x-www-form-urlencoded")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
        response.headers().firstValue("Set-Cookie").ifPresent(header -> cookie = header.split(";", 2)[0]);
        return response;
    }
}
