package io.github.dynamodbsession.codec.json;

import static io.github.dynamodbsession.codec.json.Trees.array;
import static io.github.dynamodbsession.codec.json.Trees.number;
import static io.github.dynamodbsession.codec.json.Trees.object;
import static io.github.dynamodbsession.codec.json.Trees.tagged;
import static io.github.dynamodbsession.codec.json.Trees.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.codec.ReadTime;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.lang.reflect.Array;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trees that no codec wrote. */
class HostileTreeTest {

    private static final String SECRET = "s3cret.Value";

    /** A class named in place of an enum. */
    static final class NoEnum {
        /** A constant, so that reading it does not initialize the class. */
        static final String INITIALIZED = "io.github.dynamodbsession.test.no-enum.initialized";

        static {
            System.setProperty(INITIALIZED, "true");
        }
    }

    static Stream<JsonValue> trees() {
        JsonValue list = array(number("1"));
        return Stream.of(
                number("1.0"),
                number("1e3"),
                number("2147483648"),
                object("@type", text("long")),
                object("@value", number("1")),
                object("@type", text("long"), "@value", number("1"), "more", number("1")),
                object("@type", text("long"), "@other", number("1")),
                object("@type", number("1"), "@value", number("1")),
                object("@unknown", number("1")),
                tagged("", number("1")),
                tagged("long", number("9223372036854775808")),
                tagged("long", number("1.5")),
                tagged("long", text(SECRET)),
                tagged("long", list),
                tagged("byte", number("128")),
                tagged("short", number("32768")),
                tagged("char", text("ab")),
                tagged("char", text("")),
                tagged("double", number("1e309")),
                tagged("double", number("-1e309")),
                tagged("double", text("0x1p3")),
                tagged("float", number("1e39")),
                tagged("BigDecimal", text("1e2147483647")),
                tagged("BigInteger", text("9".repeat(10_001))),
                tagged("Instant", text(SECRET)),
                tagged("UUID", text(SECRET)),
                tagged("URI", text("http://[" + SECRET)),
                tagged("byte[]", text(SECRET)),
                tagged("TimeZone", text(SECRET)),
                tagged("GregorianCalendar", text(SECRET)),
                tagged("AtomicBoolean", text(SECRET)),
                tagged("LinkedHashSet", array(number("1"), number("1"))),
                tagged("LinkedHashMap", array(array(number("1"), number("1")), array(number("1"), number("2")))),
                tagged("LinkedHashMap", array(array(number("1")))),
                tagged("LinkedHashMap", text(SECRET)),
                tagged("LinkedHashSet-reversed", list),
                tagged("TreeSet-backwards", list),
                tagged("TreeSet", array(number("1"), text(SECRET))),
                tagged("TreeSet-ignoring-case", list),
                tagged("ConcurrentHashMap", array(array(new JsonValue.Null(), number("1")))),
                tagged("Hashtable", object("a", new JsonValue.Null())),
                tagged("int[]", array(text(SECRET))),
                tagged("int[]", array(new JsonValue.Null())),
                tagged("long[]", array(text(SECRET))),
                tagged("[]", list),
                tagged("void[]", list),
                tagged("Thread[]", list),
                tagged("java.lang.Thread[]", list),
                tagged("String[]", list),
                tagged("[Ljava.lang.Thread;", list),
                tagged("java.lang.Runtime", object()),
                tagged("java.lang.Thread$State", text("NEW")),
                tagged("java.time.Instant", text("NEW")),
                tagged("java.time.DayOfWeek", text("FUNDAY")),
                tagged("java.time.DayOfWeek", number("1")),
                tagged("EnumSet<java.lang.Thread$State>", array(text("NEW"))),
                tagged("EnumSet<java.time.DayOfWeek>", array(text("FUNDAY"))),
                tagged("EnumSet<java.time.Instant>", array()),
                tagged("EnumSet<" + NoEnum.class.getName() + ">", array()),
                tagged("EnumMap<" + NoEnum.class.getName() + ">", object()),
                tagged("EnumMap<java.time.DayOfWeek>", object("FUNDAY", number("1"))),
                tagged("EnumMap<>", object()),
                tagged(Trees.class.getPackageName() + ".Gone", object()),
                tagged(SECRET, object()),
                tagged(SECRET + "[]", array()),
                tagged("EnumSet<" + SECRET + ">", array()));
    }

    @ParameterizedTest
    @MethodSource("trees")
    void aTreeThatNobodyWroteIsRefusedWithoutAWordOfWhatIsInIt(JsonValue tree) {
        // Exceptions of collections and arrays are caught by the enclosing format.
        assertThatThrownBy(() -> Trees.valueOf(tree))
                .isInstanceOf(RuntimeException.class)
                .satisfies(e -> {
                    if (e instanceof SessionCodecException) {
                        assertThat(e).hasNoCause();
                        assertThat(e.toString()).doesNotContain(SECRET);
                    }
                });
        assertThat(System.getProperty(NoEnum.INITIALIZED)).isNull();
    }

    @Test
    void aClassThatIsThereButNotAllowedIsNamedAndOneThatIsNotThereIsNot() {
        assertThatThrownBy(() -> Trees.valueOf(tagged("java.lang.Runtime", object())))
                .hasMessageContaining("class java.lang.Runtime is not on the codec's allow-list")
                .hasMessageContaining("TestCodec.builder().allowClass");
        for (String noClass : List.of(SECRET, "john.doe@example.org", "java.lang.Runtim", "x".repeat(5_000))) {
            assertThatThrownBy(() -> Trees.valueOf(tagged(noClass, object())))
                    .hasMessageNotContaining(noClass)
                    .hasMessageContaining("allow-list");
        }
    }

    @Test
    void aTreeShowsSizesOnly() {
        assertThat(List.of(text(SECRET), number("123456789"), array(text(SECRET)), object("a", text(SECRET))))
                .allSatisfy(tree -> assertThat(tree.toString()).doesNotContain(SECRET, "123456789"));
    }

    @Test
    void dimensionsOfArraysAreBounded() {
        Object most = Array.newInstance(int.class, new int[32]);
        Object more = Array.newInstance(int.class, new int[33]);

        assertThat(Trees.valueOf(Trees.treeOf(most))).isEqualTo(most);
        assertThatThrownBy(() -> Trees.treeOf(more)).hasMessageContaining("more than 32 dimensions");
        for (String element : List.of("int", "java.time.DayOfWeek", SECRET)) {
            assertThatThrownBy(() -> Trees.valueOf(tagged(element + "[]".repeat(1_000), array())))
                    .isInstanceOf(SessionCodecException.class)
                    .hasMessageContaining("more than 32 dimensions");
        }
    }

    @Test
    void whatIsTooLongForANameIsNotLookedUpByItsParts() {
        assertThatThrownBy(() -> Trees.valueOf(tagged("a.".repeat(1_000) + "b", object())))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("is neither on the codec's allow-list");
    }

    @Test
    void aSetThatComparesEachElementWithAllOthersIsSmall() {
        List<Integer> numbers = IntStream.range(0, 5_000).boxed().toList();
        CopyOnWriteArraySet<Object> most = new CopyOnWriteArraySet<>(numbers);
        JsonValue tooMany =
                array(Stream.generate(() -> number("1")).limit(5_001).toArray(JsonValue[]::new));

        assertThat(Trees.valueOf(Trees.treeOf(most))).isEqualTo(most);
        most.add("one more");
        assertThatThrownBy(() -> Trees.treeOf(most)).hasMessageContaining("CopyOnWriteArraySet of more than 5000");
        assertThatThrownBy(() -> Trees.valueOf(tagged("CopyOnWriteArraySet", tooMany)))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("CopyOnWriteArraySet of more than 5000");
    }

    @Test
    void aSetOfEnumsHoldsEachOnce() {
        JsonValue twice = array(text("MONDAY"), text("MONDAY"));

        assertThatThrownBy(() -> Trees.valueOf(tagged("EnumSet<java.time.DayOfWeek>", twice)))
                .hasMessageContaining("duplicate");
    }

    @Test
    void aListThatTakesNoRoomIsNotCopied() {
        assertThatThrownBy(() -> Trees.treeOf(Collections.nCopies(2_000_000, "a")))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("maxElements");
    }

    /** With a clock that advances by a minute on every read: the limit is reached after some hundred reads. */
    private static ReadTime slowReading() {
        AtomicLong now = new AtomicLong();
        return new ReadTime(1, () -> now.addAndGet(TimeUnit.MINUTES.toNanos(1)));
    }

    @Test
    void readingHasABoundInTime() throws Exception {
        JsonValue few = array(Stream.generate(() -> number("1")).limit(1_000).toArray(JsonValue[]::new));
        JsonValue many = array(Stream.generate(() -> number("1")).limit(20_000).toArray(JsonValue[]::new));

        assertThat(Reading.timed(slowReading(), () -> Trees.valueOf(few))).isInstanceOf(List.class);
        assertThatThrownBy(() -> Reading.timed(slowReading(), () -> Trees.valueOf(many)))
                .hasMessageContaining("longer than 2 s");
        assertThatThrownBy(() -> Reading.timed(slowReading(), () -> {
                    for (int i = 0; i < 1_000; i++) {
                        JsonFormat.look();
                    }
                    return few;
                }))
                .hasMessageContaining("longer than 2 s");
        assertThat(Trees.valueOf(many)).isInstanceOf(List.class);
    }
}
