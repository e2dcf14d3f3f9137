package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.util.Set;
import java.util.function.Function;

/**
 * A JDK type whose values are written as a single JSON string or number.
 *
 * @param <T> the type
 */
public final class ValueType<T> {

    /** Values of {@code double} that JSON numbers cannot represent. */
    private static final Set<String> NO_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

    private static final int MAX_NUMERAL_LENGTH = 18;

    private final String tag;
    private final Class<T> type;
    private final Form form;
    private final Function<T, String> print;
    private final Function<String, T> parse;

    /** How values are written in JSON. */
    enum Form {
        /** As numbers, except for those that JSON cannot represent, which are strings. */
        NUMBER,
        /** As strings. */
        TEXT,
        /**
         * As strings at the top level and in collections, so that no reader rounds them; within the user's own classes,
         * short ones are numbers.
         */
        TEXT_OF_NUMBER
    }

    ValueType(String tag, Class<T> type, Form form, Function<T, String> print, Function<String, T> parse) {
        this.tag = tag;
        this.type = type;
        this.form = form;
        this.print = print;
        this.parse = parse;
    }

    static <T> ValueType<T> text(Class<T> type, Function<T, String> print, Function<String, T> parse) {
        return new ValueType<>(type.getSimpleName(), type, Form.TEXT, print, parse);
    }

    /**
     * A type whose text may not represent the whole value: the text is parsed again, and rejected if the result
     * differs.
     */
    static <T> ValueType<T> checkedText(Class<T> type, Function<T, String> print, Function<String, T> parse) {
        Function<T, String> checked = value -> {
            String text = print.apply(value);
            if (!isSame(value, text, parse)) {
                throw new SessionCodecException(
                        "has a " + type.getName() + " that does not survive a round trip through its text form.");
            }
            return text;
        };
        return text(type, checked, parse);
    }

    private static <T> boolean isSame(T value, String text, Function<String, T> parse) {
        try {
            return parse.apply(text).equals(value);
        } catch (RuntimeException e) {
            return false;
        }
    }

    String tag() {
        return tag;
    }

    /**
     * Returns the Java type.
     *
     * @return the class; values may be of a JDK-internal subclass
     */
    public Class<T> type() {
        return type;
    }

    /**
     * Converts a value to text, which can also be the name of a member.
     *
     * @param value the value
     * @return its text
     * @throws SessionCodecException if the text would not represent the whole value
     */
    public String print(T value) {
        return print.apply(value);
    }

    /**
     * Parses a value.
     *
     * @param text the result of {@link #print}
     * @return the value
     * @throws SessionCodecException if it is not a value of this type
     */
    public T parse(String text) {
        try {
            return parse.apply(text);
        } catch (SessionCodecException e) {
            throw e;
        } catch (RuntimeException e) {
            throw something(); // without the message, which quotes the text
        }
    }

    /**
     * Converts a value to its JSON within one of the user's classes, where numbers are numbers.
     *
     * @param value the value
     * @return a string or a number
     * @throws SessionCodecException if it cannot be written
     */
    public JsonValue toJson(T value) {
        return toJson(value, form == Form.NUMBER || (form == Form.TEXT_OF_NUMBER && isShort(value)));
    }

    /** Long numbers are strings here too, because some libraries fail on them. */
    private boolean isShort(T value) {
        return print(value).length() <= MAX_NUMERAL_LENGTH;
    }

    /** Converts a value to its JSON at the top level or in a collection. */
    JsonValue write(Object value) {
        return toJson(type.cast(value), form == Form.NUMBER);
    }

    private JsonValue toJson(T value, boolean number) {
        String text = print(value);
        return number && !NO_NUMBERS.contains(text)
                ? new JsonValue.Numeral(text)
                : new JsonValue.Text(Texts.checked(text));
    }

    /**
     * Converts the result of {@link #toJson} back to a value.
     *
     * @param json its JSON
     * @return the value
     * @throws SessionCodecException if it is not a value of this type
     */
    public T fromJson(JsonValue json) {
        if (json instanceof JsonValue.Numeral number && form != Form.TEXT) {
            return parse(number.literal());
        }
        if (json instanceof JsonValue.Text text && (form != Form.NUMBER || isNumberOrNone(text.content()))) {
            return parse(text.content());
        }
        throw something();
    }

    /** Member names are always strings, whatever their type. */
    private static boolean isNumberOrNone(String text) {
        return NO_NUMBERS.contains(text) || Numbers.isLiteral(text);
    }

    private SessionCodecException something() {
        return new SessionCodecException("has a malformed " + type.getName() + ".");
    }
}
