package io.github.dynamodbsession.codec.contract;

import io.github.dynamodbsession.codec.contract.foreign.Gadget;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Classes like those that applications store in their sessions. */
public final class Shop {

    private Shop() {}

    enum Color {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "as green as can be";
            }
        }
    }

    record Item(String name, @Nullable BigDecimal price, int count) {}

    /** An ordinary record. */
    record Cart(String owner, List<Item> items, Instant since, Color color) {}

    /** Components of all value types. */
    record Everything(
            boolean bool,
            byte small,
            short less,
            int number,
            long more,
            float single,
            double twice,
            char letter,
            Boolean boxedBool,
            Integer boxedNumber,
            Long boxedMore,
            Double boxedTwice,
            BigInteger big,
            BigDecimal decimal,
            String text,
            UUID id,
            Currency currency,
            Instant instant,
            LocalDate day,
            ZonedDateTime zoned,
            Date date,
            DayOfWeek weekday,
            Color color,
            @Nullable Item none) {}

    /** Containers of all kinds. */
    record Containers(
            List<Item> items,
            Set<Color> colors,
            Collection<Instant> instants,
            Map<String, Item> byName,
            Map<Color, Integer> byColor,
            Map<LocalDate, List<Item>> byDay,
            Map<Long, Boolean> byNumber,
            Map<Item, String> byItem,
            Box<Item> box) {}

    record Box<T>(T content) {}

    /** Declared types that do not determine the class of the value. */
    record Anything(Map<String, Object> byName, List<?> list, Set<Object> set, Collection<Number> numbers) {}

    /** Components that are declared as an interface or as a superclass. */
    record Drawing(
            Shape first, List<Shape> shapes, Map<String, Shape> byName, Animal animal, Animal other, Side side) {}

    interface Shape {}

    record Circle(int radius) implements Shape {}

    record Square(int side) implements Shape {}

    enum Side implements Shape {
        LEFT,
        RIGHT
    }

    /** Others extend it. */
    static class Animal {
        private final String name;

        private Animal() {
            this("");
        }

        Animal(String name) {
            this.name = name;
        }

        @Override
        @SuppressWarnings("EqualsGetClass") // subclasses are not equal
        public boolean equals(@Nullable Object other) {
            return other != null && other.getClass() == getClass() && ((Animal) other).name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /** Adds nothing to its superclass. */
    static final class Cat extends Animal {
        private Cat() {
            this("");
        }

        Cat(String name) {
            super(name);
        }
    }

    /** An ordinary class: its fields are its state, whatever its methods do. */
    static final class Customer {
        private final String name;
        private final List<String> notes = new ArrayList<>();
        private int visits;
        private @Nullable Customer recommendedBy;
        private transient String cached = "cached";

        private Customer() {
            this("nobody");
        }

        Customer(String name) {
            this.name = name;
        }

        Customer visited(int times, String note, @Nullable Customer by) {
            visits += times;
            notes.add(note);
            recommendedBy = by;
            cached = "changed";
            return this;
        }

        String cached() {
            return cached;
        }

        /** Is not a property. */
        @SuppressWarnings("DoNotCallSuggester") // it is there to be seen, if it were called
        public String getGreeting() {
            throw new IllegalStateException("a getter was called");
        }

        /** Is not a property either. */
        @SuppressWarnings("DoNotCallSuggester")
        public void setName(String other) {
            throw new IllegalStateException("a setter was called");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Customer customer
                    && customer.name.equals(name)
                    && customer.notes.equals(notes)
                    && customer.visits == visits
                    && Objects.equals(customer.recommendedBy, recommendedBy);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /** Can contain itself. */
    static final class Node {
        @Nullable
        Node left;

        @Nullable
        Node right;
    }

    /** Can be written, but not read. */
    static final class OneWay {
        private static final ThreadLocal<Boolean> ALLOWED = ThreadLocal.withInitial(() -> false);

        private OneWay() {
            if (!ALLOWED.get()) {
                throw new IllegalStateException("s3cret-value");
            }
        }

        static OneWay make() {
            ALLOWED.set(true);
            try {
                return new OneWay();
            } finally {
                ALLOWED.remove();
            }
        }
    }

    /** Declares a class that is not on the allow-list. */
    record Trojan(String name, @Nullable Gadget gadget, @Nullable List<Gadget> more) {}

    static Cart cart(String text) {
        return new Cart(
                text,
                List.of(new Item(text, new BigDecimal("9.90"), 2), new Item("other", null, 1)),
                Instant.parse("2026-02-28T23:59:59Z"),
                Color.GREEN);
    }

    static Everything everything() {
        return new Everything(
                true,
                Byte.MIN_VALUE,
                Short.MAX_VALUE,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                Float.MIN_VALUE,
                Double.NaN,
                'é',
                false,
                5,
                Long.MIN_VALUE,
                -0.0,
                BigInteger.TWO.pow(200),
                new BigDecimal("12345678901234567890.1234567890"),
                "é 😀 \u0000 \" \\ \n",
                new UUID(1, -2),
                Currency.getInstance("EUR"),
                Instant.parse("2026-02-28T23:59:59.123456789Z"),
                LocalDate.of(2026, 2, 28),
                ZonedDateTime.parse("2026-02-28T23:59:59+01:00[Europe/Berlin]"),
                Date.from(Instant.EPOCH),
                DayOfWeek.FRIDAY,
                Color.GREEN,
                null);
    }

    static Containers containers() {
        Item item = new Item("a", BigDecimal.ONE, 1);
        return new Containers(
                List.of(item),
                Set.of(Color.GREEN),
                List.of(Instant.EPOCH),
                Map.of("@type", item),
                new EnumMap<>(Map.of(Color.GREEN, 1)),
                new TreeMap<>(Map.of(LocalDate.EPOCH, List.of(item))),
                Map.of(5L, true),
                Map.of(item, "item"),
                new Box<>(item));
    }

    static Anything anything() {
        Map<String, Object> byName = new LinkedHashMap<>();
        byName.put("text", "text");
        byName.put("long", 5L);
        byName.put("item", new Item("a", BigDecimal.ONE, 1));
        byName.put("none", null);
        byName.put("@type", List.of(Instant.EPOCH, Color.GREEN));
        return new Anything(
                byName,
                Arrays.asList(1, 2L, null, new Circle(1)),
                Set.of(Map.of("a", 1.5)),
                List.of(1, 2L, BigDecimal.TEN));
    }

    static Drawing drawing() {
        return new Drawing(
                new Circle(1),
                List.of(new Square(2), new Circle(3), Side.LEFT),
                Map.of("a", new Circle(4)),
                new Animal("cat"),
                new Cat("cat"),
                Side.RIGHT);
    }

    static Customer customer() {
        return new Customer("me").visited(3, "note", new Customer("friend").visited(1, "", null));
    }

    /** All of them, by what they are. */
    public static Map<String, Object> samples() {
        Map<String, Object> samples = new LinkedHashMap<>();
        samples.put("a record", cart("text"));
        samples.put("everything", everything());
        samples.put("containers", containers());
        samples.put("what says nothing of what is in it", anything());
        samples.put("what is declared as another type", drawing());
        samples.put("a class", customer());
        samples.put("a class with one that it extends", new Cat("cat"));
        samples.put("an enum", Color.GREEN);
        samples.put("an enum that is a shape", Side.LEFT);
        samples.put("an array", new Item[][] {{new Item("a", null, 1)}, {}, null});
        samples.put("an array of shapes", new Shape[] {new Circle(1), Side.LEFT});
        samples.put("a list", List.of(cart("a"), cart("b"), 5L));
        samples.put("a set", Set.of(new Circle(1), new Square(1)));
        samples.put("a map", Map.of(new Circle(1), customer()));
        return samples;
    }
}
