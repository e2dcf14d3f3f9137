package io.github.dynamodbsession.demo;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A client that stores cookies, and sends them to any port of a host, as browsers do. */
final class Browser {

    record Answer(int status, String body, HttpResponse<String> response) {

        JsonObject json() {
            return JsonParser.parseString(body).getAsJsonObject();
        }

        JsonElement attribute(String name) {
            return json().getAsJsonObject("attributes").get(name);
        }

        String error() {
            return json().get("error").getAsString();
        }

        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }
    }

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** Sends this header with every request from now on. */
    Browser with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Another browser with the same cookies. */
    Browser copy() {
        Browser copy = new Browser();
        synchronized (cookies) {
            copy.cookies.putAll(cookies);
        }
        copy.headers.putAll(headers);
        return copy;
    }

    Answer get(int port, String path) {
        return send(port, "GET", path, "");
    }

    Answer put(int port, String path, String body) {
        return send(port, "PUT", path, body);
    }

    Answer post(int port, String path) {
        return send(port, "POST", path, "");
    }

    Answer delete(int port, String path) {
        return send(port, "DELETE", path, "");
    }

    Answer send(int port, String method, String path, String body) {
        return send(port, method, path, HttpRequest.BodyPublishers.ofString(body));
    }

    Answer send(int port, String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .version(HttpClient.Version.HTTP_1_1)
                .method(method, body);
        headers.forEach(request::setHeader);
        synchronized (cookies) {
            cookies.forEach((name, value) -> request.header("Cookie", name + "=" + value));
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::remember);
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void remember(String setCookie) {
        String[] parts = setCookie.split(";", 2);
        String[] pair = parts[0].split("=", 2);
        boolean over = parts.length > 1 && (parts[1].contains("Max-Age=0") || parts[1].contains("1970"));
        synchronized (cookies) {
            if (over) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
    }
}
