package io.github.dynamodbsession.codec.contract;

import static io.github.dynamodbsession.codec.contract.Json.assertNotRead;
import static io.github.dynamodbsession.codec.contract.Json.assertNotWritten;
import static io.github.dynamodbsession.codec.contract.Json.taggedText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.codec.contract.Shop.Anything;
import io.github.dynamodbsession.codec.contract.Shop.Item;
import io.github.dynamodbsession.codec.contract.Shop.Node;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Values that are too deep, too long, or cyclic. */
abstract class LimitTests {

    private final Codecs codecs;
    private final AttributeCodec codec;

    LimitTests(Codecs codecs) {
        this.codecs = codecs;
        this.codec = codecs.ofTheShop();
    }

    @Test
    void whatHoldsItselfIsNotWritten() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        Map<String, Object> map = new HashMap<>();
        map.put("again", List.of(map));
        Object[] array = new Object[1];
        array[0] = array;
        Node self = new Node();
        self.left = self;
        Node first = new Node();
        first.right = new Node();
        first.right.left = first;

        Map<String, Object> within = new HashMap<>();
        Anything throughMap = new Anything(within, List.of(), Set.of(), List.of());
        within.put("again", throughMap);

        for (Object value : Arrays.asList(list, map, array, self, first, List.of(self), throughMap, within)) {
            assertNotWritten(codec, value);
        }
    }

    @Test
    void whatHoldsTheSameOverAndOverIsNotWrittenOverAndOver() {
        Node doubling = new Node();
        List<Object> list = List.of();
        for (int i = 0; i < 60; i++) {
            Node above = new Node();
            above.left = doubling;
            above.right = doubling;
            doubling = above;
            list = List.of(list, list);
        }

        assertNotWritten(codec, doubling).hasMessageContaining("maxCharacters");
        assertNotWritten(codec, list).hasMessageContaining("maxElements");
    }

    @Test
    void depthIsBoundedWhenItIsWrittenAndWhenItIsRead() {
        AttributeCodec shallow =
                codecs.with(options -> options.allowClass(Node.class).maxDepth(5));
        Object deep = nested(5);

        assertThat(shallow.decode(shallow.encode(deep))).isEqualTo(deep);
        assertNotWritten(shallow, nested(6)).hasMessageContaining("deeper than 5");
        assertNotRead(shallow, "[[[[[[]]]]]]").hasMessageContaining("deeper than 5");
        assertNotRead(codec, "[".repeat(100_000));
        assertNotRead(codec, "{\"a\":".repeat(100_000));
        assertNotRead(codec, taggedText(Node.class, "{\"left\":".repeat(100_000)));
    }

    @Test
    void depthCountsWithinClassesOfTheUsersToo() {
        AttributeCodec shallow =
                codecs.with(options -> options.allowClass(Node.class).maxDepth(5));
        Node four = chain(4);

        assertThat(shallow.decode(shallow.encode(four))).isInstanceOf(Node.class);
        assertNotWritten(shallow, chain(5)).hasMessageContaining("deeper than 5");
        assertNotWritten(shallow, List.of(four)).hasMessageContaining("deeper than 5");
    }

    private static Object nested(int levels) {
        Object value = new ArrayList<>();
        for (int i = 1; i < levels; i++) {
            value = new ArrayList<>(List.of(value));
        }
        return value;
    }

    private static Node chain(int levels) {
        Node node = new Node();
        for (int i = 1; i < levels; i++) {
            Node above = new Node();
            above.left = node;
            node = above;
        }
        return node;
    }

    @Test
    void lengthIsBoundedWhenItIsWrittenAndWhenItIsRead() {
        AttributeCodec brief =
                codecs.with(options -> options.allowClass(Item.class).maxCharacters(1_000));

        assertThat(brief.decode(brief.encode("x".repeat(900)))).isEqualTo("x".repeat(900));
        assertNotWritten(brief, "x".repeat(1_000)).hasMessageContaining("more than 1000 characters");
        assertNotWritten(brief, "\u0001".repeat(500)).hasMessageContaining("more than 1000 characters");
        assertNotWritten(brief, new Item("x".repeat(1_000), null, 1)).hasMessageContaining("1000 characters");
        assertNotRead(brief, "\"" + "x".repeat(1_000) + "\"").hasMessageContaining("1000 characters");
    }

    @Test
    void elementsAreCountedWhenTheyAreWrittenAndWhenTheyAreRead() {
        AttributeCodec few = codecs.with(
                options -> options.allowPackage(Shop.class.getPackageName()).maxElements(20));
        AttributeCodec unbounded = codec;
        Map<Boolean, List<Object>> byOutcome = Stream.of(
                        new int[19],
                        new int[17],
                        new ArrayList<>(Collections.nCopies(19, "a")),
                        new ArrayList<>(Collections.nCopies(20, "a")),
                        new HashMap<>(Map.of("a", new HashMap<>(Map.of("b", List.of(1, 2L, 3))))),
                        new HashMap<>(Map.of(1L, List.of(1L, 2L, 3L))),
                        new HashMap<>(Map.of(1L, List.of(1L, 2L, 3L, 4L))),
                        List.of(chain(3), chain(1)),
                        List.of(chain(3), chain(2)),
                        Set.of(new Item("a", null, 1), new Item("b", null, 1)),
                        Set.of(new Item("a", null, 1), new Item("b", null, 1), new Item("c", null, 1)))
                .collect(Collectors.partitioningBy(value -> isDone(() -> few.encode(value))));

        assertThat(byOutcome.get(true)).hasSizeGreaterThan(2).allSatisfy(value -> few.decode(unbounded.encode(value)));
        assertThat(byOutcome.get(false)).hasSizeGreaterThan(2).allSatisfy(value -> assertNotRead(
                        few, Json.text(unbounded.encode(value)))
                .hasMessageContaining("more than 20 elements"));
    }

    private static boolean isDone(Runnable action) {
        try {
            action.run();
            return true;
        } catch (SessionCodecException e) {
            assertThat(e).hasMessageContaining("more than 20 elements");
            return false;
        }
    }

    @Test
    @Timeout(60)
    void largeValuesAreKept() {
        Map<String, Integer> map = new HashMap<>();
        IntStream.range(0, 50_000).forEach(i -> map.put("key " + i, i));
        List<String> texts =
                IntStream.range(0, 100_000).mapToObj(i -> "text " + i).toList();
        byte[] bytes = new byte[300_000];
        Arrays.fill(bytes, (byte) 'x');
        List<Object> values = List.of(map, texts, nested(50), bytes, List.of(texts, texts));
        for (Object value : values) {
            assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
        }
    }

    /** Each of them must finish quickly, with any result: they are larger than the others, but fit into an item. */
    @Test
    @Timeout(60)
    void whatIsLongIsReadInTimeOrRefused() {
        assertNotRead(codec, "{\"@type\":\"int" + "[]".repeat(5_000) + "\",\"@value\":[]}")
                .hasMessageContaining("dimensions");
        assertNotRead(codec, "{\"@type\":\"" + "a.".repeat(5_000) + "b\",\"@value\":[]}");
        String numbers = IntStream.range(0, 5_001).mapToObj(String::valueOf).collect(Collectors.joining(","));
        assertNotRead(codec, "{\"@type\":\"CopyOnWriteArraySet\",\"@value\":[" + numbers + "]}")
                .hasMessageContaining("CopyOnWriteArraySet");
        assertNotWritten(
                        codec,
                        new CopyOnWriteArraySet<>(
                                IntStream.range(0, 5_001).boxed().toList()))
                .hasMessageContaining("CopyOnWriteArraySet");
        assertNotWritten(codec, Collections.nCopies(2_000_000, 1)).hasMessageContaining("maxElements");
    }

    @Test
    void numbersAreBoundedWhenTheyAreWrittenAndWhenTheyAreRead() {
        for (Object number : List.of(new BigDecimal("1e20000"), new BigDecimal("1e-20000"))) {
            assertNotWritten(codec, number);
            assertNotWritten(codec, new Item("a", (BigDecimal) number, 1));
        }
        assertNotRead(codec, "[" + "9".repeat(100_000) + "]");
        assertNotRead(codec, "{\"@type\":\"BigDecimal\",\"@value\":\"1e2147483647\"}");
        assertNotRead(codec, taggedText(Item.class, "{\"price\":1e2147483647}"));
    }

    @Test
    void limitsAreAtLeastOne() {
        assertThatThrownBy(() -> codecs.with(options -> options.maxDepth(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxDepth");
        assertThatThrownBy(() -> codecs.with(options -> options.maxCharacters(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxCharacters");
        assertThatThrownBy(() -> codecs.with(options -> options.maxElements(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxElements");
    }

    @Test
    void whatOneValueFailsInLeavesTheCodecAsItWas() {
        EncodedValue good = codec.encode(Shop.cart("text"));
        assertNotRead(codec, taggedText(Item.class, "{\"count\":true}"));

        assertThat(codec.decode(good)).isEqualTo(Shop.cart("text"));
    }
}
