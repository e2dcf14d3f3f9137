package io.github.dynamodbsession.benchmarks.bill;

import com.google.gson.Gson;
import io.github.dynamodbsession.npm.NodeProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application of Express in a process of its own; each request tells it the time. */
final class ExpressSessions implements Application {

    private static final Gson JSON = new Gson();
    private static final Pattern READ = Pattern.compile("\\[\"([^\"]*)\",([0-9]+)]");

    private final NodeProcess process;
    private final URI address;
    private final Clock clock;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String cookie = "";

    /** Waits until the process answers. */
    ExpressSessions(NodeProcess process, Clock clock) {
        this.process = process;
        this.clock = clock;
        this.address = URI.create("http://127.0.0.1:" + process.line());
    }

    @Override
    public void begin(Map<String, Object> attributes) {
        cookie = "";
        send("POST", "/begin", BodyPublishers.ofString(JSON.toJson(attributes)));
    }

    @Override
    public Seen read() {
        String body = send("GET", "/read", BodyPublishers.noBody());
        Matcher read = READ.matcher(body);
        if (!read.matches()) {
            throw new IllegalStateException("the session is gone: " + body);
        }
        return new Seen(read.group(1), Integer.parseInt(read.group(2)));
    }

    @Override
    public void change(String page) {
        send("POST", "/change", BodyPublishers.ofString(JSON.toJson(Map.of(ReferenceDay.PAGE, page))));
    }

    @Override
    public void logIn() {
        send("POST", "/login", BodyPublishers.noBody());
    }

    @Override
    public void logOut() {
        send("POST", "/logout", BodyPublishers.noBody());
    }

    private String send(String method, String path, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("X-Now", Long.toString(clock.millis()))
                .method(method, body);
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(path + " was answered with status " + response.statusCode());
            }
            response.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.split(";", 2)[0]);
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
