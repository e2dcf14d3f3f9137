package io.github.dynamodbsession.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.demo.Browser.Answer;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API, the page and who may call them, on a container's own sessions. */
class NodeTest {

    private static final int PORT = FreePort.next();
    private static final int SIBLING = PORT == 65535 ? 1024 : PORT + 1;
    private static final String SESSION = "/api/session";
    private static final String ATTRIBUTES = "/api/session/attributes/";

    private static @org.jspecify.annotations.Nullable Node node;

    private final Browser browser = new Browser();

    /** No session filter: the API works on any container's own sessions. */
    private static final class NoSessions implements NodeSessions {
        @Override
        public List<Filter> filters() {
            return List.of();
        }

        @Override
        public void close() {}
    }

    @BeforeAll
    static void start() {
        DemoLog.configure();
        node = Nodes.started(PORT, List.of(PORT, SIBLING), Map.of("codec", "jdk"), new NoSessions());
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void pingTellsWhoAnswersAndBeginsNoSession() {
        Answer ping = browser.get(PORT, "/api/ping");
        assertThat(ping.status()).isEqualTo(200);
        assertThat(ping.json().get("node").getAsString()).isEqualTo(Integer.toString(PORT));
        assertThat(ping.json().getAsJsonArray("ports")).hasSize(2);
        assertThat(ping.json().get("codec").getAsString()).isEqualTo("jdk");
        assertThat(ping.header("Set-Cookie")).isEmpty();
    }

    @Test
    void withoutASessionThereIsNoneAndNoneIsMade() {
        assertThat(browser.get(PORT, SESSION).status()).isEqualTo(404);
        assertThat(browser.delete(PORT, ATTRIBUTES + "a").status()).isEqualTo(404);
        assertThat(browser.delete(PORT, SESSION).status()).isEqualTo(204);
        assertThat(browser.get(PORT, SESSION).header("Set-Cookie")).isEmpty();
    }

    @Test
    void theFirstAttributeBeginsASessionThatTellsItsTimes() {
        Answer put = browser.put(PORT, ATTRIBUTES + "a", "1");
        assertThat(put.status()).isEqualTo(200);
        Answer get = browser.get(PORT, SESSION);
        assertThat(get.json().keySet())
                .containsExactly("id", "node", "attributes", "createdAt", "lastAccessedAt", "expiresAt");
        assertThat(get.json().get("id")).isEqualTo(put.json().get("id"));
        Instant accessed = Instant.parse(get.json().get("lastAccessedAt").getAsString());
        assertThat(Instant.parse(get.json().get("expiresAt").getAsString())).isEqualTo(accessed.plusSeconds(1800));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "-12345678901234567",
                "12345678901234567890",
                "1.50",
                "1E+400",
                "true",
                "\"\"",
                "\"a \\\"quoted\\\" € 𝄞 \\u0000\"",
                "[]",
                "{}",
                "[1,[null,{\"a\":null}],\"x\"]",
                "{\"\":1,\"b\":{\"c\":[true,false]}}"
            })
    void anyJsonValueComesBackAsItWas(String json) {
        assertThat(browser.put(PORT, ATTRIBUTES + "v", json).status()).isEqualTo(200);
        String all = browser.get(PORT, SESSION).body();
        assertThat(all).contains("\"attributes\":{\"v\":" + json + "}");
    }

    @Test
    void nullAndDeleteRemove() {
        browser.put(PORT, ATTRIBUTES + "a", "1");
        browser.put(PORT, ATTRIBUTES + "b", "2");
        assertThat(browser.put(PORT, ATTRIBUTES + "a", "null")
                        .json()
                        .getAsJsonObject("attributes")
                        .keySet())
                .containsExactly("b");
        assertThat(browser.delete(PORT, ATTRIBUTES + "b")
                        .json()
                        .getAsJsonObject("attributes")
                        .keySet())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a.b, a.b",
        "%2F, /",
        "a%2Fb%5Cc, a/b\\c",
        "%22%27%3B%3F%23, \"';?#",
        "%C3%BC+%E2%82%AC, ü+€",
        "%25, %",
        "..., ...",
        "'', ''"
    })
    void namesMayHoldAnything(String encoded, String name) {
        Answer put = browser.put(PORT, ATTRIBUTES + encoded, "1");
        assertThat(put.status()).as(put.body()).isEqualTo(200);
        assertThat(put.json().getAsJsonObject("attributes").keySet()).containsExactly(name);
        Answer delete = browser.delete(PORT, ATTRIBUTES + encoded);
        assertThat(delete.status()).as(delete.body()).isEqualTo(200);
        assertThat(delete.json().getAsJsonObject("attributes").keySet()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "{",
                "[1",
                "nope",
                "'a'",
                "{a:1}",
                "1 2",
                "NaN",
                "01",
                "// x\n1",
                "1e99999999999",
                "\"\n\""
            })
    void aBodyThatIsNotOneJsonValueIsRefused(String body) {
        Answer put = browser.put(PORT, ATTRIBUTES + "a", body);
        assertThat(put.status()).isEqualTo(400);
        assertThat(put.error()).startsWith("the body must be one JSON value, and ");
        assertThat(browser.get(PORT, SESSION).status()).isEqualTo(404);
    }

    @Test
    void aBodyThatIsNestedWithoutEndOrIsNotUtf8IsRefused() {
        assertThat(browser.put(PORT, ATTRIBUTES + "a", "[".repeat(100_000)).status())
                .isEqualTo(400);
        assertThat(browser.put(PORT, ATTRIBUTES + "a", "1".repeat(100_000)).status())
                .isEqualTo(400);
        Answer latin = browser.send(
                PORT, "PUT", ATTRIBUTES + "a", HttpRequest.BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xE4, '"'
                }));
        assertThat(latin.error()).isEqualTo("the body must be UTF-8");
    }

    @ParameterizedTest
    @ValueSource(ints = {5 * 1024 * 1024 + 1, 8 * 1024 * 1024})
    void aBodyOverFiveMegabytesIsRefused(int size) {
        Answer put = browser.put(PORT, ATTRIBUTES + "a", "\"" + "x".repeat(size - 2) + "\"");
        assertThat(put.status()).isEqualTo(413);
        assertThat(put.error()).contains("5242880");
    }

    @Test
    void aBodyOfOneMegabyteIsTaken() {
        String json = "\"" + "x".repeat(1024 * 1024 - 2) + "\"";
        Answer put = browser.put(PORT, ATTRIBUTES + "a", json);
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.body().contains(json)).isTrue();
    }

    @Test
    void loginChangesTheIdAndKeepsTheRest() {
        String before =
                browser.put(PORT, ATTRIBUTES + "cart", "[1]").json().get("id").getAsString();
        Answer login = browser.post(PORT, "/api/login?user=J%C3%BCrgen%20%26%20co");
        assertThat(login.status()).isEqualTo(200);
        assertThat(login.json().get("id").getAsString()).isNotEqualTo(before);
        assertThat(login.attribute("user").getAsString()).isEqualTo("Jürgen & co");
        assertThat(browser.get(PORT, SESSION).attribute("cart").toString()).isEqualTo("[1]");
    }

    @Test
    void loginBeginsASessionWhereThereIsNone() {
        assertThat(browser.post(PORT, "/api/login?user=bob").attribute("user").getAsString())
                .isEqualTo("bob");
        assertThat(browser.get(PORT, SESSION).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/login", "/api/login?user=", "/api/login?user=%20"})
    void loginNeedsAName(String path) {
        assertThat(browser.post(PORT, path).error()).startsWith("user must be given");
        assertThat(browser.get(PORT, SESSION).status()).isEqualTo(404);
    }

    @Test
    void logoutEndsTheSessionAndMayBeRepeated() {
        browser.put(PORT, ATTRIBUTES + "a", "1");
        Browser thief = browser.copy();
        assertThat(browser.delete(PORT, SESSION).status()).isEqualTo(204);
        assertThat(browser.delete(PORT, SESSION).status()).isEqualTo(204);
        assertThat(thief.get(PORT, SESSION).status()).isEqualTo(404);
    }

    @Test
    void aHeldRequestWaitsWithTheSessionInItsHand() throws Exception {
        browser.put(PORT, ATTRIBUTES + "a", "1");
        Browser other = browser.copy();
        long started = System.nanoTime();
        CompletableFuture<Answer> held =
                CompletableFuture.supplyAsync(() -> other.put(PORT, ATTRIBUTES + "b?hold=700", "2"));
        while (!held.isDone() && browser.delete(PORT, SESSION).status() == 204) {
            // Whenever the held one has loaded the session, it is ended before it acts.
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(held.get(10, TimeUnit.SECONDS).status()).isIn(200, 409);
        assertThat(System.nanoTime() - started).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(700));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10001", "-1", "x", "", "1.5", "99999999999", "1&hold=2"})
    void aHoldOutOfRangeIsRefused(String hold) {
        for (Answer answer : List.of(
                browser.get(PORT, SESSION + "?hold=" + hold),
                browser.delete(PORT, SESSION + "?hold=" + hold),
                browser.put(PORT, ATTRIBUTES + "a?hold=" + hold, "1"),
                browser.delete(PORT, ATTRIBUTES + "a?hold=" + hold),
                browser.post(PORT, "/api/login?user=bob&hold=" + hold))) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error()).contains("0 to 10000");
        }
    }

    @Test
    void pingTakesNoHold() {
        assertThat(browser.get(PORT, "/api/ping?hold=1").status()).isEqualTo(400);
    }

    @Test
    void otherPathsAndMethodsAreRefused() {
        assertThat(browser.get(PORT, "/api/nothing").status()).isEqualTo(404);
        assertThat(browser.get(PORT, "/nothing").status()).isEqualTo(404);
        assertThat(browser.get(PORT, "/api/session/attributes").status()).isEqualTo(404);
        Answer put = browser.put(PORT, SESSION, "1");
        assertThat(put.status()).isEqualTo(405);
        assertThat(put.header("Allow")).contains("GET, DELETE");
        assertThat(browser.get(PORT, "/api/login?user=x").status()).isEqualTo(405);
        assertThat(browser.get(PORT, ATTRIBUTES + "a").status()).isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource({"/, text/html", "/style.css, text/css", "/app.js, text/javascript", "/favicon.svg, image/svg+xml"})
    void thePageAndItsPartsAreServedWithAStrictPolicy(String path, String type) {
        Answer page = browser.get(PORT, path);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type").orElse("")).startsWith(type);
        assertThat(page.header("Content-Security-Policy").orElse(""))
                .startsWith(
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' ")
                .contains("http://localhost:" + SIBLING)
                .doesNotContain("unsafe", "*");
    }

    @Test
    void thePageHoldsNothingOfForeignOriginAndNoScriptOrStyleInline() {
        assertThat(browser.get(PORT, "/").body()).doesNotContain("http://", "https://", "style=", "<style", "onclick");
        assertThat(browser.get(PORT, "/style.css").body()).doesNotContain("url(", "@import");
    }

    @Test
    void thePageOfASiblingMayCallWithCookies() {
        String origin = "http://localhost:" + SIBLING;
        Answer answer = new Browser().with("Origin", origin).get(PORT, "/api/ping");
        assertThat(answer.header("Access-Control-Allow-Origin")).contains(origin);
        assertThat(answer.header("Access-Control-Allow-Credentials")).contains("true");
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("X-DynamoDB-Calls");
        assertThat(answer.header("Vary")).contains("Origin");

        Answer preflight = new Browser().with("Origin", origin).send(PORT, "OPTIONS", SESSION, "");
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("GET, PUT, POST, DELETE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.test",
                "null",
                "http://localhost:1",
                "https://localhost",
                "http://localhost.evil.test"
            })
    void anyOtherPageMayNot(String origin) {
        Answer answer = new Browser().with("Origin", origin).post(PORT, "/api/login?user=eve");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.response().headers().map()).doesNotContainKeys("access-control-allow-origin", "set-cookie");
    }

    /** The request of a browser after DNS rebinding. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.test:PORT",
                "evil.test",
                "localhost.evil.test:PORT",
                "localhost",
                "localhost:1",
                "127.0.0.1",
                "127.0.0.1:1",
                "127.0.0.1.evil.test:PORT",
                "127.0.0.2:PORT",
                "192.168.0.1:PORT",
                "[::2]:PORT",
                "[::1]",
                "localhost:PORT:PORT",
                "user@localhost:PORT"
            })
    void whoeverCallsByAnotherNameIsRefused(String host) throws IOException {
        for (String path : List.of("/", "/app.js", "/api/ping", SESSION, "/nothing")) {
            String answer = answerTo("GET " + path + " HTTP/1.1", "Host: " + host.replace("PORT", "" + PORT));
            assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("Set-Cookie");
            if (!host.contains("@") && !host.contains("PORT:PORT")) { // the server itself refuses what is no name
                assertThat(answer).startsWith("HTTP/1.1 421").contains("http://localhost:" + PORT + "/");
            }
        }
    }

    @Test
    void aRequestThatNamesNoHostIsRefused() throws IOException {
        assertThat(answerTo("GET /api/ping HTTP/1.0")).contains(" 421 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:PORT", "LOCALHOST:PORT", "localhost.:PORT", "127.0.0.1:PORT", "[::1]:PORT"})
    void whoeverCallsByANameOfTheLoopbackInterfaceIsServed(String host) throws IOException {
        assertThat(answerTo("GET /api/ping HTTP/1.1", "Host: " + host.replace("PORT", "" + PORT)))
                .startsWith("HTTP/1.1 200");
    }

    /** A request as it is written here, since clients write the header that names the host by themselves. */
    private static String answerTo(String... lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
            socket.setSoTimeout(30_000);
            String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Test
    void thePageItselfMayCall() {
        Answer answer = new Browser().with("Origin", "http://127.0.0.1:" + PORT).put(PORT, ATTRIBUTES + "a", "1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getAsJsonObject("attributes").asMap().keySet())
                .isEqualTo(Map.of("a", 1).keySet());
    }

    @Test
    void whatTheServerRefusesByItselfIsAnsweredInJsonToo() {
        Answer answer = browser.get(PORT, "/api/%00");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("the server rejected this request");
    }

    @Test
    void aPortThatIsTakenIsSaidInOneLine() {
        assertThatThrownBy(() -> Node.prepare(PORT, List.of(PORT)))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("port " + PORT)
                .message()
                .doesNotContain("\n");
    }
}
