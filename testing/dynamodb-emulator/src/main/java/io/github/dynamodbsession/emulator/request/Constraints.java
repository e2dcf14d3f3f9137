package io.github.dynamodbsession.emulator.request;

import io.github.dynamodbsession.emulator.error.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The constraints of a request's members, all of which the service checks before it says anything. */
final class Constraints {

    private static final int MAX_REPORTED = 10;

    private final Values.Layer layer;
    private final boolean keyless;
    private final List<String> violations = new ArrayList<>();

    /** What is told only if there is nothing else. */
    private final List<String> minor = new ArrayList<>();

    private Constraints(Values.Layer layer, boolean keyless) {
        this.layer = layer;
        this.keyless = keyless;
    }

    /** Refuses a request of which a member breaks its constraints, in one message for all of them. */
    static void check(Map<String, Object> request, Shape.Structure shape, Values.Layer layer) {
        boolean keyless = isKeyless(request, shape);
        if (!keyless) {
            checkTableName(request, shape);
        }
        checkOperator(request, shape);
        Constraints constraints = new Constraints(layer, keyless);
        constraints.structure(request, shape, Place.REQUEST);
        List<String> violations = constraints.violations;
        refuse(violations.isEmpty() ? constraints.minor : violations);
    }

    private static Shape.@Nullable TableName tableName(Shape.Structure shape) {
        Shape.Member member = shape.members().get("TableName");
        return member != null && member.shape() instanceof Shape.TableName table ? table : null;
    }

    /** An update without a key is read in an older way altogether. */
    private static boolean isKeyless(Map<String, Object> request, Shape.Structure shape) {
        Shape.TableName table = tableName(shape);
        return table != null && table.rule() == TableNameRule.NOT_EMPTY_BESIDE_A_KEY && !request.containsKey("Key");
    }

    private static void checkTableName(Map<String, Object> request, Shape.Structure shape) {
        Shape.TableName table = tableName(shape);
        if (table != null) {
            table.rule().check((String) request.get("TableName"));
        }
    }

    private static void checkOperator(Map<String, Object> request, Shape.Structure shape) {
        for (Shape.Member member : shape.members().values()) {
            Object value = request.get(member.name());
            if (value != null
                    && member.shape() instanceof Shape.Operator operator
                    && !operator.allowed().contains(value)) {
                throw ApiException.validation(
                        "Failed to satisfy constraint: Member must satisfy enum value set: " + Shape.Operator.TOLD);
            }
        }
    }

    private static void refuse(List<String> violations) {
        if (!violations.isEmpty()) {
            int count = violations.size();
            throw ApiException.validation(count + " validation error" + (count == 1 ? "" : "s") + " detected: "
                    + String.join("; ", violations.subList(0, Math.min(count, MAX_REPORTED))));
        }
    }

    private void structure(Map<?, ?> json, Shape.Structure shape, Place place) {
        for (Shape.Member member : shape.members().values()) {
            Object value = json.get(member.name());
            Place inner = place.member(member.name());
            if (value != null) {
                value(value, member.shape(), inner);
            } else if (member.required()) {
                violations.add("Value null at '" + inner.lowerCase()
                        + "' failed to satisfy constraint: Member must not be null");
            }
        }
    }

    private void value(Object value, Shape shape, Place place) {
        if (shape == Shape.VALUE || shape == Shape.ATTRIBUTES) {
            return;
        }
        if (shape instanceof Shape.Text text) {
            text((String) value, text, place);
        } else if (shape instanceof Shape.TableName table) {
            tableName((String) value, table.name(), place);
        } else if (shape instanceof Shape.ReturnValues returned) {
            returnValues((String) value, returned, place);
        } else if (shape instanceof Shape.Whole whole) {
            whole((Long) value, whole, place);
        } else if (shape instanceof Shape.ListOf list) {
            list((List<?>) value, list, place);
        } else if (shape instanceof Shape.MapOf map) {
            map((Map<?, ?>) value, map, place);
        } else if (shape instanceof Shape.Structure structure) {
            structure((Map<?, ?>) value, structure, place);
        }
    }

    private void text(String value, Shape.Text shape, Place place) {
        if (!shape.allowed().isEmpty()) {
            if (!shape.allowed().contains(value)) {
                violate(value, shape, place, "Member must satisfy enum value set: " + shape.allowed());
            }
            return;
        }
        if (shape.pattern() != null && !shape.pattern().matcher(value).matches()) {
            violate(value, shape, place, "Member must satisfy regular expression pattern: " + shape.pattern());
        }
        if (value.length() < shape.least()) {
            violate(value, shape, place, atLeast(shape.least()));
        } else if (value.length() > shape.most()) {
            violate(value, shape, place, atMost(shape.most()));
        }
    }

    private void tableName(String value, Shape.Text shape, Place place) {
        if (value.isEmpty()) {
            violate(value, shape, place, atLeast(1));
        } else if (!TableArn.is(value)) {
            text(value, shape, place);
        }
    }

    private void returnValues(String value, Shape.ReturnValues shape, Place place) {
        if (Shape.ReturnValues.ALLOWED.contains(value)) {
            return;
        }
        if (keyless) {
            violate(value, shape, place, "Member must satisfy enum value set: " + Shape.ReturnValues.ALLOWED);
            return;
        }
        String violation =
                "Failed to satisfy constraint: Member must satisfy enum value set: " + Shape.ReturnValues.TOLD;
        if (shape.alone()) {
            refuse(List.of(violation));
        }
        violations.add(violation);
    }

    private void whole(long value, Shape.Whole shape, Place place) {
        if (value < shape.least()) {
            violateSize(value, shape, place, "Member must have value greater than or equal to " + shape.least());
        } else if (value > shape.most()) {
            violateSize(value, shape, place, "Member must have value less than or equal to " + shape.most());
        }
    }

    private void list(List<?> elements, Shape.ListOf shape, Place place) {
        if (elements.size() < shape.least()) {
            violateSize(elements, shape, place, atLeast(shape.least()));
        } else if (elements.size() > shape.most()) {
            violateSize(elements, shape, place, atMost(shape.most()));
        }
        elements(elements, shape, place);
    }

    private void elements(List<?> elements, Shape.ListOf shape, Place place) {
        for (int i = 0; i < elements.size(); i++) {
            value(elements.get(i), shape.element(), place.element(i));
        }
    }

    /** What breaks a constraint of keys or of lists in a map is told as a fault of the map. */
    private void map(Map<?, ?> entries, Shape.MapOf shape, Place place) {
        if (entries.size() < shape.least()) {
            violateSize(entries, shape, place, atLeast(shape.least()));
        } else if (entries.size() > shape.most()) {
            violateSize(entries, shape, place, atMost(shape.most()));
        }
        Shape.TableName keys = shape.keys();
        if (keys != null && entries.keySet().stream().anyMatch(key -> !fits((String) key, keys.name()))) {
            String violation = violation(
                    entries,
                    shape,
                    place,
                    "Map keys must satisfy constraint: [" + atMost(keys.name().most()) + ", "
                            + atLeast(keys.name().least()) + ", Member must satisfy regular expression pattern: "
                            + keys.name().pattern() + "]");
            (layer == Values.Layer.CURRENT ? violations : minor).add(violation);
        }
        if (shape.value() instanceof Shape.ListOf lists) {
            if (entries.values().stream().anyMatch(list -> !fits((List<?>) list, lists))) {
                violate(
                        entries,
                        shape,
                        place,
                        "Map value must satisfy constraint: [" + atMost(lists.most()) + ", " + atLeast(lists.least())
                                + "]");
            }
            entries.forEach((key, entry) -> elements((List<?>) entry, lists, place.entry(key)));
        } else {
            entries.forEach((key, entry) -> value(entry, shape.value(), place.entry(key)));
        }
    }

    private static boolean fits(String key, Shape.Text shape) {
        return TableArn.is(key)
                || (key.length() >= shape.least()
                        && key.length() <= shape.most()
                        && Objects.requireNonNull(shape.pattern()).matcher(key).matches());
    }

    private static boolean fits(List<?> list, Shape.ListOf shape) {
        return list.size() >= shape.least() && list.size() <= shape.most();
    }

    private static String atLeast(int length) {
        return "Member must have length greater than or equal to " + length;
    }

    private static String atMost(int length) {
        return "Member must have length less than or equal to " + length;
    }

    /** Of a number, or a collection, of which the newer operations do not show what was sent. */
    private void violateSize(Object value, Shape shape, Place place, String constraint) {
        if (layer == Values.Layer.CURRENT) {
            violations.add("Value at '" + place.asNamed() + "' failed to satisfy constraint: " + constraint);
        } else {
            violate(value, shape, place, constraint);
        }
    }

    private void violate(Object value, Shape shape, Place place, String constraint) {
        violations.add(violation(value, shape, place, constraint));
    }

    private String violation(Object value, Shape shape, Place place, String constraint) {
        boolean json = layer == Values.Layer.CURRENT && value instanceof Map;
        return "Value '" + (json ? Echo.json(value) : Echo.printed(value, shape)) + "' at '" + place.lowerCase()
                + "' failed to satisfy constraint: " + constraint;
    }
}
