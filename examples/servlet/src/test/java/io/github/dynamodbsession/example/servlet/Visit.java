package io.github.dynamodbsession.example.servlet;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One visitor, who remembers cookies and follows no redirect. */
final class Visit {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /**
     * What can be seen of an answer.
     *
     * @param cookies those that are given, without their values; a container leaves them where they are at a log-out
     */
    record Answer(String request, int status, String type, String location, List<String> cookies, String body) {}

    private final int port;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Visit(int port) {
        this.port = port;
    }

    /** Sends such as {@code POST /path field=value}. */
    Answer ask(String request) {
        String[] words = request.split(" ", 3);
        HttpRequest.Builder http = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + words[1]))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(words[0], words.length > 2 ? BodyPublishers.ofString(words[2]) : BodyPublishers.noBody());
        if (!cookies.isEmpty()) {
            http.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> response = HTTP.send(http.build(), BodyHandlers.ofString());
            List<String> set = response.headers().allValues("Set-Cookie");
            set.forEach(this::keep);
            return new Answer(
                    request,
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.headers().firstValue("Location").orElse(""),
                    set.stream()
                            .filter(header -> !header.contains("Max-Age=0"))
                            .map(Visit::withoutValue)
                            .toList(),
                    response.body().strip());
        } catch (IOException e) {
            throw new AssertionError("No answer to " + request, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void keep(String header) {
        for (HttpCookie cookie : HttpCookie.parse(header)) {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        }
    }

    /** The order of a cookie's attributes means nothing. */
    private static String withoutValue(String header) {
        return Stream.of(header.replaceFirst("=[^;]*", "=...").split("; *", -1))
                .sorted()
                .collect(Collectors.joining("; "));
    }
}
