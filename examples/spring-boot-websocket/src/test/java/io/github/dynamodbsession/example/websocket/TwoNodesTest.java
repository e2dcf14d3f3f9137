package io.github.dynamodbsession.example.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tomcat.util.modeler.Registry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** A user who chats at one node and logs out at the other. */
class TwoNodesTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final long TIMEOUT_SECONDS = 30;
    private static final int POLICY_VIOLATION = 1008;
    private static final int MESSAGES = 12;

    private static ConfigurableApplicationContext first;
    private static ConfigurableApplicationContext second;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final Chat chat = new Chat();

    @BeforeAll
    static void start() {
        Registry.disableRegistry();
        String table = "chat-" + UUID.randomUUID();
        first = node(table);
        second = node(table);
    }

    private static ConfigurableApplicationContext node(String table) {
        return ChatApplication.configured()
                .registerShutdownHook(false)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--logging.level.root=warn",
                        "--dynamodb.session.endpoint=" + DynamoDbEndpoint.shared(),
                        "--dynamodb.session.region=eu-central-1",
                        "--dynamodb.session.tokens=hashed",
                        "--dynamodb.session.table-name=" + table,
                        // A test does not wait until a look is old enough.
                        "--dynamodb.session.websocket.check-interval=0s");
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
    }

    @BeforeEach
    void chatAtTheFirstNode() throws Exception {
        String token = token(get(first, "/login"));
        post(first, "/login", "username=alice&password=alice&_csrf=" + token);
        WebSocket socket = browser.newWebSocketBuilder()
                .subprotocols("v12.stomp")
                .buildAsync(URI.create("ws" + address(first).substring("http".length()) + "/chat"), chat)
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        chat.socket = socket;
        chat.send("CONNECT\naccept-version:1.2\nheart-beat:0,0\n\n\0");
        assertThat(chat.next()).startsWith("CONNECTED");
        chat.send("SUBSCRIBE\nid:0\ndestination:/topic/said\n\n\0");
        chat.say("hello");
        assertThat(chat.next()).startsWith("MESSAGE").contains("alice: hello");
    }

    @Test
    void afterALogoutAtTheOtherNodeNothingIsAnsweredAndTheSocketIsClosed() throws Exception {
        logOutAt(second);
        try {
            for (int i = 0; i < MESSAGES; i++) {
                chat.say("am I still here?");
            }
        } catch (ExecutionException e) {
            assertThat(e).hasMessageContaining("closed"); // the first of them was enough
        }
        assertThat(chat.closed.get(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isEqualTo(POLICY_VIOLATION);
        assertThat(chat.frames).isEmpty();
    }

    @Test
    void aClientThatOnlyListensIsFoundOutByItsHeartbeat() throws Exception {
        logOutAt(second);
        chat.send("\n");
        assertThat(chat.closed.get(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isEqualTo(POLICY_VIOLATION);
    }

    @Test
    void aLogoutAtTheSameNodeClosesTheSocketAtOnce() throws Exception {
        logOutAt(first);
        assertThat(chat.closed.get(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isEqualTo(POLICY_VIOLATION);
    }

    private void logOutAt(ConfigurableApplicationContext node) throws Exception {
        post(node, "/logout", "_csrf=" + token(get(node, "/logout")));
    }

    private static String token(String page) {
        Matcher matcher = TOKEN.matcher(page);
        assertThat(matcher.find()).isTrue();
        return URLEncoder.encode(matcher.group(1), StandardCharsets.UTF_8);
    }

    private static String address(ConfigurableApplicationContext node) {
        return "http://127.0.0.1:" + node.getEnvironment().getProperty("local.server.port");
    }

    private String get(ConfigurableApplicationContext node, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address(node) + path)).build();
        return browser.send(request, BodyHandlers.ofString()).body();
    }

    private void post(ConfigurableApplicationContext node, String path, String form) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address(node) + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        assertThat(browser.send(request, BodyHandlers.discarding()).statusCode())
                .isEqualTo(302);
    }

    /** A client of the chat. */
    private static final class Chat implements WebSocket.Listener {

        private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private @Nullable WebSocket socket;

        void say(String text) throws Exception {
            send("SEND\ndestination:/app/say\n\n" + text + "\0");
        }

        void send(String frame) throws Exception {
            socket.sendText(frame, true).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }

        String next() throws InterruptedException {
            return String.valueOf(frames.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS));
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            frames.add(data.toString());
            webSocket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closed.complete(statusCode);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
