package io.github.dynamodbsession.emulator.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HttpReaderTest {

    @Test
    void cutsOneMessageAfterTheOther() throws IOException {
        String first = "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc";
        String second = "GET /x HTTP/1.1\r\nHost: h\r\n\r\n";
        HttpReader reader = reader(first + second);
        assertThat(written(reader)).isEqualTo(first);
        assertThat(written(reader)).isEqualTo(second);
        assertThat(reader.next()).isNull();
    }

    @Test
    void keepsChunksAsTheyCame() throws IOException {
        String chunks = "5;x=y\r\nhello\r\n2\r\n\r\n\r\n0\r\nTrailer: t\r\n\r\n";
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".concat(chunks);
        HttpReader reader = reader(chunked + "HTTP/1.1 204 None\r\n\r\n");
        assertThat(written(reader)).isEqualTo(chunked);
        assertThat(written(reader)).startsWith("HTTP/1.1 204");
    }

    @Test
    void findsHeadersWhateverTheirCase() throws IOException {
        HttpMessage message = next(reader("GET / HTTP/1.1\r\nx-AMZ-target:  A.B \r\n\r\n"));
        assertThat(message.header("X-Amz-Target")).isEqualTo("A.B");
        assertThat(message.header("Host")).isNull();
    }

    @Test
    void aMessageCutShortIsNoMessage() {
        assertThatThrownBy(() ->
                        reader("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nab").next())
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> reader("POST / HTTP/1.1\r\nHost").next()).isInstanceOf(EOFException.class);
    }

    private static HttpReader reader(String text) {
        return new HttpReader(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private static HttpMessage next(HttpReader reader) throws IOException {
        return Objects.requireNonNull(reader.next());
    }

    private static String written(HttpReader reader) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        next(reader).writeTo(out);
        return out.toString(UTF_8);
    }
}
