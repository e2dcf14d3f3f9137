package io.github.dynamodbsession.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import org.apache.coyote.Adapter;
import org.apache.coyote.OutputBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.Response;

/**
 * A request that is repeated as over a keep-alive connection: Tomcat's objects for a connection are reused, so that
 * only the allocations of each request are measured. Not safe for use by several threads.
 */
final class Exchange {

    private final Adapter adapter;
    private final byte[] path;
    private final byte[] cookie;
    private final Request request = new Request();
    private final Response response = new Response();
    private final Counter body = new Counter();

    /** Receives the body of the response. */
    private static final class Counter implements OutputBuffer {

        private long written;

        @Override
        public int doWrite(ByteBuffer chunk) {
            int length = chunk.remaining();
            chunk.position(chunk.limit());
            written += length;
            return length;
        }

        @Override
        public long getBytesWritten() {
            return written;
        }
    }

    /**
     * Creates an exchange for one path.
     *
     * @param cookie the value of the request header; empty for none
     */
    Exchange(Adapter adapter, String path, String cookie) {
        this.adapter = adapter;
        this.path = path.getBytes(ISO_8859_1);
        this.cookie = cookie.getBytes(ISO_8859_1);
        request.setResponse(response);
        response.setOutputBuffer(body);
    }

    /**
     * Makes the request.
     *
     * @return the length of the response body in bytes
     * @throws IllegalStateException if the status is not 200
     */
    int run() {
        answer();
        if (response.getStatus() != 200) {
            throw new IllegalStateException("The status is " + response.getStatus());
        }
        return (int) body.written;
    }

    /** Makes the request, and returns the cookie that was set, as a client would send it back. */
    String sessionCookie() {
        run();
        String line = response.getMimeHeaders().getHeader("Set-Cookie");
        if (line == null) {
            throw new IllegalStateException("The response sets no cookie");
        }
        return line.substring(0, line.indexOf(';'));
    }

    /** Whether the last response set a cookie. */
    boolean hasSetCookie() {
        return response.getMimeHeaders().getHeader("Set-Cookie") != null;
    }

    private void answer() {
        request.recycle();
        response.recycle();
        body.written = 0;
        request.setMethod("GET");
        request.requestURI().setBytes(path, 0, path.length);
        request.protocol().setString("HTTP/1.1");
        request.serverName().setString("localhost");
        if (cookie.length > 0) {
            request.getMimeHeaders().addValue("cookie").setBytes(cookie, 0, cookie.length);
        }
        try {
            adapter.service(request, response);
        } catch (Exception e) {
            throw new IllegalStateException("There is no response", e);
        }
    }
}
