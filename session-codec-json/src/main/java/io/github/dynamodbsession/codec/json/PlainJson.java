package io.github.dynamodbsession.codec.json;

import org.jspecify.annotations.Nullable;

/**
 * Reads what most attributes are, without a library: a string without escapes, a whole number, a boolean. Everything else,
 * malformed JSON included, is left to the library.
 */
final class PlainJson {

    /** So many digits are an {@code int}, whatever they are. */
    private static final int DIGITS = 9;

    private static final char FIRST_PRINTABLE = ' ';

    private PlainJson() {}

    /** The value; null if a library has to read it. */
    static @Nullable Object read(String json) {
        if (json.isEmpty()) {
            return null;
        }
        return switch (json.charAt(0)) {
            case '"' -> isPlainText(json) ? json.substring(1, json.length() - 1) : null;
            case 't' -> json.equals("true") ? Boolean.TRUE : null;
            case 'f' -> json.equals("false") ? Boolean.FALSE : null;
            default -> isInt(json) ? Integer.valueOf(json) : null;
        };
    }

    /** Surrogates may be unpaired, which is an error. */
    private static boolean isPlainText(String json) {
        int last = json.length() - 1;
        for (int i = 1; i < last; i++) {
            char c = json.charAt(i);
            if (c == '"' || c == '\\' || c < FIRST_PRINTABLE || Character.isSurrogate(c)) {
                return false;
            }
        }
        return last > 0 && json.charAt(last) == '"';
    }

    private static boolean isInt(String json) {
        int start = json.charAt(0) == '-' ? 1 : 0;
        int digits = json.length() - start;
        if (digits < 1 || digits > DIGITS || (json.charAt(start) == '0' && json.length() > 1)) {
            return false; // -0 and leading zeros included
        }
        for (int i = start; i < json.length(); i++) {
            if (json.charAt(i) < '0' || json.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
