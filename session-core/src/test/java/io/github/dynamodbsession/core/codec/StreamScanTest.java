package io.github.dynamodbsession.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values whose reading would take more memory or time than their bytes let expect, and values that look like them and
 * are ordinary. The bounds are lowered here, so that nothing is dear even where one does not hold.
 */
@Timeout(60)
@SuppressWarnings("JdkObsolete") // applications still keep such collections
class StreamScanTest {

    private static final int LEVELS = 12;

    private final JavaSerializationCodec bounded = codec(1_000);
    private final JavaSerializationCodec usual = codec(ReadLimits.DEFAULT_HASH_STEPS);

    private static JavaSerializationCodec codec(long hashSteps) {
        return JavaSerializationCodec.builder()
                .hashSteps(hashSteps)
                .maxDepth(100)
                .allowPackage(StreamScanTest.class.getPackageName())
                .build();
    }

    /** Hashes what is in it. */
    record Pair(Object left, Object right) implements Serializable {}

    /** Makes a set of what it is given, for a moment. */
    record Uniting(List<Object> list) implements Serializable {
        Uniting {
            if (new LinkedHashSet<>(list).isEmpty()) {
                throw new IllegalArgumentException("empty");
            }
        }
    }

    /** An object that is itself, whatever is in it. */
    static final class Entity implements Serializable {
        private static final long serialVersionUID = 1L;

        final Set<Object> others = new HashSet<>();
    }

    /** Hashes what is in it, and has fields only. */
    static final class Twice implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Object left;
        private final Object right;

        Twice(Object left, Object right) {
            this.left = left;
            this.right = right;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Twice twice && twice.left.equals(left) && twice.right.equals(right);
        }

        @Override
        public int hashCode() {
            return Objects.hash(left, right);
        }
    }

    /** Does not write the fields that its description lists, though it ought to. */
    static final class Irregular implements Serializable {
        private static final long serialVersionUID = 1L;

        private int number;
        private Object first;
        private Object second;

        Irregular(int number, Object first) {
            this.number = number;
            this.first = first;
            this.second = first;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeObject(first);
            out.writeShort(number);
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            first = in.readObject();
            second = first;
            number = in.readShort();
        }
    }

    /** Each level holds the one below twice. */
    private static Object doubled(UnaryOperator<Object> twice) {
        Object value = "end";
        for (int i = 0; i < LEVELS; i++) {
            value = twice.apply(value);
        }
        return value;
    }

    private static Object list(Object value) {
        return new ArrayList<>(List.of(value, value));
    }

    private static Object set(Object value) {
        return new HashSet<>(Arrays.asList(value, new ArrayList<>(List.of(value))));
    }

    static Stream<Object> hashedOverAndOver() {
        Object lists = doubled(StreamScanTest::list);
        Map<Object, Object> table = new Hashtable<>(Map.of(lists, 1));
        return Stream.of(
                doubled(StreamScanTest::set),
                doubled(value -> Set.of(value, List.of(value))),
                doubled(value -> new LinkedHashMap<>(Map.of(List.of(value, value), 1))),
                Map.of(lists, 1),
                Map.of(lists, 1, "more", 2),
                Set.of(lists),
                table,
                new ConcurrentHashMap<>(table),
                new HashSet<>(List.of(doubled(value -> new Pair(value, value)))),
                new HashSet<>(List.of(doubled(value -> new Object[] {value, value}))),
                new HashSet<>(List.of(doubled(value -> new Twice(value, value)))),
                doubled(value -> new Uniting(new ArrayList<>(List.of(value, value)))),
                new HashSet<>(List.of(Collections.nCopies(2_000, "a"))),
                new ArrayList<>(List.of("first", new HashSet<>(List.of(lists)), "last")));
    }

    @ParameterizedTest
    @MethodSource("hashedOverAndOver")
    void whatIsHashedOverAndOverIsNeitherWrittenNorRead(Object value) {
        EncodedValue stored = Serialized.of(value);

        assertThatThrownBy(() -> bounded.decode(stored))
                .isInstanceOf(SessionCodecException.class)
                .hasNoCause()
                .hasMessageContaining("takes too long to hash");
        assertThatThrownBy(() -> bounded.encode(value)).hasMessageContaining("takes too long to hash");
        assertThat(usual.decode(usual.encode(value))).isNotNull();
    }

    static Stream<Object> sharedOrDeep() {
        Object lists = doubled(StreamScanTest::list);
        Entity first = new Entity();
        List<Entity> entities = new ArrayList<>(List.of(first));
        for (int i = 0; i < LEVELS; i++) {
            Entity next = new Entity();
            entities.forEach(entity -> entity.others.add(next));
            next.others.addAll(entities);
            entities.add(next);
        }
        Object deep = "end";
        for (int i = 0; i < 50; i++) {
            deep = new HashSet<>(List.of(deep));
        }
        IdentityHashMap<Object, Object> identity = new IdentityHashMap<>();
        identity.put(lists, 1);
        return Stream.of(
                lists,
                new HashMap<>(Map.of("key", lists)),
                Map.of("key", lists, "more", lists),
                new Hashtable<>(Map.of("key", lists)),
                identity,
                doubled(value -> new Object[] {value, value}),
                doubled(value -> new Twice(value, value)),
                doubled(value -> new HashMap<>(Map.of("a", value, "b", value))),
                first,
                entities,
                new HashSet<>(entities),
                deep);
    }

    @ParameterizedTest
    @MethodSource("sharedOrDeep")
    void whatIsSharedAndNotHashedIsKept(Object value) {
        assertThat(bounded.decode(bounded.encode(value))).isInstanceOf(value.getClass());
    }

    @Test
    void largeValuesAreKept() {
        List<String> texts = new ArrayList<>(
                IntStream.range(0, 100_000).mapToObj(i -> "text " + i).toList());
        Map<String, Integer> map = IntStream.range(0, 50_000)
                .boxed()
                .collect(Collectors.toMap(i -> "key " + i, i -> i, (a, b) -> a, HashMap::new));
        Set<Object> pairs = IntStream.range(0, 20_000)
                .mapToObj(i -> new Pair(i, List.of("a", i)))
                .collect(Collectors.toCollection(HashSet::new));
        List<Object> shared = new ArrayList<>(Collections.nCopies(1_000, texts));
        for (Object value : List.of(texts, map, pairs, new byte[300_000], new Uniting(new ArrayList<>(texts)))) {
            assertThat(JavaSerializationCodec.create().decode(Serialized.of(texts)))
                    .isEqualTo(texts);
            assertThat(usual.decode(usual.encode(value))).isInstanceOf(value.getClass());
        }
        assertThat(usual.decode(usual.encode(shared))).isInstanceOf(List.class);
        assertThat(usual.decode(usual.encode(new HashMap<>(Map.of("a", pairs, "b", pairs)))))
                .isInstanceOf(Map.class);
    }

    /** It has 1,024 places. */
    @Test
    void aMapMayHaveMorePlacesThanObjects() {
        JavaSerializationCodec few =
                JavaSerializationCodec.builder().maxReferences(1_000).build();
        Map<Object, Object> map = new HashMap<>();
        IntStream.range(0, 450).forEach(i -> map.put("key " + i, null));

        assertThat(few.decode(few.encode(map))).isEqualTo(map);
    }

    @Test
    void aCollectionThatPromisesMoreThanThereIsIsRefusedBeforeItIsMade() {
        byte[] bytes = bytes(Serialized.of(new ArrayList<>(List.of("a"))));
        int size = bytes.length - 15; // an int; what follows is a block of four bytes, a text and the end
        assertThat(bytes[size + 3]).isEqualTo((byte) 1);
        bytes[size + 1] = 1; // 65,537

        assertThatThrownBy(() -> usual.decode(EncodedValue.binary(bytes)))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("promises more elements than it has bytes");
    }

    @Test
    void depthIsBoundedWhenItIsWrittenAsWhenItIsRead() {
        for (int levels = 95; levels < 105; levels++) {
            Object deep = new ArrayList<>();
            for (int i = 1; i < levels; i++) {
                deep = new ArrayList<>(Arrays.asList(deep));
            }
            Object value = deep;
            if (levels <= 100) {
                assertThat(usual.decode(usual.encode(value))).isEqualTo(value);
            } else {
                assertThatThrownBy(() -> usual.encode(value)).hasMessageContaining("deeper than 100");
                assertThatThrownBy(() -> usual.decode(Serialized.of(value))).hasMessageContaining("deeper than 100");
            }
        }
    }

    @Test
    void objectsAreCountedWhenTheyAreWrittenAsWhenTheyAreRead() {
        JavaSerializationCodec few =
                JavaSerializationCodec.builder().maxReferences(50).build();
        Set<Boolean> outcomes = new HashSet<>();
        for (int count = 1; count < 60; count++) {
            Object[] array = new Object[count];
            Arrays.setAll(array, i -> List.of("a"));
            boolean written = isDone(() -> few.encode(array));
            assertThat(isDone(() -> few.decode(Serialized.of(array)))).isEqualTo(written);
            outcomes.add(written);
        }
        assertThat(outcomes).containsExactlyInAnyOrder(true, false);
        assertThatThrownBy(() -> few.encode(new ArrayList<>(List.of(Collections.nCopies(60, "a")))))
                .hasMessageContaining("more than 50 objects");
    }

    private static boolean isDone(Runnable action) {
        try {
            action.run();
            return true;
        } catch (SessionCodecException e) {
            return false;
        }
    }

    @Test
    void whatWritesItselfOtherwiseThanItIsDescribedIsKept() {
        Object[] value = {new Irregular(3, "a"), new Irregular(0x7878, List.of("b")), "c", new Irregular(1, "a")};

        Object[] read = (Object[]) usual.decode(usual.encode(value));

        assertThat(((Irregular) read[1]).first).isEqualTo(List.of("b"));
        assertThat(((Irregular) read[1]).second).isEqualTo(List.of("b"));
        assertThat(((Irregular) read[3]).number).isEqualTo(1);
    }

    /** The letters of a name can be written in more than one way, and each is the same name. */
    @Test
    void aNameThatIsWrittenOtherwiseIsTheSameName() {
        Object value = new HashSet<>(List.of(doubled(StreamScanTest::list)));
        String all = new String(bytes(Serialized.of(value)), StandardCharsets.ISO_8859_1);
        String name = "java.util.HashSet";
        String longer = (char) (name.length() + 1) + "java.util.\u00C1\u0088ashSet";
        byte[] other = all.replace((char) name.length() + name, longer).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(usual.decode(EncodedValue.binary(other))).isEqualTo(value);

        assertThatThrownBy(() -> bounded.decode(EncodedValue.binary(other)))
                .hasMessageContaining("takes too long to hash");
    }

    /** A record is read by its fields alone, whatever its description says of more: what follows is read as something else. */
    @Test
    void whatIsReadOtherwiseThanItWasScannedIsRefused() {
        byte[] bytes = bytes(Serialized.of(new Object[] {new Pair("a", "a"), "b", "b"}));
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        int flags = all.indexOf("StreamScanTest$Pair") + "StreamScanTest$Pair".length() + Long.BYTES;
        assertThat(bytes[flags]).isEqualTo((byte) 2);
        bytes[flags] = 3; // as if it wrote more

        assertThatThrownBy(() -> usual.decode(EncodedValue.binary(bytes))).isInstanceOf(SessionCodecException.class);
    }

    private static byte[] bytes(EncodedValue encoded) {
        return ((EncodedValue.Binary) encoded).toByteArray();
    }
}
