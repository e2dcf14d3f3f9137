package io.github.dynamodbsession.servlet.response;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The container's writer, which saves the session before each operation that may commit the response. All methods of a
 * {@link PrintWriter} end in one of the few operations of the {@link Sink}.
 */
final class SessionWriter extends PrintWriter {

    private final PrintWriter container;

    SessionWriter(PrintWriter container, CountingResponse response, Charset charset) {
        super(new Sink(container, response, charset));
        this.container = container;
    }

    @Override
    public boolean checkError() {
        return super.checkError() || container.checkError();
    }

    private static final class Sink extends Writer {

        private final PrintWriter container;
        private final CountingResponse response;
        private final boolean isUtf8;
        private final int maxBytesPerChar;

        Sink(PrintWriter container, CountingResponse response, Charset charset) {
            this.container = container;
            this.response = response;
            this.isUtf8 = charset.equals(StandardCharsets.UTF_8);
            this.maxBytesPerChar =
                    charset.canEncode() ? (int) Math.ceil(charset.newEncoder().maxBytesPerChar()) : 1;
        }

        @Override
        public void write(int c) {
            if (response.mayWrite(isUtf8 ? bytesInUtf8((char) c) : maxBytesPerChar)) {
                container.write(c);
            }
        }

        @Override
        public void write(char[] text, int offset, int length) {
            long bytes = (long) length * maxBytesPerChar;
            if (isUtf8) {
                bytes = 0;
                for (int i = offset; i < offset + length; i++) {
                    bytes += bytesInUtf8(text[i]);
                }
            }
            if (response.mayWrite(bytes)) {
                container.write(text, offset, length);
            }
        }

        @Override
        public void write(String text, int offset, int length) {
            long bytes = (long) length * maxBytesPerChar;
            if (isUtf8) {
                bytes = 0;
                for (int i = offset; i < offset + length; i++) {
                    bytes += bytesInUtf8(text.charAt(i));
                }
            }
            if (response.mayWrite(bytes)) {
                container.write(text, offset, length);
            }
        }

        /** A surrogate pair is four bytes, so each half counts as two. */
        private static int bytesInUtf8(char c) {
            if (c < 0x80) {
                return 1;
            }
            return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }

        @Override
        public void flush() {
            if (response.mayFlush()) {
                container.flush();
            }
        }

        @Override
        public void close() {
            if (response.mayFlush()) {
                container.close();
            }
        }
    }
}
