package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.util.Set;
import java.util.function.Function;

/**
 * A type of the JDK whose values are one text or one number of JSON.
 *
 * @param <T> the type
 */
public final class ValueType<T> {

    /** What a {@code double} can be, and a number of JSON cannot. */
    private static final Set<String> NO_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

    private static final int LONGEST_NUMERAL = 18;

    private final String tag;
    private final Class<T> type;
    private final Form form;
    private final Function<T, String> print;
    private final Function<String, T> parse;

    /** What its values look like in JSON. */
    enum Form {
        /** Numbers, but for those that JSON has none for: they are texts. */
        NUMBER,
        /** Texts. */
        TEXT,
        /** Texts on their own, so that no reader rounds them; short ones are numbers within the user's own classes. */
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

    /** One whose text does not always say all of the value: it is read again, and refused if it is another. */
    static <T> ValueType<T> checkedText(Class<T> type, Function<T, String> print, Function<String, T> parse) {
        Function<T, String> checked = value -> {
            String text = print.apply(value);
            if (!isSame(value, text, parse)) {
                throw new SessionCodecException(
                        "has a " + type.getName() + " that cannot be written as a text and read again as it is.");
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
     * The type.
     *
     * @return its class; values may be of a class below it that the JDK keeps to itself
     */
    public Class<T> type() {
        return type;
    }

    /**
     * A value as a text, which can also be the name of a member.
     *
     * @param value the value
     * @return its text
     * @throws SessionCodecException if the text would not say all of it
     */
    public String print(T value) {
        return print.apply(value);
    }

    /**
     * A text as a value.
     *
     * @param text what {@link #print} made
     * @return the value
     * @throws SessionCodecException if it is no such value
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
     * A value as it stands within one of the user's classes: numbers are numbers.
     *
     * @param value the value
     * @return a text or a number
     * @throws SessionCodecException if it cannot be written
     */
    public JsonValue toJson(T value) {
        return toJson(value, form == Form.NUMBER || (form == Form.TEXT_OF_NUMBER && isShort(value)));
    }

    /** Long ones are texts here too: there are libraries that fail with them. */
    private boolean isShort(T value) {
        return print(value).length() <= LONGEST_NUMERAL;
    }

    /** A value as it stands alone. */
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
     * A value of what {@link #toJson} made.
     *
     * @param json its JSON
     * @return the value
     * @throws SessionCodecException if it is no such value
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

    /** Names of members are texts, of what type ever they are. */
    private static boolean isNumberOrNone(String text) {
        return NO_NUMBERS.contains(text) || Numbers.isLiteral(text);
    }

    private SessionCodecException something() {
        return new SessionCodecException("has something else where a " + type.getName() + " should be.");
    }
}
