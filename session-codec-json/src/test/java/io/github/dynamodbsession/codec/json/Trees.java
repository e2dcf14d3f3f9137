package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.codec.CodecBuilder;
import io.github.dynamodbsession.core.codec.UserClasses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts between values and trees without a library: objects of the user's classes are rejected, except for their
 * names.
 */
final class Trees {

    static final JsonLimits LIMITS = new JsonLimits(50, 100_000, 100_000);

    private static final TypeNames NAMES = new TypeNames(new Classes().allowed());

    private Trees() {}

    static JsonValue treeOf(@Nullable Object value) {
        return new TreeWriter(NAMES, LIMITS, new NoObjects()).write(value);
    }

    static String jsonOf(@Nullable Object value) {
        return JsonPrinter.print(treeOf(value));
    }

    static @Nullable Object valueOf(JsonValue tree) {
        return new TreeReader(NAMES, new NoObjects()).read(tree);
    }

    static JsonValue tagged(String type, JsonValue value) {
        return object("@type", text(type), "@value", value);
    }

    static JsonValue object(Object... namesAndValues) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], (JsonValue) namesAndValues[i + 1]);
        }
        return new JsonValue.Fields(members);
    }

    static JsonValue array(JsonValue... elements) {
        return new JsonValue.Array(List.of(elements));
    }

    static JsonValue text(String content) {
        return new JsonValue.Text(content);
    }

    static JsonValue number(String literal) {
        return new JsonValue.Numeral(literal);
    }

    private static final class NoObjects implements OwnObjects {
        @Override
        public String write(Object own, int charactersBefore) {
            return "{}";
        }

        @Override
        public JsonValue parse(String json, int levelsAbove) {
            return object();
        }

        @Override
        public Object read(JsonValue json, Class<?> type) {
            return type.getSimpleName();
        }
    }

    /** Allows the classes that the tests of this package declare. */
    private static final class Classes extends CodecBuilder<Classes> {
        @Override
        protected Classes self() {
            return this;
        }

        UserClasses allowed() {
            return allowPackage(Trees.class.getPackageName()).userClasses("TestCodec");
        }
    }
}
