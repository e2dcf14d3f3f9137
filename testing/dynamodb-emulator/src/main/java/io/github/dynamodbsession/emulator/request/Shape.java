package io.github.dynamodbsession.emulator.request;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one part of a request has to look like: its JSON type, and the constraints that the service checks of all members
 * at once before it looks at anything else. Immutable.
 */
sealed interface Shape {

    /** Java's name of the type, as the service has it in its messages. */
    String javaName();

    /** A text. {@code least} is 0 where there is no lower bound, {@code most} {@link Integer#MAX_VALUE}. */
    record Text(int least, int most, @Nullable Pattern pattern, List<String> allowed) implements Shape {
        @Override
        public String javaName() {
            return "java.lang.String";
        }
    }

    /**
     * The name of a table, or its name for all of AWS.
     *
     * @param rule what is asked of it first and alone
     */
    record TableName(Text name, TableNameRule rule) implements Shape {
        @Override
        public String javaName() {
            return name.javaName();
        }
    }

    /**
     * What a write is to return of the item, of which the newer operations do not show what was sent.
     *
     * @param alone whether a wrong one is told of and nothing else
     */
    record ReturnValues(boolean alone) implements Shape {
        static final List<String> ALLOWED = List.of("ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW");
        /** As the service writes it. */
        static final String TOLD = "[ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]";

        @Override
        public String javaName() {
            return TEXT.javaName();
        }
    }

    /** A whole number, read as an {@code Integer} or a {@code Long}. */
    record Whole(long least, long most, boolean isLong) implements Shape {
        @Override
        public String javaName() {
            return isLong ? "java.lang.Long" : "java.lang.Integer";
        }
    }

    /** A boolean. */
    record Flag() implements Shape {
        @Override
        public String javaName() {
            return "java.lang.Boolean";
        }
    }

    /** Bytes, in Base64. */
    record Blob() implements Shape {
        @Override
        public String javaName() {
            return "java.nio.ByteBuffer";
        }
    }

    /** A list. */
    record ListOf(Shape element, int least, int most) implements Shape {
        @Override
        public String javaName() {
            return "java.util.List<" + element.javaName() + ">";
        }
    }

    /** A map from texts. {@code keys} is there if a key must be the name of a table. */
    record MapOf(Shape value, int least, int most, @Nullable TableName keys) implements Shape {
        @Override
        public String javaName() {
            return "java.util.Map<java.lang.String, " + value.javaName() + ">";
        }
    }

    /** A structure, with its members in the order in which the service complains of them. */
    final class Structure implements Shape {
        private final String name;
        private final Supplier<Map<String, Member>> lazily;
        private @Nullable Map<String, Member> members;

        Structure(String name, Supplier<Map<String, Member>> members) {
            this.name = name;
            this.lazily = members;
        }

        @Override
        public String javaName() {
            return "com.amazonaws.dynamodb.v20120810." + name;
        }

        String name() {
            return name;
        }

        synchronized Map<String, Member> members() {
            if (members == null) {
                members = lazily.get();
            }
            return members;
        }
    }

    /** A member of a structure. */
    record Member(String name, Shape shape, boolean required) {}

    /** A text without constraints. */
    Text TEXT = new Text(0, Integer.MAX_VALUE, null, List.of());

    /** A boolean. */
    Flag FLAG = new Flag();

    /** An attribute value. */
    Structure VALUE = new Structure("AttributeValue", Shape::valueMembers);

    /** An item or a key. */
    MapOf ATTRIBUTES = new MapOf(VALUE, 0, Integer.MAX_VALUE, null);

    private static Map<String, Member> valueMembers() {
        return members(
                optional("S", TEXT),
                optional("N", TEXT),
                optional("B", new Blob()),
                optional("SS", listOf(TEXT)),
                optional("NS", listOf(TEXT)),
                optional("BS", listOf(new Blob())),
                optional("M", ATTRIBUTES),
                optional("L", listOf(VALUE)),
                optional("NULL", FLAG),
                optional("BOOL", FLAG));
    }

    static Text text(int least, int most, String pattern) {
        return new Text(least, most, Pattern.compile(pattern), List.of());
    }

    static Text text(int least, int most) {
        return new Text(least, most, null, List.of());
    }

    static Text oneOf(String... allowed) {
        return new Text(0, Integer.MAX_VALUE, null, List.of(allowed));
    }

    static Whole whole(long least) {
        return new Whole(least, Integer.MAX_VALUE, false);
    }

    static Whole wholeLong(long least) {
        return new Whole(least, Long.MAX_VALUE, true);
    }

    static ListOf listOf(Shape element) {
        return new ListOf(element, 0, Integer.MAX_VALUE);
    }

    static ListOf listOf(Shape element, int least, int most) {
        return new ListOf(element, least, most);
    }

    static MapOf mapOf(Shape value) {
        return new MapOf(value, 0, Integer.MAX_VALUE, null);
    }

    static Structure structure(String name, Member... members) {
        return new Structure(name, () -> members(members));
    }

    static Member required(String name, Shape shape) {
        return new Member(name, shape, true);
    }

    static Member optional(String name, Shape shape) {
        return new Member(name, shape, false);
    }

    static Map<String, Member> members(Member... members) {
        Map<String, Member> named = new LinkedHashMap<>();
        Arrays.stream(members).forEach(member -> named.put(member.name(), member));
        return named;
    }
}
