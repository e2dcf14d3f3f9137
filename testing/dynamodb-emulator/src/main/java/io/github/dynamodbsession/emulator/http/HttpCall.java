package io.github.dynamodbsession.emulator.http;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** A request as it came over HTTP, whole. */
final class HttpCall {

    private final HttpRequest request;
    private final byte[] body;

    HttpCall(HttpRequest request, byte[] body) {
        this.request = request;
        this.body = body;
    }

    String method() {
        return request.getMethod();
    }

    /** Without a query. */
    String path() {
        String path = request.getPath();
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /** The first header of that name, whatever its case; {@code null} if there is none. */
    @Nullable
    String header(String name) {
        Header header = request.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** The array itself: not to be changed. */
    byte[] body() {
        return body;
    }
}
