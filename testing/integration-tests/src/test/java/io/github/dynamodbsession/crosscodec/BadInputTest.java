package io.github.dynamodbsession.crosscodec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynamodbsession.codec.contract.foreign.Gadget;
import io.github.dynamodbsession.codec.gson.GsonCodec;
import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.codec.json.JsonCodecBuilder;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.crosscodec.Library.BoxThen;
import io.github.dynamodbsession.crosscodec.Library.ColorThen;
import io.github.dynamodbsession.crosscodec.Library.ShelfThen;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad input to each codec, through a session: what cannot be read is an undecodable attribute, and what cannot be
 * written is a clear error; all other attributes are unaffected, and nothing is stored in part.
 */
class BadInputTest {

    private static final String SECRET = "s3cret-value";
    private static final int DEPTH = 20;
    private static final int LENGTH = 10_000;

    /**
     * The codecs, with low limits, and one of the same kind without limits, to write what must be rejected on reading.
     */
    enum Codec {
        JDK,
        JACKSON,
        GSON;

        AttributeCodec make(boolean limited) {
            String own = Library.class.getPackageName();
            return switch (this) {
                case JDK -> {
                    JavaSerializationCodec.Builder jdk =
                            JavaSerializationCodec.builder().allowPackage(own);
                    yield limited ? jdk.maxDepth(DEPTH).maxReferences(LENGTH).build() : jdk.build();
                }
                case JACKSON ->
                    limit(JacksonCodec.builder().allowPackage(own), limited).build();
                case GSON ->
                    limit(GsonCodec.builder().allowPackage(own), limited).build();
            };
        }

        private static <B extends JsonCodecBuilder<B>> B limit(B builder, boolean limited) {
            return limited ? builder.maxDepth(DEPTH).maxCharacters(LENGTH) : builder;
        }

        boolean isJson() {
            return this != JDK;
        }
    }

    private final StorageClient storage = InMemoryStorageClient.create();
    private final List<SessionCodecException> reported = new ArrayList<>();

    private SessionStore storeWith(AttributeCodec codec) {
        return SessionStore.builder(storage)
                .codec(codec)
                .listener(new SessionListener() {
                    @Override
                    public void onAttributeUndecodable(SessionCodecException failure) {
                        reported.add(failure);
                    }
                })
                .build();
    }

    static Stream<Arguments> unreadable() {
        return Arrays.stream(Codec.values()).flatMap(codec -> {
            Map<String, EncodedValue> values = new LinkedHashMap<>();
            damaged(codec.make(false), values);
            if (codec.isJson()) {
                badJson(values);
            }
            return values.entrySet().stream().map(value -> Arguments.of(codec, value.getKey(), value.getValue()));
        });
    }

    private static void damaged(AttributeCodec codec, Map<String, EncodedValue> values) {
        EncodedValue shelf = codec.encode(new ShelfThen(SECRET, 5));
        values.put("a record that changed shape", replaced(shelf, "ShelfThen", "ShelfNow_"));
        values.put("a record that left", replaced(shelf, "ShelfThen", "ShelfGone"));
        EncodedValue box = codec.encode(new BoxThen(SECRET, 5));
        values.put("a class that changed shape", replaced(box, "BoxThen", "BoxNow_"));
        values.put("a class that left", replaced(box, "BoxThen", "BoxGone"));
        values.put("a constant that left", replaced(codec.encode(ColorThen.GREEN), "ColorThen", "ColorNow_"));
        values.put("an end too early", truncated(shelf));
        values.put("a bit that turned", flipped(shelf));
        values.put("nothing at all", empty(shelf));
        values.put("more than the depth", codec.encode(nested(DEPTH + 5)));
        values.put("more than the length", codec.encode(new String[LENGTH + 1]));
    }

    private static void badJson(Map<String, EncodedValue> values) {
        values.put("a number beyond int", EncodedValue.text("99999999999"));
        values.put("a number beyond long", tagged("long", "9223372036854775808"));
        values.put("a number beyond double", tagged("double", "1e999"));
        values.put("a number without end", tagged("BigDecimal", "\"1e2147483647\""));
        values.put("NaN", EncodedValue.text("NaN"));
        values.put("half a surrogate pair", EncodedValue.text("\"" + SECRET + "\\ud83d\""));
        values.put("a key twice", EncodedValue.text("{\"a\":\"" + SECRET + "\",\"a\":2}"));
        values.put("a key twice, deep within", EncodedValue.text("[{\"b\":{\"a\":1,\"\\u0061\":2}}]"));
    }

    private static EncodedValue tagged(String type, String value) {
        return EncodedValue.text("{\"@type\":\"" + type + "\",\"@value\":" + value + "}");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("unreadable")
    void whatCannotBeReadSpoilsItselfAlone(Codec codec, String what, EncodedValue bad) {
        SessionStore store = storeWith(codec.make(true));
        Session session = store.create();
        session.setAttribute("good", "good");
        session.setAttribute("list", new ArrayList<>(List.of(1, "two")));
        store.save(session);
        storage.put(
                new Change.Update(session.id(), new AttributeChanges(Map.of("bad", bad), Set.of()), null, "token"),
                Instant.now());

        Session found = store.find(session.id()).orElseThrow();
        assertThat(found.attribute("bad")).isEmpty();
        assertThat(found.attribute("good")).hasValue("good");
        assertThat(found.attribute("list")).hasValue(List.of(1, "two"));
        found.setAttribute("good", "better");
        store.save(found);

        assertThat(reported)
                .singleElement()
                .satisfies(failure -> assertThat(failure.attributeName()).hasValue("bad"))
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain(SECRET));
        assertThat(stored(session).attributes()).containsEntry("bad", bad).hasSize(3);
        assertThat(store.find(session.id()).orElseThrow().attribute("good")).hasValue("better");
    }

    static Stream<Arguments> unwritable() {
        return Arrays.stream(Codec.values()).flatMap(codec -> {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("a class that nobody allowed", new Gadget(SECRET));
            values.put("one deep within", List.of(Map.of("a", new Gadget(SECRET))));
            values.put("more than any depth", nested(200_000));
            if (codec.isJson()) {
                values.put("what holds itself", cycle());
                values.put("more than the depth", nested(DEPTH + 5));
                values.put("more than the length", "x".repeat(LENGTH + 1));
                values.put("half a surrogate pair", SECRET + "\uD83D");
                values.put("half a surrogate pair as a key", Map.of("\uDE00", SECRET));
                values.put("a number beyond any use", new BigDecimal("1e20000"));
            }
            return values.entrySet().stream().map(value -> Arguments.of(codec, value.getKey(), value.getValue()));
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("unwritable")
    void whatCannotBeWrittenIsAClearErrorAndNothingIsStoredHalf(Codec codec, String what, Object bad) {
        SessionStore store = storeWith(codec.make(true));
        Session session = store.create();
        session.setAttribute("good", "good");
        session.setAttribute("gone", "gone");
        store.save(session);
        SessionRecord before = stored(session);

        Session found = store.find(session.id()).orElseThrow();
        found.setAttribute("good", "better");
        found.setAttribute("bad", bad);
        found.removeAttribute("gone");
        assertRefused(store, found);
        assertThat(stored(session)).isEqualTo(before);

        store.changeId(found);
        assertRefused(store, found);
        assertThat(stored(session)).isEqualTo(before);
        assertThat(storage.get(found.id(), Instant.now())).isEmpty();

        found.removeAttribute("bad");
        store.save(found);
        assertThat(stored(found).attributes()).containsOnlyKeys("good");
        assertThat(store.find(found.id()).orElseThrow().attribute("good")).hasValue("better");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("unwritable")
    void norIsANewSession(Codec codec, String what, Object bad) {
        SessionStore store = storeWith(codec.make(true));
        Session session = store.create();
        session.setAttribute("good", "good");
        session.setAttribute("bad", bad);

        assertRefused(store, session);

        assertThat(storage.get(session.id(), Instant.now())).isEmpty();
    }

    /** If a codec supports it, it is not bad input. */
    @ParameterizedTest
    @EnumSource
    void whatIsOddAndNotBadComesBackAsItWas(Codec codec) {
        AttributeCodec both = codec.make(true);
        for (Object odd : List.of(
                Double.NaN, Float.NEGATIVE_INFINITY, -0.0d, Long.MIN_VALUE, new BigDecimal("1e-9999"), "", "\u0000")) {
            assertThat(both.decode(both.encode(odd))).isEqualTo(odd);
        }
    }

    @Test
    void javaSerializationKeepsCyclesAndHalfPairsAndAllNumbers() {
        AttributeCodec jdk = Codec.JDK.make(true);

        assertThat(jdk.decode(jdk.encode("half \uD83D"))).isEqualTo("half \uD83D");
        assertThat(jdk.decode(jdk.encode(new BigDecimal("1e20000")))).isEqualTo(new BigDecimal("1e20000"));
        List<?> cycle = (List<?>) jdk.decode(jdk.encode(cycle()));
        assertThat(cycle.get(0)).isSameAs(cycle);
    }

    private static void assertRefused(SessionStore store, Session session) {
        SessionCodecException failure = catchThrowableOfType(SessionCodecException.class, () -> store.save(session));
        assertThat(failure).isNotNull().hasMessageContaining("'bad'").hasMessageNotContaining(SECRET);
    }

    private SessionRecord stored(Session session) {
        return storage.get(session.id(), Instant.now()).orElseThrow();
    }

    private static List<Object> cycle() {
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);
        return cycle;
    }

    private static Object nested(int levels) {
        Object nested = SECRET;
        for (int i = 0; i < levels; i++) {
            nested = Collections.singletonList(nested);
        }
        return nested;
    }

    /** Both names have the same length, so that the lengths in the bytes stay valid. */
    private static EncodedValue replaced(EncodedValue encoded, String name, String by) {
        return of(
                encoded,
                new String(bytes(encoded), ISO_8859_1).replace(name, by).getBytes(ISO_8859_1));
    }

    private static EncodedValue truncated(EncodedValue encoded) {
        return of(encoded, Arrays.copyOf(bytes(encoded), bytes(encoded).length / 2));
    }

    private static EncodedValue empty(EncodedValue encoded) {
        return of(encoded, new byte[0]);
    }

    /** At the very beginning, where no character changes into another. */
    private static EncodedValue flipped(EncodedValue encoded) {
        byte[] bytes = bytes(encoded);
        bytes[0] ^= 1;
        return of(encoded, bytes);
    }

    /** Each character of these texts is one byte. */
    private static byte[] bytes(EncodedValue encoded) {
        return encoded instanceof EncodedValue.Text text
                ? text.content().getBytes(ISO_8859_1)
                : ((EncodedValue.Binary) encoded).toByteArray();
    }

    private static EncodedValue of(EncodedValue like, byte[] bytes) {
        return like instanceof EncodedValue.Text
                ? EncodedValue.text(new String(bytes, ISO_8859_1))
                : EncodedValue.binary(bytes);
    }
}
