package io.github.dynamodbsession.servlet.response;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The container's stream, which saves the session before each operation that may commit the response. */
final class SessionOutputStream extends ServletOutputStream {

    private final ServletOutputStream container;
    private final CountingResponse response;

    SessionOutputStream(ServletOutputStream container, CountingResponse response) {
        this.container = container;
        this.response = response;
    }

    @Override
    public void write(int b) throws IOException {
        if (response.mayWrite(1)) {
            container.write(b);
        }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (response.mayWrite(length)) {
            container.write(bytes, offset, length);
        }
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        if (response.mayWrite(bytes.remaining())) {
            container.write(bytes);
        } else {
            bytes.position(bytes.limit());
        }
    }

    @Override
    public void flush() throws IOException {
        if (response.mayFlush()) {
            container.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (response.mayFlush()) {
            container.close();
        }
    }

    @Override
    public boolean isReady() {
        return container.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        response.becomesNonBlocking();
        container.setWriteListener(listener);
    }
}
