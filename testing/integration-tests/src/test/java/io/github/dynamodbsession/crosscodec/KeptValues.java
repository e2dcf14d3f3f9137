package io.github.dynamodbsession.crosscodec;

import io.github.dynamodbsession.codec.gson.GsonCodec;
import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Determines which kinds of values each codec preserves, as a Markdown table. */
final class KeptValues {

    private static final String PACKAGE = KeptValues.class.getPackageName();

    private KeptValues() {}

    /** Prints the table, for a test that runs it in another JVM. */
    public static void main(String[] arguments) {
        System.out.print(table());
    }

    static String table() {
        List<AttributeCodec> codecs = List.of(
                JavaSerializationCodec.builder().allowPackage(PACKAGE).build(),
                JacksonCodec.builder().allowPackage(PACKAGE).build(),
                GsonCodec.builder().allowPackage(PACKAGE).build());
        StringBuilder table = new StringBuilder("| value | `java` | `jackson` | `gson` |\n|---|---|---|---|\n");
        values().forEach((name, value) -> {
            table.append("| ").append(name);
            codecs.forEach(codec -> table.append(" | ").append(outcome(codec, value)));
            table.append(" |\n");
        });
        return table.toString();
    }

    private static String outcome(AttributeCodec codec, Object value) {
        Object read;
        try {
            read = codec.decode(codec.encode(value));
        } catch (SessionCodecException e) {
            return "refused";
        }
        if (!read.equals(value)) {
            return "CHANGED to " + read;
        }
        boolean isOfTheJdk = read.getClass().getName().startsWith("java.");
        return read.getClass().equals(value.getClass()) || !isOfTheJdk
                ? "kept"
                : "as `" + read.getClass().getSimpleName() + "`";
    }

    // ---- of an application ----

    interface Shape extends Serializable {}

    record Circle(int radius) implements Shape {}

    sealed interface Payment extends Serializable permits Card, Cash {}

    record Card(String number) implements Payment {}

    record Cash(int cents) implements Payment {}

    record Drawing(Shape shape, List<Shape> more) implements Serializable {}

    record Order(Payment payment) implements Serializable {}

    record Holder(Object value) implements Serializable {}

    record Measure(Number value) implements Serializable {}

    record Bag(Map<String, Object> values) implements Serializable {}

    record Wild(List<?> values) implements Serializable {}

    record Box<T>(T value) implements Serializable {}

    record Boxes(Box<String> text, Box<List<Integer>> numbers) implements Serializable {}

    @SuppressWarnings({"serial", "OptionalUsedAsFieldOrParameterType"})
    record Maybe(Optional<String> value) implements Serializable {}

    record Link(URI target) implements Serializable {}

    enum Operator {
        PLUS {
            @Override
            int apply(int a, int b) {
                return a + b;
            }
        },
        TIMES {
            @Override
            int apply(int a, int b) {
                return a * b;
            }
        };

        abstract int apply(int a, int b);
    }

    record Term(Operator operator, Map<Operator, Integer> weights) implements Serializable {}

    /** Self-typed, like builders and trees. */
    abstract static class Node<T extends Node<T>> implements Serializable {
        private static final long serialVersionUID = 1L;

        private String name = "";
        private List<T> children = new ArrayList<>();

        @Override
        public boolean equals(Object other) {
            return other instanceof Node<?> node && name.equals(node.name) && children.equals(node.children);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, children);
        }
    }

    static final class Folder extends Node<Folder> {
        private static final long serialVersionUID = 1L;

        static Folder of(String name, Folder... children) {
            Folder folder = new Folder();
            ((Node<Folder>) folder).name = name;
            ((Node<Folder>) folder).children.addAll(List.of(children));
            return folder;
        }
    }

    /** A map with additional fields, like Spring MVC's FlashMap. */
    static final class Tagged extends HashMap<String, Object> {
        private static final long serialVersionUID = 1L;

        private String tag = "t";

        @Override
        public boolean equals(Object other) {
            return super.equals(other) && other instanceof Tagged tagged && tag.equals(tagged.tag);
        }

        @Override
        public int hashCode() {
            return super.hashCode() + tag.hashCode();
        }
    }

    private static Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("`List.of`", List.of(1, 2, 3));
        values.put("`Set.of`", Set.of("a"));
        values.put("`Map.of`", Map.of("a", 1));
        values.put("`Stream.toList`", Stream.of("a").toList());
        values.put("`Arrays.asList`", Arrays.asList("a", null));
        values.put("`Collections.unmodifiableList`", Collections.unmodifiableList(new ArrayList<>(List.of(1))));
        values.put("`Collections.unmodifiableMap`", Collections.unmodifiableMap(new TreeMap<>(Map.of("a", 1))));
        values.put("`Collections.synchronizedList`", Collections.synchronizedList(new ArrayList<>(List.of(1))));
        values.put("`Collections.singletonList`", Collections.singletonList("a"));
        values.put("`Collections.emptyMap`", Collections.emptyMap());
        values.put("`List.subList`", new ArrayList<>(List.of(1, 2, 3)).subList(0, 2));
        values.put("`TreeMap.headMap`", new TreeMap<>(Map.of("a", 1, "b", 2)).headMap("b"));
        values.put("`TreeMap.descendingMap`", new TreeMap<>(Map.of("a", 1, "b", 2)).descendingMap());
        values.put("`HashMap.keySet`", new HashMap<>(Map.of("a", 1)).keySet());
        values.put("`EnumSet` of an enum with bodies", EnumSet.of(Operator.PLUS));
        values.put("`EnumMap` of an enum with bodies", new EnumMap<>(Map.of(Operator.TIMES, 1)));
        values.put("`Optional` on its own", Optional.of("a"));
        values.put("`Optional` in a field", new Maybe(Optional.of("a")));
        values.put("a record", new Link(URI.create("http://x.test")));
        values.put("a generic record on its own", new Box<>("a"));
        values.put("generic records in typed fields", new Boxes(new Box<>("a"), new Box<>(List.of(1))));
        values.put("fields of an interface's type", new Drawing(new Circle(1), List.of(new Circle(2))));
        values.put("a field of a sealed type", new Order(new Card("1")));
        values.put("a field declared `Object`", new Holder(5L));
        values.put("a field declared `Object`, with a record in it", new Holder(new Circle(1)));
        values.put("a field declared `Number`", new Measure(5L));
        values.put("a field declared `Map<String, Object>`", new Bag(new LinkedHashMap<>(Map.of("a", 5L))));
        values.put("a field declared `List<?>`", new Wild(new ArrayList<>(List.of(5L, "a"))));
        values.put("an enum with bodies", Operator.PLUS);
        values.put("an enum with bodies in a field, and as keys", new Term(Operator.PLUS, Map.of(Operator.TIMES, 2)));
        values.put("a self-typed generic class", Folder.of("a", Folder.of("b")));
        values.put("a map with fields of its own (`extends HashMap`)", new Tagged());
        return values;
    }
}
