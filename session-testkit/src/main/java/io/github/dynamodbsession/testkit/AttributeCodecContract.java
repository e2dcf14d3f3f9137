package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.LayeredCodec;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every {@link AttributeCodec} promises, as tests. Extended by the tests of a codec, which override what it
 * encodes, and how a decoded value is compared with its original, if that differs from the defaults.
 */
@ExtendWith(FailureHints.class)
public abstract class AttributeCodecContract {

    /** Part of every value whose messages are checked. */
    private static final String SECRET = "s3cret-value";

    /** For subclasses. */
    protected AttributeCodecContract() {}

    /**
     * The codec to test.
     *
     * @return a codec
     */
    protected abstract AttributeCodec codec();

    /**
     * Values that this codec encodes, by a description: by default the JDK's value types and collections.
     *
     * @return values by their description
     */
    protected Map<String, Object> samples() {
        return CodecSamples.ofTheJdk();
    }

    /**
     * Compares a decoded value with its original; by default they must be equal and of the same class.
     *
     * @param original what was encoded
     * @param decoded what was decoded from it
     */
    protected void assertSame(Object original, Object decoded) {
        CodecSamples.assertSame(original, decoded);
    }

    /**
     * A value of a class that this codec must not encode; by default a {@link Serializable} class that is not allowed.
     *
     * @return the value; empty if the codec encodes everything
     */
    protected Optional<Object> foreignValue() {
        return Optional.of(new Foreign(SECRET));
    }

    /**
     * Such a value, as encoded by a codec that allows it; must be refused when it is read.
     *
     * @return the encoded value; by default none
     */
    protected Optional<EncodedValue> foreignEncoded() {
        return Optional.empty();
    }

    /**
     * A value that contains a text; its encoded form is corrupted byte by byte. By default a map with lists and a text.
     *
     * @param text the text, which no message may contain
     * @return the value
     */
    protected Object toBeDamaged(String text) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("list", new ArrayList<>(List.of(text, "other", 1, 2L, true)));
        value.put("text", text + text);
        return value;
    }

    @Test
    @LookAt("A value did not come back as it was: is its class written, and every part of it read? Where a "
            + "codec gives an equal value of another class, say so by assertSame.")
    void whatIsEncodedIsDecodedAsItWas() {
        samples().forEach((what, sample) -> {
            Object decoded = codec().decode(codec().encode(sample));
            try {
                assertSame(sample, decoded);
            } catch (AssertionError e) {
                throw new AssertionError(what + " did not come back as it was: " + e.getMessage(), e);
            }
        });
    }

    @Test
    @LookAt("A value that did not change was encoded another way, so that each request would write it: is a "
            + "random number, a time, or the order of a set in the output?")
    void aValueThatDidNotChangeIsEncodedTheSameAgain() {
        samples().forEach((what, sample) -> assertThat(
                        LayeredCodec.innermost(codec()).encode(sample))
                .as(what)
                .isEqualTo(LayeredCodec.innermost(codec()).encode(sample)));
    }

    @Test
    @LookAt("Another codec of the same kind cannot read what this one wrote: does it keep a dictionary, a "
            + "key or a list of classes in the object?")
    void anotherCodecOfTheSameKindReadsWhatThisOneWrote() {
        samples().forEach((what, sample) -> assertThat(
                        catchThrowable(() -> assertSame(sample, codec().decode(codec().encode(sample)))))
                .as(what)
                .isNull());
    }

    @Test
    @LookAt("Two decoded values are one object, or one that was altered since: does the codec keep values, "
            + "or refer to the original?")
    void everyDecodedValueIsFresh() {
        List<Object> original = new ArrayList<>(List.of("one"));
        EncodedValue encoded = codec().encode(original);
        original.add("after it was encoded");

        Object first = codec().decode(encoded);
        Object second = codec().decode(encoded);

        assertThat(first).isNotSameAs(second).isEqualTo(List.of("one"));
        alter(first);
        assertThat(second).isEqualTo(List.of("one"));
        assertThat(codec().decode(encoded)).isEqualTo(List.of("one"));
    }

    @Test
    @LookAt("A value that was altered was encoded as before, so that its change would be lost: does the "
            + "codec keep encodings by object?")
    void aValueThatWasAlteredIsEncodedAnotherWay() {
        List<Object> list = new ArrayList<>(List.of("one"));
        EncodedValue before = codec().encode(list);

        list.add("two");

        assertThat(codec().encode(list)).isNotEqualTo(before);
    }

    @Test
    @LookAt("A class that is not allowed was encoded, or not refused by its name in a SessionCodecException: "
            + "is the allow-list checked for nested values, too?")
    void aForeignClassIsRefusedByNameWhenItIsWritten() {
        Optional<Object> foreign = foreignValue();
        assumeTrue(foreign.isPresent(), "this codec encodes everything");
        Object value = foreign.orElseThrow();
        Map<String, Object> within = new HashMap<>();
        within.put("nested", new ArrayList<>(List.of(value)));

        for (Object refused : List.of(value, within)) {
            assertThatThrownBy(() -> codec().encode(refused))
                    .isInstanceOf(SessionCodecException.class)
                    .hasMessageContaining(value.getClass().getName())
                    .satisfies(AttributeCodecContract::assertShowsNoValue);
        }
    }

    @Test
    @LookAt("A class that is not allowed was decoded: is the allow-list checked before an object of the class "
            + "is made?")
    void aForeignClassIsRefusedWhenItIsRead() {
        Optional<EncodedValue> foreign = foreignEncoded();
        assumeTrue(foreign.isPresent(), "nothing of a foreign class is given");

        assertThatThrownBy(() -> codec().decode(foreign.orElseThrow()))
                .isInstanceOf(SessionCodecException.class)
                .satisfies(AttributeCodecContract::assertShowsNoValue);
    }

    @Test
    @LookAt("Input that ends too early made another failure than a SessionCodecException, or one that shows "
            + "the value: which exceptions of the library are not caught, or kept as cause?")
    void whatEndsTooEarlyIsNotReadOrReadAsSomethingElse() {
        EncodedValue encoded = codec().encode(toBeDamaged(SECRET));
        EncodedDamage.truncations(encoded).forEach(this::assertHarmless);
    }

    @Test
    @LookAt("Damaged input made another failure than a SessionCodecException, or one that shows the value: "
            + "which exceptions or errors of the library are not caught, or kept as cause?")
    void whatIsDamagedIsNotReadOrReadAsSomethingElse() {
        EncodedValue encoded = codec().encode(toBeDamaged(SECRET));
        EncodedDamage.alterations(encoded).forEach(this::assertHarmless);
    }

    @Test
    @LookAt("Input of another codec made another failure than a SessionCodecException, or one that shows the "
            + "value: is a text taken for bytes, or deep nesting followed to the end of the stack?")
    void whatAnotherCodecWroteIsNotReadOrReadAsSomethingElse() {
        for (String text :
                List.of("", " ", "null", "{", "{}", "[]", "\"", SECRET, "\u0000", "{\"a\":" + "[".repeat(5000))) {
            assertHarmless(EncodedValue.text(text));
            assertHarmless(EncodedValue.binary(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
    }

    @Test
    @LookAt("Threads that share one codec disturb each other: does it keep a buffer or a stream in a field?")
    void anyNumberOfThreadsShareOneCodec() {
        AttributeCodec codec = codec();
        Overlap.of(Overlap.THREADS, (i, others) -> {
            Map<String, Object> samples = samples(); // own samples: some values change when they are read
            for (int round = 0; round < Overlap.ROUNDS; round++) {
                samples.forEach((what, sample) -> assertSame(sample, codec.decode(codec.encode(sample))));
            }
            return true;
        });
    }

    /** No exception other than those of the library, and none that shows a value. */
    private void assertHarmless(EncodedValue damaged) {
        Throwable failure = catchThrowable(() -> codec().decode(damaged));
        if (failure != null) {
            assertThat(failure).isInstanceOf(SessionCodecException.class);
            assertShowsNoValue(failure);
        }
    }

    private static void assertShowsNoValue(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            assertThat(e.toString()).doesNotContain(SECRET);
        }
    }

    /** An unmodifiable list cannot affect another one. */
    private static void alter(Object list) {
        try {
            @SuppressWarnings("unchecked")
            List<Object> alterable = (List<Object>) list;
            alterable.add("altered");
        } catch (UnsupportedOperationException e) {
            assertThat(list).isInstanceOf(List.class);
        }
    }

    /** A class that is not allowed. */
    private static final class Foreign implements Serializable {
        private static final long serialVersionUID = 1L;

        private final String value;

        Foreign(String value) {
            this.value = value;
        }

        @Override
        public String toString() {
            return value;
        }
    }
}
