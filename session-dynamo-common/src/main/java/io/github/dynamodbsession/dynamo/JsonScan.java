package io.github.dynamodbsession.dynamo;

import java.util.BitSet;

/**
 * Finds where JSON values end, and whether a text is JSON by RFC 8259. Without recursion, so that no nesting exhausts the
 * stack. A failure says where, but quotes nothing.
 */
final class JsonScan {

    /** Deeper than anything that a session holds; Node.js itself reads some thousand levels. */
    static final int MAX_DEPTH = 10_000;

    private static final int UNICODE_DIGITS = 4;

    private final String text;

    JsonScan(String text) {
        this.text = text;
    }

    /** Whether a text is exactly one JSON value, with space around it at most. */
    static boolean isValue(String text) {
        JsonScan scan = new JsonScan(text);
        try {
            return scan.space(scan.value(scan.space(0))) == text.length();
        } catch (BrokenJsonException e) {
            return false;
        }
    }

    /** The next character that is not white space. */
    int space(int from) {
        int at = from;
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    /** The character at a place; 0 at the end of the text. */
    char at(int place) {
        return place < text.length() ? text.charAt(place) : 0;
    }

    /** The end of the value that begins here. */
    int value(int start) {
        BitSet objects = new BitSet();
        int depth = 0;
        int at = start;
        while (true) {
            char c = at(at);
            if (c == '{' || c == '[') {
                objects.set(depth, c == '{');
                depth++;
                if (depth > MAX_DEPTH) {
                    throw broken("is nested deeper than " + MAX_DEPTH + " levels", at);
                }
                at = space(at + 1);
                if (at(at) != (c == '{' ? '}' : ']')) {
                    at = c == '{' ? afterName(at) : at;
                    continue;
                }
                at++;
                depth--;
            } else {
                at = scalar(at);
            }
            while (depth > 0 && isEnd(space(at), objects.get(depth - 1))) {
                at = space(at) + 1;
                depth--;
            }
            if (depth == 0) {
                return at;
            }
            at = space(at);
            if (at(at) != ',') {
                throw broken("has no comma or end", at);
            }
            at = space(at + 1);
            at = objects.get(depth - 1) ? afterName(at) : at;
        }
    }

    private boolean isEnd(int place, boolean ofObject) {
        return at(place) == (ofObject ? '}' : ']');
    }

    /** The start of a member's value, from the start of its name. */
    int afterName(int start) {
        int colon = space(string(start));
        if (at(colon) != ':') {
            throw broken("has a name without a colon", colon);
        }
        return space(colon + 1);
    }

    private int scalar(int start) {
        return switch (at(start)) {
            case '"' -> string(start);
            case 't' -> literal("true", start);
            case 'f' -> literal("false", start);
            case 'n' -> literal("null", start);
            default -> number(start);
        };
    }

    private int literal(String literal, int start) {
        if (!text.startsWith(literal, start)) {
            throw broken("has no value", start);
        }
        return start + literal.length();
    }

    /** The end of the string that begins here, behind its quote. */
    int string(int start) {
        if (at(start) != '"') {
            throw broken("has no string", start);
        }
        int at = start + 1;
        while (at(at) != '"') {
            if (at >= text.length() || text.charAt(at) < ' ') {
                throw broken("has a string without an end, or with a control character", at);
            }
            at = text.charAt(at) == '\\' ? escaped(at) : at + 1;
        }
        return at + 1;
    }

    private int escaped(int start) {
        char c = at(start + 1);
        if (c != 'u') {
            if (c == 0 || "\"\\/bfnrt".indexOf(c) < 0) {
                throw broken("has an unknown escape", start);
            }
            return start + 2;
        }
        int end = start + 2 + UNICODE_DIGITS;
        for (int i = start + 2; i < end; i++) {
            if (at(i) > 'f' || Character.digit(at(i), 16) < 0) {
                throw broken("has an unknown escape", start);
            }
        }
        return end;
    }

    private int number(int start) {
        int at = at(start) == '-' ? start + 1 : start;
        at = at(at) == '0' ? at + 1 : digits(at);
        if (at(at) == '.') {
            at = digits(at + 1);
        }
        if (at(at) == 'e' || at(at) == 'E') {
            char sign = at(at + 1);
            at = digits(sign == '+' || sign == '-' ? at + 2 : at + 1);
        }
        return at;
    }

    private int digits(int start) {
        int at = start;
        while (at(at) >= '0' && at(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw broken("has no value", start);
        }
        return at;
    }

    /** The failure of a text at a place. */
    static BrokenJsonException broken(String how, int at) {
        return new BrokenJsonException(how + " at character " + at);
    }
}
