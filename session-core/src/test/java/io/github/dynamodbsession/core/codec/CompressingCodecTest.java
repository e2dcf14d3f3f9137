package io.github.dynamodbsession.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressingCodecTest {

    private static final AttributeCodec JAVA = JavaSerializationCodec.create();
    private static final AttributeCodec TEXTS = new AsIs(true);
    private static final AttributeCodec BYTES = new AsIs(false);
    private static final int HEADER = 12;

    private final CompressingCodec texts = CompressingCodec.around(TEXTS);
    private final CompressingCodec bytes = CompressingCodec.around(BYTES);

    // ---- what is compressed ----

    @Test
    void aTextAndBytesBecomeSmallerAndAreReadAsTheyWere() {
        String text = "name=value&".repeat(1000) + "é€😀";

        EncodedValue ofText = texts.encode(text);
        EncodedValue ofBytes = bytes.encode(text);

        assertThat(ofText).isInstanceOf(EncodedValue.Binary.class).isNotEqualTo(ofBytes);
        assertThat(ofText.size()).isLessThan(200);
        assertThat(ofBytes.size()).isLessThan(200);
        assertThat(texts.unwrap(ofText)).isEqualTo(EncodedValue.text(text));
        assertThat(bytes.unwrap(ofBytes)).isEqualTo(EncodedValue.binary(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(texts.decode(ofText)).isEqualTo(text);
        assertThat(bytes.decode(ofBytes)).isEqualTo(text);
    }

    @Test
    void onlyFromTheThresholdOn() {
        for (CompressingCodec codec : List.of(
                CompressingCodec.builder(TEXTS).threshold(500).build(),
                CompressingCodec.builder(BYTES).threshold(500).build())) {
            assertThat(codec.encode("a".repeat(499))).isEqualTo(codec.inner().encode("a".repeat(499)));
            assertThat(codec.encode("a".repeat(500)).size()).isLessThan(100);
        }
        assertThat(texts.encode("a".repeat(1023))).isEqualTo(EncodedValue.text("a".repeat(1023)));
        assertThat(texts.encode("a".repeat(1024)).size()).isLessThan(100);
    }

    @Test
    void theThresholdOfATextIsInBytesOfUtf8() {
        CompressingCodec codec = CompressingCodec.builder(TEXTS).threshold(900).build();

        assertThat(codec.encode("€".repeat(299))).isEqualTo(EncodedValue.text("€".repeat(299)));
        assertThat(codec.encode("€".repeat(300)).size()).isLessThan(100);
    }

    @Test
    void onlyWhereItSavesATenth() {
        byte[] random = new byte[10_000];
        new Random(1).nextBytes(random);
        assertThat(bytes.wrap(EncodedValue.binary(random))).isEqualTo(EncodedValue.binary(random));

        int compressed = 0;
        for (int zeros = 0; zeros < 4000; zeros += 10) {
            EncodedValue value = EncodedValue.binary(Arrays.copyOf(random, 10_000 + zeros));
            EncodedValue stored = bytes.wrap(value);
            if (stored.equals(value)) {
                assertThat(compressed).as("the more zeros, the more is saved").isZero();
            } else {
                compressed++;
                assertThat(stored.size()).isLessThanOrEqualTo(value.size() * 9 / 10);
            }
            assertThat(bytes.unwrap(stored)).isEqualTo(value);
        }
        assertThat(compressed).isBetween(200, 390);
    }

    @Test
    void aThresholdOfZeroIsHarmless() {
        CompressingCodec codec = CompressingCodec.builder(BYTES).threshold(0).build();

        for (int size = 0; size < 300; size++) {
            EncodedValue value = EncodedValue.binary(new byte[size]);
            EncodedValue stored = codec.wrap(value);
            assertThat(stored.size()).isLessThanOrEqualTo(value.size());
            assertThat(codec.unwrap(stored)).isEqualTo(value);
        }
    }

    /** UTF-8 has no form for it. */
    @Test
    void aTextWithHalfASurrogatePairIsStoredAsItIs() {
        String text = "a".repeat(5000) + '\ud83d';

        assertThat(texts.encode(text)).isEqualTo(EncodedValue.text(text));
    }

    // ---- switching it on and off ----

    @Test
    void whatWasStoredBeforeIsReadAsItIs() {
        CompressingCodec java = CompressingCodec.around(JAVA);
        String text = "{\"a\":1}".repeat(1000);

        assertThat(texts.decode(EncodedValue.text(text))).isEqualTo(text);
        assertThat(bytes.decode(BYTES.encode(text))).isEqualTo(text);
        assertThat(java.decode(JAVA.encode(text))).isEqualTo(text);
    }

    @Test
    void switchedOffItReadsWhatWasCompressedAndWritesAsBefore() {
        CompressingCodec off = CompressingCodec.builder(TEXTS).compress(false).build();
        String text = "text ".repeat(1000);

        assertThat(off.encode(text)).isEqualTo(EncodedValue.text(text));
        assertThat(off.decode(texts.encode(text))).isEqualTo(text);
    }

    // ---- what looks compressed ----

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bytesThatBeginLikeACompressedValueAreReadAsTheyWere(boolean compress) {
        CompressingCodec codec = CompressingCodec.builder(BYTES)
                .compress(compress)
                .threshold(100)
                .build();
        byte[] mark = Arrays.copyOf(compressed("a".repeat(2000)), 7);
        for (int length : List.of(0, 1, 5, 50, 1000)) {
            for (byte next : new byte[] {0, 'T', 'B', 'P'}) {
                byte[] content = Arrays.copyOf(mark, mark.length + length);
                Arrays.fill(content, mark.length, content.length, next);
                EncodedValue value = EncodedValue.binary(content);

                EncodedValue stored = codec.wrap(value);

                assertThat(stored).isNotEqualTo(value);
                assertThat(codec.unwrap(stored)).isEqualTo(value);
                assertThat(codec.unwrap(codec.unwrap(codec.wrap(stored)))).isEqualTo(value);
            }
        }
        assertThat(codec.wrap(EncodedValue.binary(Arrays.copyOf(mark, 6))))
                .isEqualTo(EncodedValue.binary(Arrays.copyOf(mark, 6)));
    }

    @Test
    void noTextAndNoSerializedObjectBeginsLikeACompressedValue() {
        byte first = compressed("a".repeat(2000))[0];

        assertThat(first & 0xC0).as("never the first byte of UTF-8").isEqualTo(0x80);
        assertThat(first).isNotEqualTo((byte) 0xAC);
    }

    // ---- damage and bombs ----

    @Test
    void whatIsTruncatedIsRefusedAtEveryLength() {
        byte[] stored = compressed("secret 1234 ".repeat(200));
        for (int length = 7; length < stored.length; length++) {
            assertRefused(Arrays.copyOf(stored, length));
        }
    }

    @Test
    void whatHasMoreBytesIsRefused() {
        byte[] stored = compressed("secret 1234 ".repeat(200));

        assertRefused(Arrays.copyOf(stored, stored.length + 1));
        ByteBuffer twice =
                ByteBuffer.allocate(2 * stored.length - HEADER).put(stored).put(stored, HEADER, stored.length - HEADER);
        assertRefused(twice.array());
    }

    /** A few bits mean nothing, such as those that fill up the last byte before the checksum. */
    @Test
    void noBitThatIsFlippedAltersAValue() {
        String text = "secret 1234 ".repeat(200);
        byte[] stored = compressed(text);
        int refused = 0;
        for (int i = 0; i < stored.length * 8; i++) {
            byte[] damaged = stored.clone();
            damaged[i / 8] ^= (byte) (1 << i % 8);
            if (i / 8 < 7) { // no longer marked: left to the inner codec
                assertThat(texts.unwrap(EncodedValue.binary(damaged))).isEqualTo(EncodedValue.binary(damaged));
            } else if (!isOtherKind(damaged) && !isReadAs(text, damaged)) {
                assertRefused(damaged);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan((stored.length - HEADER) * 7);
    }

    private boolean isReadAs(String text, byte[] stored) {
        try {
            return texts.decode(EncodedValue.binary(stored)).equals(text);
        } catch (SessionCodecException e) {
            return false;
        }
    }

    /** Text taken for bytes is left to the inner codec. */
    private static boolean isOtherKind(byte[] marked) {
        return marked[7] == 'B' || marked[7] == 'P';
    }

    @Test
    void whatIsNotUtf8IsRefusedAsAText() {
        byte[] stored = ((EncodedValue.Binary) bytes.wrap(EncodedValue.binary(filled((byte) 0xFF)))).toByteArray();
        stored[7] = 'T';

        assertRefused(stored);
    }

    private static byte[] filled(byte value) {
        byte[] content = new byte[5000];
        Arrays.fill(content, value);
        return content;
    }

    @Test
    void aWrongLengthIsRefused() {
        byte[] stored = compressed("secret 1234 ".repeat(200)); // 2,400 bytes
        for (int length : new int[] {0, 1, 2399, 2401, 1_000_000, -1, Integer.MIN_VALUE}) {
            assertRefused(ByteBuffer.wrap(stored.clone()).putInt(8, length).array());
        }
    }

    @Test
    void aValueLargerThanAllowedIsRefusedWithTheLimit() {
        CompressingCodec large =
                CompressingCodec.builder(TEXTS).maxSize(10_000_000).build();
        EncodedValue stored = large.encode("a".repeat(5_000_000));

        assertThat(stored.size()).isLessThan(10_000);
        assertThatThrownBy(() -> texts.decode(stored))
                .isInstanceOf(SessionCodecException.class)
                .hasMessage("is compressed, and would have 5000000 bytes, which is more than the maxSize of"
                        + " CompressingCodec, 4194304.");
    }

    @Test
    void aLargerValueIsStoredAsItIsSoThatItCanBeRead() {
        CompressingCodec codec = CompressingCodec.builder(TEXTS).maxSize(2000).build();

        assertThat(codec.encode("a".repeat(2000)).size()).isLessThan(100);
        assertThat(codec.encode("a".repeat(2001))).isEqualTo(EncodedValue.text("a".repeat(2001)));
        assertThat(codec.decode(codec.encode("a".repeat(2001)))).isEqualTo("a".repeat(2001));
    }

    /** Its length is a lie: 100 MB of zeros in 100 KB. */
    @Test
    void aBombCostsNoMoreMemoryThanItSaysItNeeds() throws IOException {
        byte[] bomb = bomb(100_000_000, 64_000);
        assertRefused(bomb); // classes are loaded
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        EncodedValue stored = EncodedValue.binary(bomb);

        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> texts.unwrap(stored)).isInstanceOf(SessionCodecException.class);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(300_000);
    }

    /** What says that it needs much gets it only as it proves to be so large. */
    @Test
    void fewBytesThatAnnounceManyCostLittle() {
        byte[] stored = compressed("a".repeat(2000));
        EncodedValue announcing =
                EncodedValue.binary(ByteBuffer.wrap(stored).putInt(8, 4_000_000).array());
        assertRefused(((EncodedValue.Binary) announcing).toByteArray());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> texts.unwrap(announcing)).isInstanceOf(SessionCodecException.class);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
    }

    private static byte[] bomb(int size, int announced) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(compressed("a".repeat(2000)), 0, 8);
        out.write(ByteBuffer.allocate(4).putInt(announced).array());
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(out)) {
            byte[] zeros = new byte[100_000];
            for (int written = 0; written < size; written += zeros.length) {
                deflated.write(zeros);
            }
        }
        return out.toByteArray();
    }

    private void assertRefused(byte[] stored) {
        assertThatThrownBy(() -> texts.unwrap(EncodedValue.binary(stored)))
                .isInstanceOf(SessionCodecException.class)
                .hasNoCause()
                .hasMessageNotContaining("1234")
                .hasMessageStartingWith("is compressed");
    }

    private static byte[] compressed(String text) {
        EncodedValue stored = CompressingCodec.around(TEXTS).encode(text);
        return ((EncodedValue.Binary) stored).toByteArray();
    }

    // ---- sharing ----

    @Test
    void manyThreadsShareOneCodec() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Boolean>> tasks = IntStream.range(0, 200)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        String text = ("value " + i + ",").repeat(500 + i);
                        return texts.decode(texts.encode(text)).equals(text) && isRefusedWhenDamaged(text);
                    })
                    .toList();
            for (Future<Boolean> result : threads.invokeAll(tasks)) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    private boolean isRefusedWhenDamaged(String text) {
        byte[] stored = compressed(text);
        stored[stored.length - 5]++;
        try {
            texts.decode(EncodedValue.binary(stored));
            return false;
        } catch (SessionCodecException e) {
            return true;
        }
    }

    // ---- options ----

    @Test
    void optionsOutOfTheirRangesAreNamed() {
        assertOption(builder -> builder.threshold(-1), "threshold must be zero or more bytes, not -1");
        assertOption(
                builder -> builder.threshold(2001).maxSize(2000),
                "threshold must be at most maxSize, which is 2000 bytes, not 2001: nothing would be compressed");
        assertOption(builder -> builder.maxSize(0), "maxSize must be 1 to 1073741824 bytes, not 0");
        assertOption(
                builder -> builder.maxSize(Integer.MAX_VALUE), "maxSize must be 1 to 1073741824 bytes, not 2147483647");
        assertOption(builder -> builder.level(0), "level must be 1 to 9, not 0");
        assertOption(builder -> builder.level(10), "level must be 1 to 9, not 10");
    }

    private static void assertOption(
            java.util.function.UnaryOperator<CompressingCodec.Builder> options, String message) {
        CompressingCodec.Builder builder = options.apply(CompressingCodec.builder(TEXTS));
        assertThatThrownBy(builder::build)
                .isInstanceOf(SessionConfigurationException.class)
                .hasMessage(message);
    }

    @Test
    void everyLevelIsReadByEveryOther() {
        String text = "name=value&".repeat(1000);
        for (int level = 1; level <= 9; level++) {
            CompressingCodec codec =
                    CompressingCodec.builder(TEXTS).level(level).build();
            assertThat(texts.decode(codec.encode(text))).isEqualTo(text);
        }
    }

    @Test
    void compressingTwiceIsRefused() {
        assertThatThrownBy(() -> CompressingCodec.around(texts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("inner: values are compressed already");
    }

    @Test
    void itSaysWhatItDoes() {
        assertThat(texts.layer()).isEqualTo("compressed from 1024 bytes on at level 6");
        assertThat(CompressingCodec.builder(JAVA).compress(false).build().layer())
                .isEmpty();
        assertThat(CompressingCodec.builder(JAVA)
                        .threshold(2048)
                        .level(1)
                        .build()
                        .layer())
                .isEqualTo("compressed from 2048 bytes on at level 1");
    }

    /** Texts, as text or as bytes. */
    private record AsIs(boolean isText) implements AttributeCodec {

        @Override
        public EncodedValue encode(Object value) {
            return isText
                    ? EncodedValue.text((String) value)
                    : EncodedValue.binary(((String) value).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Object decode(EncodedValue encoded) {
            return encoded instanceof EncodedValue.Text text
                    ? text.content()
                    : new String(((EncodedValue.Binary) encoded).toByteArray(), StandardCharsets.UTF_8);
        }
    }
}
