package io.github.dynamodbsession.emulator.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dynamodbsession.emulator.json.Json.NotJsonException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one text in JSON (RFC 8259), strictly. Not safe for use by several threads. */
final class JsonReader {

    private static final int DEEPEST = 1000;
    private static final int LONGEST_NUMBER = 1000;
    private static final int LONGEST_INT = 9;

    private final byte[] json;
    private int at;

    JsonReader(byte[] json) {
        this.json = json;
    }

    @Nullable
    Object read() throws NotJsonException {
        Object value = value(0);
        skipSpace();
        if (at < json.length) {
            throw new NotJsonException(null);
        }
        return value;
    }

    private void skipSpace() {
        while (at < json.length && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
    }

    /** The next byte that is no space; it is the next one still. */
    private byte peek() throws NotJsonException {
        skipSpace();
        if (at == json.length) {
            throw new NotJsonException(null);
        }
        return json[at];
    }

    private void expect(char wanted) throws NotJsonException {
        if (peek() != wanted) {
            throw new NotJsonException(null);
        }
        at++;
    }

    private @Nullable Object value(int depth) throws NotJsonException {
        return switch (peek()) {
            case '{' -> object(deeper(depth));
            case '[' -> array(deeper(depth));
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private static int deeper(int depth) throws NotJsonException {
        if (depth == DEEPEST) {
            throw new NotJsonException(null);
        }
        return depth + 1;
    }

    private @Nullable Object word(String word, @Nullable Object value) throws NotJsonException {
        for (int i = 0; i < word.length(); i++) {
            if (at == json.length || json[at] != word.charAt(i)) {
                throw new NotJsonException(null);
            }
            at++;
        }
        return value;
    }

    private Map<String, @Nullable Object> object(int depth) throws NotJsonException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        at++;
        if (peek() == '}') {
            at++;
            return object;
        }
        while (true) {
            if (peek() != '"') {
                throw new NotJsonException(null);
            }
            String name = string();
            expect(':');
            object.put(name, value(depth));
            if (peek() == '}') {
                at++;
                return object;
            }
            expect(',');
        }
    }

    private List<@Nullable Object> array(int depth) throws NotJsonException {
        List<@Nullable Object> array = new ArrayList<>();
        at++;
        if (peek() == ']') {
            at++;
            return array;
        }
        while (true) {
            array.add(value(depth));
            if (peek() == ']') {
                at++;
                return array;
            }
            expect(',');
        }
    }

    private BigDecimal number() throws NotJsonException {
        int from = at;
        skip('-');
        int whole = at;
        int digits = digits();
        if (digits > 1 && json[whole] == '0') {
            throw new NotJsonException(null);
        }
        boolean plain = !skip('.');
        if (!plain) {
            digits();
        }
        if (skip('e') || skip('E')) {
            plain = false;
            if (!skip('+')) {
                skip('-');
            }
            digits();
        }
        if (at - from > LONGEST_NUMBER) {
            throw new NotJsonException(null);
        }
        String text = new String(json, from, at - from, ISO_8859_1);
        try {
            return plain && digits <= LONGEST_INT ? BigDecimal.valueOf(Integer.parseInt(text)) : new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new NotJsonException(e);
        }
    }

    private boolean skip(char wanted) {
        if (at < json.length && json[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private int digits() throws NotJsonException {
        int from = at;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw new NotJsonException(null);
        }
        return at - from;
    }

    private String string() throws NotJsonException {
        int from = ++at;
        boolean ascii = true;
        while (at < json.length) {
            byte b = json[at];
            if (b == '"') {
                at++;
                return text(from, at - 1, ascii);
            }
            if (b == '\\') {
                return escaped(text(from, at, ascii));
            }
            ascii &= isPlain(b);
            at++;
        }
        throw new NotJsonException(null);
    }

    /** Whether it is a character of its own; no control character is one at all. */
    private static boolean isPlain(byte b) throws NotJsonException {
        if (b >= 0 && b < ' ') {
            throw new NotJsonException(null);
        }
        return b > 0;
    }

    private String escaped(String begun) throws NotJsonException {
        StringBuilder text = new StringBuilder(begun);
        int from = at;
        boolean ascii = true;
        while (at < json.length) {
            byte b = json[at];
            if (b == '"' || b == '\\') {
                text.append(text(from, at, ascii));
                at++;
                if (b == '"') {
                    return text.toString();
                }
                text.append(escape());
                from = at;
                ascii = true;
            } else {
                ascii &= isPlain(b);
                at++;
            }
        }
        throw new NotJsonException(null);
    }

    private char escape() throws NotJsonException {
        if (at == json.length) {
            throw new NotJsonException(null);
        }
        return switch (json[at++]) {
            case '"' -> '"';
            case '\\' -> '\\';
            case '/' -> '/';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw new NotJsonException(null);
        };
    }

    private char unicode() throws NotJsonException {
        if (json.length - at < 4) {
            throw new NotJsonException(null);
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(json[at++], 16);
            if (digit < 0) {
                throw new NotJsonException(null);
            }
            code = 16 * code + digit;
        }
        return (char) code;
    }

    private String text(int from, int to, boolean ascii) throws NotJsonException {
        if (ascii) {
            return new String(json, from, to - from, ISO_8859_1);
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(json, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new NotJsonException(e);
        }
    }
}
