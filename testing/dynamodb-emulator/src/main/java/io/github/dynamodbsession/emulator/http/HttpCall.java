package io.github.dynamodbsession.emulator.http;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as it came over HTTP, whole. */
final class HttpCall {

    private final String method;
    private final String target;
    private final Map<String, String> headers;
    private final byte[] body;

    /** One of those headers, whose names are in lower case. */
    HttpCall(String method, String target, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
    }

    String method() {
        return method;
    }

    /** Without a query, and without scheme and host where the client sent them. */
    String path() {
        int from = 0;
        if (!target.startsWith("/")) {
            int host = target.indexOf("://");
            from = Math.max(0, target.indexOf('/', host < 0 ? 0 : host + 3));
        }
        int query = target.indexOf('?', from);
        return query < 0 ? target.substring(from) : target.substring(from, query);
    }

    /** The first header of that name, whatever its case; {@code null} if there is none. */
    @Nullable
    String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** The array itself: not to be changed. */
    byte[] body() {
        return body;
    }
}
