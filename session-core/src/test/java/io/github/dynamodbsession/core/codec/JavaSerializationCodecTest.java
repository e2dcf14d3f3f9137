package io.github.dynamodbsession.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the contract of the testkit cannot know of this codec: its limits, and how it says what is wrong. */
class JavaSerializationCodecTest {

    private static final String SECRET = "s3cret-value";

    private final JavaSerializationCodec strict = JavaSerializationCodec.create();

    @Test
    void aClassThatIsNotSerializableIsNamedWithWhatItIsIn() {
        assertThatThrownBy(() -> strict.encode(new ArrayList<>(List.of(new Object()))))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("java.lang.Object is not java.io.Serializable")
                .hasMessageContaining("java.util.ArrayList")
                .hasNoCause();
    }

    @Test
    void whatAnObjectThrowsWhileItIsWrittenIsToldByItsTypeOnly() {
        JavaSerializationCodec codec =
                JavaSerializationCodec.builder().allowClass(Throwing.class).build();
        for (Exception thrown : List.of(
                new IOException(SECRET), new NotSerializableException(SECRET), new IllegalStateException(SECRET))) {
            assertThatThrownBy(() -> codec.encode(new Throwing(thrown)))
                    .isInstanceOf(SessionCodecException.class)
                    .hasMessageNotContaining(SECRET)
                    .hasNoCause();
        }
    }

    @Test
    void aValueThatIsNestedTooDeepToBeWrittenIsRefused() {
        Object deep = "end";
        for (int i = 0; i < 200_000; i++) {
            deep = new Object[] {deep};
        }
        Object value = deep;

        assertThatThrownBy(() -> strict.encode(value)).isInstanceOf(SessionCodecException.class);
    }

    @Test
    void aValueThatIsNestedTooDeepToBeReadIsRefused() {
        JavaSerializationCodec codec =
                JavaSerializationCodec.builder().maxDepth(10).build();
        Object deep = "end";
        for (int i = 0; i < 11; i++) {
            deep = new Object[] {deep};
        }
        EncodedValue encoded = Serialized.of(deep);

        assertThatThrownBy(() -> codec.decode(encoded))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("deeper than 10");
        assertThat(strict.decode(encoded)).isNotNull();
    }

    @Test
    void anArrayThatIsTooLongToBeReadIsRefusedBeforeItIsMade() {
        JavaSerializationCodec codec =
                JavaSerializationCodec.builder().maxReferences(100).build();

        assertThatThrownBy(() -> codec.decode(Serialized.of(new String[101])))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("more than 100");
        assertThat(codec.decode(Serialized.of(new int[101]))).isEqualTo(new int[101]);
        assertThatThrownBy(() -> strict.decode(promisingArrayOf(Integer.MAX_VALUE)))
                .isInstanceOf(SessionCodecException.class);
    }

    @Test
    void limitsAreAtLeastOne() {
        JavaSerializationCodec.Builder builder = JavaSerializationCodec.builder();

        assertThatThrownBy(() -> builder.maxDepth(0)).hasMessageContaining("maxDepth");
        assertThatThrownBy(() -> builder.maxReferences(0)).hasMessageContaining("maxReferences");
    }

    @Test
    void nullAndBytesLeftOverAreNoValue() {
        byte[] whole = ((EncodedValue.Binary) strict.encode("text")).toByteArray();
        byte[] longer = java.util.Arrays.copyOf(whole, whole.length + 3);
        longer[whole.length] = 0x77; // a block of data
        longer[whole.length + 1] = 1;

        assertThatThrownBy(() -> strict.decode(Serialized.of(null)))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("no value");
        assertThatThrownBy(() -> strict.decode(EncodedValue.binary(longer)))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("additional bytes");
    }

    /** Throws while it is written. */
    static final class Throwing implements Serializable {
        private static final long serialVersionUID = 1L;

        private final transient Exception thrown;

        Throwing(Exception thrown) {
            this.thrown = thrown;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            if (thrown instanceof IOException e) {
                throw e;
            }
            throw (RuntimeException) thrown;
        }
    }

    private static EncodedValue promisingArrayOf(int length) {
        byte[] bytes = ((EncodedValue.Binary) Serialized.of(new byte[4])).toByteArray();
        for (int i = 0; i < 4; i++) {
            bytes[bytes.length - 8 + i] = (byte) (length >> (24 - 8 * i));
        }
        return EncodedValue.binary(bytes);
    }
}
