package io.github.dynamodbsession.codec.json;

import java.util.HexFormat;
import java.util.Map;

/** Prints trees as JSON, independently of the library. */
final class JsonPrinter {

    private static final char FIRST_PRINTABLE = ' ';

    private final StringBuilder out = new StringBuilder();

    private JsonPrinter() {}

    static String print(JsonValue tree) {
        JsonPrinter printer = new JsonPrinter();
        printer.append(tree);
        return printer.out.toString();
    }

    private void append(JsonValue json) {
        if (json instanceof JsonValue.Text text) {
            appendText(text.content());
        } else if (json instanceof JsonValue.Numeral number) {
            out.append(number.literal());
        } else if (json instanceof JsonValue.Bool bool) {
            out.append(bool.value());
        } else if (json instanceof JsonValue.Array array) {
            appendArray(array);
        } else if (json instanceof JsonValue.Fields fields) {
            appendFields(fields);
        } else {
            out.append("null");
        }
    }

    private void appendArray(JsonValue.Array array) {
        char before = '[';
        for (JsonValue element : array.elements()) {
            out.append(before);
            append(element);
            before = ',';
        }
        out.append(array.elements().isEmpty() ? "[]" : "]");
    }

    private void appendFields(JsonValue.Fields fields) {
        char before = '{';
        for (Map.Entry<String, JsonValue> member : fields.members().entrySet()) {
            out.append(before);
            appendText(member.getKey());
            out.append(':');
            append(member.getValue());
            before = ',';
        }
        out.append(fields.members().isEmpty() ? "{}" : "}");
    }

    private void appendText(String text) {
        out.ensureCapacity(out.length() + text.length() + 2);
        out.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < FIRST_PRINTABLE || c == '"' || c == '\\') {
                out.append(text, written, i);
                appendEscaped(c);
                written = i + 1;
            }
        }
        out.append(text, written, text.length()).append('"');
    }

    private void appendEscaped(char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> out.append("\\u").append(HexFormat.of().toHexDigits(c));
        }
    }
}
