package io.github.dynamodbsession.codec.json;

import static io.github.dynamodbsession.codec.json.Trees.jsonOf;
import static io.github.dynamodbsession.codec.json.Trees.treeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.URI;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings({"JavaUtilDate", "JdkObsolete", "IdentityHashMapUsage", "UnnecessaryStringBuilder"
}) // applications keep such values
class ValuesAsJsonTest {

    enum Color {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "another name";
            }
        }
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("a \"b\" \\ / \n\r\t\u0001 é 😀", "\"a \\\"b\\\" \\\\ / \\n\\r\\t\\u0001 é 😀\""),
                Arguments.of(true, "true"),
                Arguments.of(-5, "-5"),
                Arguments.of(5L, tagged("long", "5")),
                Arguments.of((short) 5, tagged("short", "5")),
                Arguments.of((byte) -5, tagged("byte", "-5")),
                Arguments.of(1.5, tagged("double", "1.5")),
                Arguments.of(-0.0, tagged("double", "-0.0")),
                Arguments.of(1e100, tagged("double", "1.0E100")),
                Arguments.of(Double.NaN, tagged("double", "\"NaN\"")),
                Arguments.of(Float.NEGATIVE_INFINITY, tagged("float", "\"-Infinity\"")),
                Arguments.of('x', tagged("char", "\"x\"")),
                Arguments.of(new BigDecimal("1.50"), tagged("BigDecimal", "\"1.50\"")),
                Arguments.of(BigInteger.TWO.pow(70), tagged("BigInteger", "\"1180591620717411303424\"")),
                Arguments.of(Instant.EPOCH.plusNanos(1), tagged("Instant", "\"1970-01-01T00:00:00.000000001Z\"")),
                Arguments.of(new Date(1), tagged("Date", "\"1970-01-01T00:00:00.001Z\"")),
                Arguments.of(new Timestamp(1), tagged("sql.Timestamp", "\"1970-01-01T00:00:00.001Z\"")),
                Arguments.of(Color.GREEN, tagged(Color.class.getName(), "\"GREEN\"")),
                Arguments.of(DayOfWeek.MONDAY, tagged("java.time.DayOfWeek", "\"MONDAY\"")),
                Arguments.of(Arrays.asList("a", null, 1, List.of()), "[\"a\",null,1,[]]"),
                Arguments.of(Map.of("a", Map.of()), "{\"a\":{}}"),
                Arguments.of(Map.of("@a", 1), "{\"@@a\":1}"),
                Arguments.of(Map.of("@@type", 1), "{\"@@@type\":1}"),
                Arguments.of(Map.of(1, "a"), tagged("LinkedHashMap", "[[1,\"a\"]]")),
                Arguments.of(Set.of(1), tagged("LinkedHashSet", "[1]")),
                Arguments.of(new TreeMap<>(Map.of("a", 1)), tagged("TreeMap", "{\"a\":1}")),
                Arguments.of(reversed("a"), tagged("TreeSet-reversed", "[\"a\"]")),
                Arguments.of(EnumSet.of(Color.RED), tagged("EnumSet<" + Color.class.getName() + ">", "[\"RED\"]")),
                Arguments.of(new int[] {1, 2}, tagged("int[]", "[1,2]")),
                Arguments.of(new long[] {1, 2}, tagged("long[]", "[1,2]")),
                Arguments.of(new double[] {1, Double.NaN}, tagged("double[]", "[1.0,\"NaN\"]")),
                Arguments.of(new Long[] {1L, null}, tagged("Long[]", "[1,null]")),
                Arguments.of(new byte[] {1, 2}, tagged("byte[]", "\"AQI=\"")),
                Arguments.of(new byte[][] {{1, 2}}, tagged("byte[][]", "[\"AQI=\"]")),
                Arguments.of(new Instant[] {Instant.EPOCH}, tagged("Instant[]", "[\"1970-01-01T00:00:00Z\"]")),
                Arguments.of(new Object[] {1, 2L}, tagged("Object[]", "[1," + tagged("long", "2") + "]")));
    }

    private static String tagged(String type, String value) {
        return "{\"@type\":\"" + type + "\",\"@value\":" + value + "}";
    }

    private static Set<String> reversed(String... elements) {
        Set<String> set = new TreeSet<>(Comparator.reverseOrder());
        set.addAll(List.of(elements));
        return set;
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aValueLooksLikeThis(Object value, String json) {
        assertThat(jsonOf(value)).isEqualTo(json);
    }

    static Stream<Object> comingBack() {
        return Stream.of(
                        Stream.<Object>of(
                                "", "text", true, false, 0, Integer.MIN_VALUE, Long.MIN_VALUE, Byte.MAX_VALUE),
                        Stream.of(
                                Short.MIN_VALUE, 'é', 0.1, 0.1f, Double.MIN_VALUE, Double.POSITIVE_INFINITY, Float.NaN),
                        Stream.of(new BigDecimal("1E+400"), new BigDecimal("-0.000"), BigInteger.TEN.pow(9_000)),
                        Stream.of(
                                new UUID(1, -1),
                                URI.create("a?b#c"),
                                Currency.getInstance("JPY"),
                                Locale.CHINA,
                                Locale.ROOT),
                        Stream.of(
                                Instant.MAX,
                                Instant.MIN,
                                Duration.ofSeconds(-1, 1),
                                Period.of(1, -2, 3),
                                LocalDate.MIN),
                        Stream.of(LocalTime.MAX, OffsetTime.MAX, Year.of(-5), Year.of(12_345), YearMonth.of(2026, 2)),
                        Stream.of(MonthDay.of(2, 29), ZoneOffset.MAX, ZoneId.of("Europe/Berlin"), ZoneId.of("UTC+1")),
                        Stream.of(
                                overlap(),
                                TimeZone.getTimeZone("Asia/Tokyo"),
                                new Date(-1),
                                calendar(),
                                GregorianCalendar.from(overlap())),
                        Stream.of(TimeUnit.DAYS, RoundingMode.UP, Color.RED, Color.GREEN),
                        Stream.of(new Timestamp(5), new java.sql.Date(5), new java.sql.Time(5)),
                        collections(),
                        maps())
                .flatMap(values -> values);
    }

    private static Stream<Object> collections() {
        return Stream.of(
                new LinkedList<>(List.of(1, 2)),
                new CopyOnWriteArrayList<>(List.of("a")),
                new LinkedHashSet<>(Arrays.asList("b", null, 1)),
                new TreeSet<>(List.of(2, 1)),
                reversed("a", "b"),
                EnumSet.noneOf(Color.class),
                EnumSet.allOf(Color.class));
    }

    private static Stream<Object> maps() {
        Map<Object, Object> mixed = new LinkedHashMap<>();
        mixed.put(null, 1);
        mixed.put("text", null);
        mixed.put(2L, List.of(3L));
        mixed.put(List.of("key"), Map.of("@value", "x"));
        Properties properties = new Properties();
        properties.setProperty("a", "b");
        Map<String, Integer> ignoringCase = new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
        ignoringCase.putAll(Map.of("b", 1, "A", 2));
        return Stream.of(
                mixed,
                properties,
                ignoringCase,
                new ConcurrentHashMap<>(Map.of(1, 2)),
                new EnumMap<>(Map.of(Color.GREEN, "g", Color.RED, 1L)),
                new EnumMap<Color, String>(Color.class),
                new LinkedHashMap<>(Map.of("@type", "x", "@value", "y")));
    }

    private static ZonedDateTime overlap() {
        return ZonedDateTime.parse("2026-10-25T02:30:00+02:00[Europe/Berlin]").withLaterOffsetAtOverlap();
    }

    private static Calendar calendar() {
        Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"), Locale.GERMANY);
        calendar.setTimeInMillis(1);
        return calendar;
    }

    @ParameterizedTest
    @MethodSource("comingBack")
    void aValueComesBackAsItWas(Object value) {
        Object back = Trees.valueOf(treeOf(value));

        assertThat(back).isExactlyInstanceOf(value.getClass()).isEqualTo(value);
        assertThat(jsonOf(back)).isEqualTo(jsonOf(value));
        if (value instanceof Collection<?> collection) {
            assertThat(((Collection<?>) back).toArray()).containsExactly(collection.toArray());
        }
    }

    @Test
    void whatIsNotComparedByContentComesBackWithTheSameContent() {
        for (Object value : List.of(
                new ArrayDeque<>(List.of(1, 2)),
                new PriorityQueue<>(List.of(3, 1, 2)),
                new PriorityQueue<>(reversed("a", "b", "c")),
                new StringBuilder().append(5),
                new java.util.concurrent.atomic.AtomicLong(5),
                new java.util.concurrent.atomic.AtomicBoolean(true),
                new char[] {'a'},
                new boolean[] {true, false},
                new String[][] {{"a"}, null},
                new Color[] {Color.GREEN, null},
                new List<?>[] {List.of(1)},
                new float[] {1, Float.POSITIVE_INFINITY})) {
            Object back = Trees.valueOf(treeOf(value));

            assertThat(back).isExactlyInstanceOf(value.getClass());
            assertThat(jsonOf(back)).isEqualTo(jsonOf(value));
        }
    }

    @Test
    void theOrdinaryCollectionsComeBackAsAnEqualOneThatIsTheSameKindOfThing() {
        assertThat(Trees.valueOf(treeOf(new HashMap<>(Map.of("a", 1)))))
                .isInstanceOf(HashMap.class)
                .isEqualTo(Map.of("a", 1));
        assertThat(Trees.valueOf(treeOf(new HashSet<>(Set.of(1)))))
                .isInstanceOf(HashSet.class)
                .isEqualTo(Set.of(1));
        for (List<Object> list : List.of(
                List.<Object>of(1),
                Collections.unmodifiableList(new ArrayList<Object>(List.of(1))),
                Arrays.<Object>asList(1),
                new ArrayList<Object>(List.of(0, 1)).subList(1, 2),
                Stream.<Object>of(1).toList())) {
            assertThat(Trees.valueOf(treeOf(list)))
                    .isExactlyInstanceOf(ArrayList.class)
                    .isEqualTo(list);
        }
        assertThat(Trees.valueOf(treeOf(Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(1, 2))))))
                .isExactlyInstanceOf(TreeMap.class);
        assertThat(Trees.valueOf(treeOf(new HashMap<>(Map.of("a", 1)).keySet())))
                .isEqualTo(Set.of("a"));
    }

    static Stream<Object> refused() {
        Properties properties = new Properties(new Properties());
        GregorianCalendar calendar = new GregorianCalendar();
        calendar.setLenient(false);
        Runnable lambda = () -> {};
        return Stream.of(
                new Object(),
                Optional.of("x"),
                new Thread(),
                Integer.class,
                lambda,
                new Object() {},
                new IdentityHashMap<>(Map.of("a", 1)),
                new TreeSet<>(Comparator.comparing(Object::hashCode)),
                withDefault(properties),
                calendar,
                new Locale("x", "y", "no-variant-!"),
                new java.util.SimpleTimeZone(1, "no such zone"),
                "half \uD83D a pair",
                "\uDE00",
                Map.of("\uDE00", 1),
                '\uD83D',
                new BigDecimal("1E-20000"),
                BigInteger.TEN.pow(10_001),
                List.of((Object) new Thread[0]),
                List.of((Object) new Object[] {new Thread()}),
                Map.of(new Thread(), 1));
    }

    private static Properties withDefault(Properties defaults) {
        defaults.setProperty("a", "b");
        return new Properties(defaults);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCannotComeBackIsRefused(Object value) {
        assertThatThrownBy(() -> treeOf(value))
                .isInstanceOf(SessionCodecException.class)
                .hasNoCause();
    }

    @Test
    void anObjectThatBelongsToAnotherIsRefusedEvenIfItsPackageIsAllowed() {
        Runnable lambda = () -> {};
        class Local {}

        for (Object value : List.of(lambda, new Object() {}, new Local(), new Inner())) {
            assertThatThrownBy(() -> treeOf(value))
                    .isInstanceOf(SessionCodecException.class)
                    .hasMessageContaining(value.getClass().getName())
                    .hasMessageContaining("make it a static nested or a top-level class");
        }
    }

    @SuppressWarnings("ClassCanBeStatic") // this is what is tried
    private final class Inner {}

    @Test
    void whatHoldsItselfOrIsTooDeepIsRefused() {
        List<Object> cycle = new ArrayList<>();
        cycle.add(Map.of("again", cycle));
        List<Object> deep = new ArrayList<>();
        for (int i = 1; i < Trees.LIMITS.depth(); i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        List<Object> deeper = List.of(deep);

        assertThatThrownBy(() -> treeOf(cycle))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("deeper than 50");
        assertThatThrownBy(() -> treeOf(deeper)).isInstanceOf(SessionCodecException.class);
        assertThat(Trees.valueOf(treeOf(deep))).isEqualTo(deep);
    }

    @Test
    void whatIsTooLongIsRefusedBeforeItFillsTheMemory() {
        List<Object> doubling = List.of();
        for (int i = 0; i < 45; i++) {
            doubling = List.of(doubling, doubling);
        }
        List<Object> endless = doubling;

        for (Object value : List.of(endless, "x".repeat(100_001), new int[100_001], new long[200_000])) {
            assertThatThrownBy(() -> treeOf(value))
                    .isInstanceOf(SessionCodecException.class)
                    .hasMessageContaining("more than 100000 characters");
        }
    }
}
