package io.github.dynamodbsession.emulator.request;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import io.github.dynamodbsession.emulator.value.DynamoNumber;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads attribute values. The service checks them in one of two layers, which differ in their words
 * (paritysuite/dynamodb-conformance, tests/tier3/error-messages/valueLayers.test.ts); who reads says which.
 */
public final class Values {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_NAME_LENGTH = 65_535;
    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String TOO_DEEP =
            "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit";

    /** How values are checked, and what is said of those that are refused. */
    public enum Layer {
        /** The operations on one item, BatchGetItem and Query: the newer words. */
        CURRENT,
        /** All others, above all BatchWriteItem, the transactions and Scan: the older words. */
        OLDER
    }

    private final Layer layer;

    Values(Layer layer) {
        this.layer = layer;
    }

    /** An item or a key. */
    Map<String, AttributeValue> attributes(Map<?, ?> json) {
        Map<String, AttributeValue> read = new LinkedHashMap<>();
        if (json.containsKey("")) {
            throw refuse("Empty attribute name");
        }
        for (Map.Entry<?, ?> entry : json.entrySet()) {
            String name = (String) entry.getKey();
            if (name.length() > MAX_NAME_LENGTH) {
                throw refuse("Attribute name is too large, must be less than 65536 characters");
            }
            read.put(name, value((Map<?, ?>) entry.getValue()));
        }
        return read;
    }

    /** The values of expressions: in the older layer a refusal names the placeholder. */
    Map<String, AttributeValue> placeholders(Map<?, ?> json) {
        Map<String, AttributeValue> read = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : json.entrySet()) {
            try {
                read.put((String) entry.getKey(), value((Map<?, ?>) entry.getValue()));
            } catch (ApiException e) {
                if (layer != Layer.OLDER || e.text() == null) {
                    throw e;
                }
                throw ApiException.validation(
                        "ExpressionAttributeValues contains invalid value: " + e.text() + " for key " + entry.getKey());
            }
        }
        return read;
    }

    /** One value. */
    AttributeValue value(Map<?, ?> json) {
        return value(json, 0);
    }

    private AttributeValue value(Map<?, ?> json, int depth) {
        if (json.size() != 1) {
            throw refuse(
                    json.isEmpty()
                            ? "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"
                            : "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
                                    + " supported datatypes");
        }
        Map.Entry<?, ?> only = json.entrySet().iterator().next();
        Object value = only.getValue();
        return switch ((String) only.getKey()) {
            case "S" -> new AttributeValue.S((String) value);
            case "N" -> new AttributeValue.N(number((String) value));
            case "B" -> new AttributeValue.B((byte[]) value);
            case "BOOL" -> new AttributeValue.Bool((Boolean) value);
            case "NULL" -> nothing((Boolean) value);
            case "SS" -> strings((List<?>) value);
            case "NS" -> numbers((List<?>) value);
            case "BS" -> binaries((List<?>) value);
            case "L" -> list((List<?>) value, deeper(depth));
            default -> map((Map<?, ?>) value, deeper(depth));
        };
    }

    private int deeper(int depth) {
        if (depth + 1 >= MAX_DEPTH) {
            throw ApiException.validation(TOO_DEEP);
        }
        return depth + 1;
    }

    private static AttributeValue nothing(boolean value) {
        if (!value) {
            throw refuse(INVALID + "Null attribute value types must have the value of true");
        }
        return AttributeValue.Null.INSTANCE;
    }

    private AttributeValue list(List<?> json, int depth) {
        List<AttributeValue> elements = new ArrayList<>(json.size());
        for (Object element : json) {
            elements.add(value((Map<?, ?>) element, depth));
        }
        return new AttributeValue.L(elements);
    }

    private AttributeValue map(Map<?, ?> json, int depth) {
        Map<String, AttributeValue> entries = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : json.entrySet()) {
            entries.put((String) entry.getKey(), value((Map<?, ?>) entry.getValue(), depth));
        }
        return new AttributeValue.M(entries);
    }

    private AttributeValue strings(List<?> json) {
        if (json.isEmpty()) {
            throw refuse(INVALID + "An string set  may not be empty");
        }
        Set<String> members = new LinkedHashSet<>();
        for (Object member : json) {
            if (!members.add((String) member)) {
                throw refuse(INVALID + "Input collection " + shownStrings(json) + " contains duplicates.");
            }
        }
        return new AttributeValue.SS(members);
    }

    private AttributeValue numbers(List<?> json) {
        if (json.isEmpty()) {
            throw refuse(INVALID + "An number set  may not be empty");
        }
        Set<BigDecimal> members = new LinkedHashSet<>();
        boolean twice = false;
        for (Object member : json) {
            twice |= !members.add(number((String) member));
        }
        if (twice) {
            throw refuse(
                    layer == Layer.OLDER
                            ? "Input collection contains duplicates"
                            : INVALID + "Input collection contains duplicates.");
        }
        return new AttributeValue.NS(members);
    }

    private AttributeValue binaries(List<?> json) {
        if (json.isEmpty()) {
            throw refuse(INVALID + "Binary sets should not be empty");
        }
        Set<AttributeValue.B> members = new LinkedHashSet<>();
        for (Object member : json) {
            if (!members.add(new AttributeValue.B((byte[]) member))) {
                throw refuse(INVALID + "Input collection " + shownBinaries(json) + "of type BS contains duplicates.");
            }
        }
        return new AttributeValue.BS(members);
    }

    private String shownStrings(List<?> json) {
        if (layer == Layer.OLDER) {
            return json.toString();
        }
        List<String> members = json.stream().map(String::valueOf).toList();
        return untilRepeated(members).stream()
                .map(member -> '"' + member + '"')
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private String shownBinaries(List<?> json) {
        List<String> members = json.stream()
                .map(member -> Base64.getEncoder().encodeToString((byte[]) member))
                .toList();
        if (layer == Layer.OLDER) {
            return members.toString();
        }
        List<AttributeValue.B> bytes = json.stream()
                .map(member -> new AttributeValue.B((byte[]) member))
                .toList();
        return untilRepeated(bytes).stream()
                .map(member -> '"' + Base64.getEncoder().encodeToString(member.value()) + '"')
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** The members up to the first that comes again, in order; that one; the rest as it was sent. */
    private static <T extends Comparable<? super T>> List<T> untilRepeated(List<T> members) {
        TreeSet<T> seen = new TreeSet<>();
        int repeated = 0;
        while (repeated < members.size() && seen.add(members.get(repeated))) {
            repeated++;
        }
        List<T> shown = new ArrayList<>(seen);
        shown.addAll(members.subList(repeated, members.size()));
        return shown;
    }

    private BigDecimal number(String text) {
        try {
            return DynamoNumber.parse(text);
        } catch (DynamoNumber.RefusedException e) {
            throw refuse(
                    switch (e.refusal()) {
                        case NOT_NUMERIC -> "The parameter cannot be converted to a numeric value" + shown(text);
                        case OVERFLOW -> layer == Layer.OLDER && hasHugeExponent(text) ? underflow() : overflow();
                        case UNDERFLOW -> underflow();
                        case TOO_PRECISE -> "Attempting to store more than 38 significant digits in a Number";
                    });
        }
    }

    private String shown(String text) {
        return layer == Layer.OLDER && text.isEmpty() ? "" : ": " + text;
    }

    private static String overflow() {
        return "Number overflow. Attempting to store a number with magnitude larger than supported range";
    }

    private static String underflow() {
        return "Number underflow. Attempting to store a number with magnitude smaller than supported range";
    }

    /** An exponent near the end of an int wraps in the older layer. */
    private static boolean hasHugeExponent(String text) {
        return text.substring(Math.max(text.indexOf('e'), text.indexOf('E')) + 1)
                        .length()
                > 9;
    }

    private static ApiException refuse(String message) {
        return ApiException.validation(message);
    }
}
