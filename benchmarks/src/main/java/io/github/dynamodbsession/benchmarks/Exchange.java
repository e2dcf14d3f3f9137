package io.github.dynamodbsession.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import org.apache.coyote.Adapter;
import org.apache.coyote.OutputBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.Response;

/**
 * A request that is made again and again, as over one connection that stays open: the objects that Tomcat keeps for a
 * connection are used again, so that what is allocated is what each request costs. Not safe for use by several threads.
 */
final class Exchange {

    private final Adapter adapter;
    private final byte[] path;
    private final byte[] cookie;
    private final Request request = new Request();
    private final Response response = new Response();
    private final Counter body = new Counter();

    /** Where the answer's body goes. */
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
     * For one path.
     *
     * @param cookie the value of the request's header; empty: it has none
     */
    Exchange(Adapter adapter, String path, String cookie) {
        this.adapter = adapter;
        this.path = path.getBytes(ISO_8859_1);
        this.cookie = cookie.getBytes(ISO_8859_1);
        request.setResponse(response);
        response.setOutputBuffer(body);
    }

    /**
     * Makes it.
     *
     * @return how many bytes of a body were answered
     * @throws IllegalStateException if the answer is another than 200
     */
    int run() {
        answer();
        if (response.getStatus() != 200) {
            throw new IllegalStateException("The answer is " + response.getStatus());
        }
        return (int) body.written;
    }

    /** Makes it, and gives the cookie that is set as a client would send it from then on. */
    String sessionCookie() {
        run();
        String line = response.getMimeHeaders().getHeader("Set-Cookie");
        if (line == null) {
            throw new IllegalStateException("There is no cookie");
        }
        return line.substring(0, line.indexOf(';'));
    }

    /** Whether the last answer had a cookie. */
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
            throw new IllegalStateException("There is no answer", e);
        }
    }
}
