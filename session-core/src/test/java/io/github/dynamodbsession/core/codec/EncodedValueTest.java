package io.github.dynamodbsession.core.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedValueTest {

    @Test
    void bytesAreSharedWithNobody() {
        byte[] bytes = {1, 2, 3};
        EncodedValue.Binary value = (EncodedValue.Binary) EncodedValue.binary(bytes);
        bytes[0] = 9;
        value.toByteArray()[1] = 9;
        ByteBuffer buffer = value.asByteBuffer();

        assertThatThrownBy(() -> buffer.put((byte) 9)).isInstanceOf(ReadOnlyBufferException.class);
        assertThat(value.toByteArray()).containsExactly(1, 2, 3);
    }

    @Test
    void whatRemainsOfABufferIsCopied() {
        byte[] bytes = {1, 2, 3, 4};
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, 2);
        EncodedValue.Binary value = (EncodedValue.Binary) EncodedValue.binary(buffer);
        bytes[1] = 9;

        assertThat(value.toByteArray()).containsExactly(2, 3);
        assertThat(buffer.remaining()).isEqualTo(2);
        assertThat(EncodedValue.binary(ByteBuffer.wrap(new byte[] {2, 3}).asReadOnlyBuffer()))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "\u007f\u0080\u07ff\u0800\uffff",
                "Ein Kätzchen für 5 €",
                "a😀b",
                "😀",
                "\ud83d",
                "\ude00",
                "\ud83da",
                "a\ud83d\ud83d\ude00\ude00b"
            })
    void theSizeOfTextIsThatOfItsBytes(String text) {
        assertThat(EncodedValue.text(text).size()).isEqualTo(text.getBytes(UTF_8).length);
    }

    @Test
    void theSizeOfTextIsCountedWithoutItsBytes() {
        EncodedValue text = EncodedValue.text("ä".repeat(100_000));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        text.size();
        long before = threads.getCurrentThreadAllocatedBytes();
        long size = text.size();
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(size).isEqualTo(200_000);
        assertThat(allocated).isLessThan(100_000);
    }

    @Test
    void bytesAreReadWithoutACopyToo() throws IOException {
        EncodedValue.Binary value = (EncodedValue.Binary) EncodedValue.binary(new byte[] {1, 2, 3});

        assertThat(value.inputStream().readAllBytes()).containsExactly(1, 2, 3);
        assertThat(value.asByteBuffer().remaining()).isEqualTo(3);
    }

    @Test
    void valuesAreComparedByContentAndKind() {
        assertThat(EncodedValue.text("a")).isEqualTo(EncodedValue.text("a")).hasSameHashCodeAs(EncodedValue.text("a"));
        assertThat(EncodedValue.text("a")).isNotEqualTo(EncodedValue.text("b"));
        assertThat(EncodedValue.binary(new byte[] {97}))
                .isEqualTo(EncodedValue.binary(new byte[] {97}))
                .hasSameHashCodeAs(EncodedValue.binary(new byte[] {97}))
                .isNotEqualTo(EncodedValue.text("a"));
    }

    @Test
    void theSizeOfATextIsThatOfItsBytes() {
        assertThat(EncodedValue.text("aé😀").size()).isEqualTo(7);
        assertThat(EncodedValue.binary(new byte[5]).size()).isEqualTo(5);
    }

    @Test
    void whatIsPrintedIsTheSizeOnly() {
        assertThat(EncodedValue.text("s3cret").toString()).isEqualTo("text of 6 characters");
        assertThat(EncodedValue.binary(new byte[] {1, 2}).toString()).isEqualTo("2 bytes");
    }
}
