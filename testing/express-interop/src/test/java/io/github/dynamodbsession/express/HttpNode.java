package io.github.dynamodbsession.express;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A server with the application of the tests, called over HTTP. */
abstract class HttpNode implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();

    abstract int port();

    /** The session of a request that changes nothing. */
    Reply session(@Nullable String cookie) {
        return get("/session", cookie);
    }

    Reply get(String path, @Nullable String cookie) {
        return call("GET", path, null, cookie);
    }

    /** Sends a value as JSON. */
    Reply post(String path, Object body, @Nullable String cookie) {
        return call("POST", path, Json.of(body), cookie);
    }

    final Reply call(String method, String path, @Nullable String body, @Nullable String cookie) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (cookie != null) {
            request.header("Cookie", "other=1; " + Reply.COOKIE + "=" + cookie);
        }
        try {
            return Reply.of(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public abstract void close();
}
