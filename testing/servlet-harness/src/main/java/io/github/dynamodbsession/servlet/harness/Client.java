package io.github.dynamodbsession.servlet.harness;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A client that stores cookies, ignoring their paths, and does not follow redirects. Used by one thread at a time. */
public final class Client implements AutoCloseable {

    private final ServedApp<?> app;
    private final Connection connection;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Client(ServedApp<?> app, Connection connection) {
        this.app = app;
        this.connection = connection;
    }

    /** Requests a path of the application. */
    public Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    /** Headers are given as alternating names and values. */
    public Answer send(String method, String path, String body, String... headers) {
        Answer answer = sendOnly(method, path, body, headers);
        app.awaitEndOfRequests();
        return answer;
    }

    /** Does not wait for the end of the request, which may come after the response. */
    public Answer sendOnly(String method, String path, String body, String... headers) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Host", "127.0.0.1:" + app.port());
        if (!cookies.isEmpty()) {
            all.put(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        try {
            Answer answer = connection.exchange(method, app.contextPath() + path, all, body);
            answer.setCookies().forEach(this::keep);
            return answer;
        } catch (IOException e) {
            throw new AssertionError("No answer to " + method + " " + path, e);
        }
    }

    /** After an upgrade: sends a line, and reads one. */
    public String say(String line) {
        try {
            return connection.say(line);
        } catch (IOException e) {
            throw new AssertionError("No answer to " + line, e);
        }
    }

    private void keep(SetCookie cookie) {
        if (cookie.takesAway()) {
            cookies.remove(cookie.name());
        } else {
            cookies.put(cookie.name(), cookie.value());
        }
    }

    /** Another client with the same cookies: a browser's other tab, or a thief. */
    public Client twin() {
        return at(app);
    }

    /** The same client over HTTPS. */
    public Client secureTwin() {
        Client twin = app.secureClient();
        twin.cookies.putAll(cookies);
        return twin;
    }

    /** A client of another application with the same cookies. */
    public Client at(ServedApp<?> other) {
        Client twin = other.client();
        twin.cookies.putAll(cookies);
        return twin;
    }

    /** Sends a cookie from now on. */
    public Client withCookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    /** The cookies that it sends. */
    public Map<String, String> cookies() {
        return Map.copyOf(cookies);
    }

    /** Makes it reject cookies. */
    public void forgetCookies() {
        cookies.clear();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
