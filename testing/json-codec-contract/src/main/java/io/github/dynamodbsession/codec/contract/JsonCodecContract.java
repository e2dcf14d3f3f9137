package io.github.dynamodbsession.codec.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.codec.contract.foreign.Gadget;
import io.github.dynamodbsession.codec.json.JsonCodecBuilder;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.CompressingCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.testkit.AttributeCodecContract;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract of all JSON codecs, to be extended by the tests of each. */
public abstract class JsonCodecContract extends AttributeCodecContract {

    /** For subclasses. */
    protected JsonCodecContract() {}

    /**
     * Creates a codec.
     *
     * @param options configures its builder
     * @return a new codec
     */
    protected abstract AttributeCodec codec(Consumer<JsonCodecBuilder<?>> options);

    @Override
    protected final AttributeCodec codec() {
        return codecs().plain();
    }

    private Codecs codecs() {
        return this::codec;
    }

    @Override
    protected void assertSame(Object original, Object decoded) {
        super.assertSame(plain(original), decoded);
    }

    /** The expected result for a collection whose class is not preserved. */
    private static Object plain(Object value) {
        boolean hidden = !Modifier.isPublic(value.getClass().getModifiers());
        if (value instanceof List<?> list && hidden) {
            return new ArrayList<>(list);
        }
        if (value instanceof Set<?> set && (hidden || value.getClass() == HashSet.class)) {
            return value instanceof EnumSet<?> ? value : new LinkedHashSet<>(set);
        }
        if (value instanceof Map<?, ?> map && (hidden || value.getClass() == HashMap.class)) {
            return new LinkedHashMap<>(map);
        }
        return value;
    }

    @Override
    protected Optional<EncodedValue> foreignEncoded() {
        return Optional.of(Json.tagged(Gadget.class, "{\"command\":\"s3cret-value\"}"));
    }

    /** The same with the user's own classes. */
    @Nested
    @DisplayName("Classes of the user's")
    class OfClassesOfTheUsers extends AttributeCodecContract {

        @Override
        protected AttributeCodec codec() {
            return codecs().ofTheShop();
        }

        @Override
        protected Map<String, Object> samples() {
            return Shop.samples();
        }

        @Override
        protected void assertSame(Object original, Object decoded) {
            JsonCodecContract.this.assertSame(original, decoded);
        }

        @Override
        protected Object toBeDamaged(String text) {
            return Shop.cart(text);
        }

        @Override
        protected Optional<EncodedValue> foreignEncoded() {
            return JsonCodecContract.this.foreignEncoded();
        }
    }

    /** The same with whatever compression makes smaller. */
    @Nested
    @DisplayName("Compressed values")
    class OfCompressedValues extends AttributeCodecContract {

        @Override
        protected AttributeCodec codec() {
            return CompressingCodec.builder(codecs().plain()).threshold(0).build();
        }

        @Override
        protected void assertSame(Object original, Object decoded) {
            JsonCodecContract.this.assertSame(original, decoded);
        }

        @Override
        protected Object toBeDamaged(String text) {
            return new ArrayList<>(List.of(super.toBeDamaged(text), " ".repeat(100)));
        }

        @Override
        protected Optional<EncodedValue> foreignEncoded() {
            return JsonCodecContract.this.foreignEncoded();
        }

        @Test
        void whatIsDamagedIsCompressed() {
            assertThat(codec().encode(toBeDamaged("text"))).isInstanceOf(EncodedValue.Binary.class);
        }
    }

    @Nested
    @DisplayName("Classes of the user's, in detail")
    class OwnClasses extends OwnClassTests {
        OwnClasses() {
            super(JsonCodecContract.this.codecs());
        }
    }

    @Nested
    @DisplayName("Classes that changed")
    class ChangedClasses extends ChangedClassTests {
        ChangedClasses() {
            super(JsonCodecContract.this.codecs());
        }
    }

    @Nested
    @DisplayName("Damaged values")
    class DamagedValues extends DamageTests {
        DamagedValues() {
            super(JsonCodecContract.this.codecs());
        }
    }

    @Nested
    @DisplayName("Hostile JSON")
    class HostileJson extends HostileJsonTests {
        HostileJson() {
            super(JsonCodecContract.this.codecs());
        }
    }

    @Nested
    @DisplayName("Limits")
    class Limits extends LimitTests {
        Limits() {
            super(JsonCodecContract.this.codecs());
        }
    }

    @Nested
    @DisplayName("The plain form, without the names of types")
    class PlainForm extends PlainFormTests {
        PlainForm() {
            super(JsonCodecContract.this.codecs());
        }
    }
}
