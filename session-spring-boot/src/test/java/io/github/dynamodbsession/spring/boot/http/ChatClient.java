package io.github.dynamodbsession.spring.boot.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A client of the chat that speaks STOMP 1.2, as far as the tests need it. */
final class ChatClient implements WebSocket.Listener {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long LONGEST_WAIT_SECONDS = 30;

    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;

    private ChatClient() {}

    /** One that is connected, with the session of a browser, and hears what is said. */
    static ChatClient connect(URI node, Browser browser) throws Exception {
        ChatClient client = new ChatClient();
        String cookies = browser.cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        client.socket = HTTP.newWebSocketBuilder()
                .header("Cookie", cookies)
                .buildAsync(URI.create("ws://" + node.getAuthority() + "/open/chat"), client)
                .get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        client.send("CONNECT", Map.of("accept-version", "1.2", "heart-beat", "0,0"), "");
        String answer = client.next();
        if (!answer.startsWith("CONNECTED")) {
            throw new IllegalStateException(answer);
        }
        client.send("SUBSCRIBE", Map.of("id", "0", "destination", "/topic/said"), "");
        return client;
    }

    /** Says something in the room. */
    void say(String text) throws Exception {
        send("SEND", Map.of("destination", "/app/say"), text);
    }

    void heartbeat() throws Exception {
        socket.sendText("\n", true).get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    }

    private void send(String command, Map<String, String> headers, String body) throws Exception {
        String lines = headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        socket.sendText(command + "\n" + lines + "\n" + body + "\0", true).get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    }

    /** The next frame from the server. */
    String next() throws InterruptedException {
        String frame = frames.poll(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        if (frame == null) {
            throw new IllegalStateException("The server says nothing");
        }
        return frame;
    }

    /** What the server has said that was not asked for yet. */
    BlockingQueue<String> frames() {
        return frames;
    }

    /** Waits until the server closes the connection. Returns the code. */
    int closeCode() throws Exception {
        return closed.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    }

    /** As when the network goes. */
    void disconnect() {
        socket.abort();
    }

    boolean isClosed() {
        return closed.isDone();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(partial.toString());
            partial.setLength(0);
        }
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
