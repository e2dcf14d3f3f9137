package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** What applications of all kinds store in their sessions, with classes of the JDK. */
final class CodecSamples {

    private static final Instant INSTANT = Instant.parse("2026-02-28T23:59:59.123456789Z");

    private CodecSamples() {}

    static Map<String, Object> ofTheJdk() {
        Map<String, Object> samples = new LinkedHashMap<>();
        values(samples);
        times(samples);
        arrays(samples);
        collections(samples);
        nestings(samples);
        return samples;
    }

    private static void values(Map<String, Object> samples) {
        samples.put("an empty text", "");
        samples.put("a text", "é 😀 \u0000 \" \\ \n");
        samples.put("a long text", "x".repeat(70_000));
        samples.put("a boolean", true);
        samples.put("a byte", (byte) -1);
        samples.put("a character", 'é');
        samples.put("a short", Short.MIN_VALUE);
        samples.put("an int", Integer.MIN_VALUE);
        samples.put("a long", Long.MAX_VALUE);
        samples.put("a float", Float.MIN_VALUE);
        samples.put("a double", -0.0d);
        samples.put("not a number", Double.NaN);
        samples.put("a decimal", new BigDecimal("12345678901234567890.1234567890"));
        samples.put("a big integer", BigInteger.ONE.shiftLeft(200).negate());
        samples.put("a UUID", new UUID(1, -2));
        samples.put("a URI", URI.create("https://example.org/a?b=c#d"));
        samples.put("a locale", Locale.CANADA_FRENCH);
        samples.put("a currency", Currency.getInstance("EUR"));
        samples.put("an enum", TimeUnit.MILLISECONDS);
        samples.put("an enum of time", DayOfWeek.FRIDAY);
    }

    private static void times(Map<String, Object> samples) {
        samples.put("an instant", INSTANT);
        samples.put("a duration", Duration.ofMillis(-12_345));
        samples.put("a date", LocalDate.parse("2026-02-28"));
        samples.put("a date and time", LocalDateTime.parse("2026-02-28T23:59:59.5"));
        samples.put("an offset time", OffsetDateTime.parse("2026-02-28T23:59:59+05:30"));
        samples.put("a zoned time", ZonedDateTime.parse("2026-02-28T23:59:59+01:00[Europe/Berlin]"));
        samples.put("an old date", Date.from(INSTANT));
        samples.put("a calendar", calendar());
        samples.put("a time zone", TimeZone.getTimeZone("Europe/Berlin"));
    }

    private static Calendar calendar() {
        return GregorianCalendar.from(INSTANT.atZone(ZoneOffset.UTC));
    }

    private static void arrays(Map<String, Object> samples) {
        samples.put("bytes", new byte[] {-128, 0, 127});
        samples.put("no bytes", new byte[0]);
        samples.put("ints", new int[] {1, 2, 3});
        samples.put("texts", new String[] {"a", null, "c"});
        samples.put("texts in texts", new String[][] {{"a"}, {}, {"b", "c"}});
        samples.put("objects", new Object[] {"a", 1, List.of(2)});
    }

    @SuppressWarnings("JdkObsolete") // applications still store such lists
    private static void collections(Map<String, Object> samples) {
        samples.put("a list", new ArrayList<>(Arrays.asList("a", null, 3)));
        samples.put("an empty list", List.of());
        samples.put("an unmodifiable list", List.of("a", "b", "c"));
        samples.put("a wrapped list", Collections.unmodifiableList(new ArrayList<>(List.of("a"))));
        samples.put("a synchronized list", Collections.synchronizedList(new ArrayList<>(List.of("a"))));
        samples.put("an array's list", Arrays.asList("a", "b"));
        samples.put("a linked list", new LinkedList<>(List.of(1, 2)));
        samples.put("a copied list", new CopyOnWriteArrayList<>(List.of(1, 2)));
        samples.put("a deque", new ArrayDeque<>(List.of(1, 2)));
        samples.put("a set", new HashSet<>(Set.of("a", "b", "c")));
        samples.put("an ordered set", new LinkedHashSet<>(List.of("c", "a", "b")));
        samples.put("a sorted set", new TreeSet<>(Set.of(3, 1, 2)));
        samples.put("an unmodifiable set", Set.of("a", "b"));
        samples.put("a set of enums", EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY));
        samples.put("a map", new HashMap<>(Map.of("a", 1, "b", 2, "c", 3)));
        samples.put("an ordered map", new LinkedHashMap<>(Map.of("a", 1)));
        samples.put("a sorted map", new TreeMap<>(Map.of("b", 1, "a", 2)));
        samples.put("a map backwards", backwards());
        samples.put("an unmodifiable map", Map.of("a", 1, "b", 2));
        samples.put("a concurrent map", new ConcurrentHashMap<>(Map.of("a", 1)));
        samples.put("a map of enums", new EnumMap<>(Map.of(DayOfWeek.MONDAY, "a")));
        samples.put("a set of bits", BitSet.valueOf(new long[] {5, 1}));
        samples.put("nothing at all, as a list", Collections.emptyList());
        samples.put("one thing, as a list", Collections.singletonList("a"));
    }

    private static Map<String, Integer> backwards() {
        Map<String, Integer> map = new TreeMap<>(Comparator.reverseOrder());
        map.put("a", 1);
        map.put("b", 2);
        return map;
    }

    private static void nestings(Map<String, Object> samples) {
        Map<String, Object> cart = new HashMap<>();
        cart.put("items", new ArrayList<>(List.of(Map.of("price", new BigDecimal("9.90"), "count", 2))));
        cart.put("since", INSTANT);
        samples.put("maps in lists in maps", cart);
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        samples.put("fifty lists in each other", deep);
        samples.put("two thousand elements", new ArrayList<>(Collections.nCopies(2_000, "element")));
    }

    static void assertSame(Object original, Object decoded) {
        assertThat(decoded).isExactlyInstanceOf(original.getClass());
        if (original instanceof ArrayDeque<?> deque) {
            assertThat(new ArrayList<>((ArrayDeque<?>) decoded)).isEqualTo(new ArrayList<>(deque));
        } else if (original instanceof Object[] array) {
            assertThat(Arrays.deepEquals((Object[]) decoded, array))
                    .as("its elements are the same")
                    .isTrue();
        } else {
            assertThat(decoded).isEqualTo(original);
        }
    }
}
