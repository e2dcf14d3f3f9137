package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.CompressingCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JavaSerializationCodecContractTest extends AttributeCodecContract {

    @Override
    protected AttributeCodec codec() {
        return JavaSerializationCodec.create();
    }

    @Override
    protected Optional<EncodedValue> foreignEncoded() {
        return foreignValue().map(JavaSerializationCodecContractTest::serialized);
    }

    /** The same once more with classes of the user's, whose serial versions are small and whose names are long. */
    @Nested
    class OfClassesOfTheUsers extends AttributeCodecContract {

        @Override
        protected AttributeCodec codec() {
            return JavaSerializationCodec.builder()
                    .allowClass(Cart.class)
                    .allowClass(Item.class)
                    .build();
        }

        @Override
        protected Map<String, Object> samples() {
            return Map.of("a cart", toBeDamaged("text"));
        }

        @Override
        protected Object toBeDamaged(String text) {
            return new Cart(text, List.of(new Item(text, 2), new Item("other", 3)));
        }

        @Override
        protected Optional<EncodedValue> foreignEncoded() {
            return foreignValue().map(JavaSerializationCodecContractTest::serialized);
        }
    }

    /** Where a length that is too great makes a class's name of what is a value. */
    @Nested
    class OfATextThatFollowsItsClass extends AttributeCodecContract {

        @Override
        protected AttributeCodec codec() {
            return JavaSerializationCodec.builder().allowClass(Note.class).build();
        }

        @Override
        protected Map<String, Object> samples() {
            return Map.of("a note", new Note("text"));
        }

        @Override
        protected Object toBeDamaged(String text) {
            return new Note(text.repeat(25)); // a length whose bytes are characters too
        }
    }

    /** The same once more, with whatever compression makes smaller. */
    @Nested
    class Compressed extends AttributeCodecContract {

        @Override
        protected AttributeCodec codec() {
            return CompressingCodec.builder(JavaSerializationCodec.create())
                    .threshold(0)
                    .build();
        }

        @Override
        protected Optional<EncodedValue> foreignEncoded() {
            return foreignValue().map(JavaSerializationCodecContractTest::serialized);
        }

        @Test
        void whatIsDamagedIsCompressed() {
            Object value = toBeDamaged("text");

            assertThat(codec().encode(value))
                    .isNotEqualTo(
                            JavaSerializationCodecContractTest.this.codec().encode(value));
        }
    }

    record Note(String text) implements Serializable {}

    record Cart(String owner, List<Item> items) implements Serializable {}

    static final class Item implements Serializable {
        private static final long serialVersionUID = 1L;

        private final String name;
        private final int count;
        private final Map<String, Integer> more = new HashMap<>();

        Item(String name, int count) {
            this.name = name;
            this.count = count;
            this.more.put(name, count);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Item item
                    && item.name.equals(name)
                    && item.count == count
                    && item.more.equals(more);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    @Test
    void theDefaultSamplesAreMany() {
        assertThat(samples()).hasSizeGreaterThan(60);
    }

    private static EncodedValue serialized(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return EncodedValue.binary(bytes.toByteArray());
    }
}
