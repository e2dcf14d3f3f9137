package io.github.dynamodbsession.emulator.json;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import io.github.dynamodbsession.emulator.value.DynamoNumber;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one text in JSON. Not safe for use by several threads. */
final class JsonWriter {

    private static final String HEX = "0123456789ABCDEF";
    private static final int BEGUN = 512;

    /** The most bytes of one character. */
    private static final int LONGEST = 6;

    private byte[] bytes = new byte[BEGUN];
    private int size;

    byte[] written() {
        return Arrays.copyOf(bytes, size);
    }

    void write(@Nullable Object value) {
        if (value instanceof String text) {
            string(text);
        } else if (value instanceof AttributeValue attribute) {
            attribute(attribute);
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof Iterable<?> list) {
            array(list);
        } else if (value == null || value instanceof Boolean || value instanceof Number) {
            ascii(String.valueOf(value));
        } else {
            throw new IllegalArgumentException("no JSON: " + value.getClass());
        }
    }

    private void object(Map<?, ?> map) {
        char before = '{';
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            put(before);
            string((String) entry.getKey());
            put(':');
            write(entry.getValue());
            before = ',';
        }
        if (before == '{') {
            put('{');
        }
        put('}');
    }

    private void array(Iterable<?> list) {
        char before = '[';
        for (Object element : list) {
            put(before);
            write(element);
            before = ',';
        }
        if (before == '[') {
            put('[');
        }
        put(']');
    }

    private void attribute(AttributeValue value) {
        put('{');
        string(value.type());
        put(':');
        if (value instanceof AttributeValue.S s) {
            string(s.value());
        } else if (value instanceof AttributeValue.N n) {
            string(DynamoNumber.text(n.value()));
        } else if (value instanceof AttributeValue.B b) {
            binary(b);
        } else if (value instanceof AttributeValue.Bool b) {
            ascii(String.valueOf(b.value()));
        } else if (value instanceof AttributeValue.Null) {
            ascii("true");
        } else if (value instanceof AttributeValue.M map) {
            object(map.value());
        } else if (value instanceof AttributeValue.L list) {
            array(list.value());
        } else {
            set(value);
        }
        put('}');
    }

    private void set(AttributeValue value) {
        char before = '[';
        Iterable<?> members = value instanceof AttributeValue.SS strings
                ? strings.value()
                : value instanceof AttributeValue.NS numbers ? numbers.value() : ((AttributeValue.BS) value).value();
        for (Object member : members) {
            put(before);
            if (member instanceof AttributeValue.B b) {
                binary(b);
            } else {
                string(member instanceof BigDecimal number ? DynamoNumber.text(number) : (String) member);
            }
            before = ',';
        }
        put(']');
    }

    private void binary(AttributeValue.B value) {
        put('"');
        ascii(Base64.getEncoder().encodeToString(value.value()));
        put('"');
    }

    private void string(String text) {
        put('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
                put(c);
            } else {
                i += special(text, i);
            }
        }
        put('"');
    }

    /** A character that is not written as it is; returns 1 if it took two chars. */
    private int special(String text, int i) {
        reserve(LONGEST);
        char c = text.charAt(i);
        switch (c) {
            case '"', '\\' -> escape(c);
            case '\b' -> escape('b');
            case '\t' -> escape('t');
            case '\n' -> escape('n');
            case '\f' -> escape('f');
            case '\r' -> escape('r');
            default -> {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    utf8(Character.toCodePoint(c, text.charAt(i + 1)));
                    return 1;
                }
                if (c < ' ' || Character.isSurrogate(c)) {
                    unicode(c);
                } else {
                    utf8(c);
                }
            }
        }
        return 0;
    }

    private void escape(char c) {
        put('\\');
        put(c);
    }

    private void unicode(char c) {
        ascii("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            put(HEX.charAt((c >> shift) & 0xf));
        }
    }

    private void utf8(int code) {
        if (code < 0x80) {
            put((char) code);
        } else if (code < 0x800) {
            put((char) (0xc0 | (code >> 6)));
            following(code, 0);
        } else if (code < 0x10000) {
            put((char) (0xe0 | (code >> 12)));
            following(code, 6);
            following(code, 0);
        } else {
            put((char) (0xf0 | (code >> 18)));
            following(code, 12);
            following(code, 6);
            following(code, 0);
        }
    }

    private void following(int code, int shift) {
        put((char) (0x80 | ((code >> shift) & 0x3f)));
    }

    private void ascii(String text) {
        int length = text.length();
        reserve(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    private void put(char b) {
        if (size == bytes.length) {
            reserve(1);
        }
        bytes[size++] = (byte) b;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
