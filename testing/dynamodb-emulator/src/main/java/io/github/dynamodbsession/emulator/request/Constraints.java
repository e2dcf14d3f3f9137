package io.github.dynamodbsession.emulator.request;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The constraints of a request's members, all of which the service checks before it says anything. */
final class Constraints {

    private static final int MOST_REPORTED = 10;

    private final List<String> violations = new ArrayList<>();

    private Constraints() {}

    /** Refuses a request of which a member breaks its constraints, in one message for all of them. */
    static void check(Map<String, Object> request, Shape.Structure shape) {
        Constraints constraints = new Constraints();
        constraints.structure(request, shape, "");
        if (!constraints.violations.isEmpty()) {
            int count = constraints.violations.size();
            throw ApiException.validation(count + " validation error" + (count == 1 ? "" : "s") + " detected: "
                    + String.join("; ", constraints.violations.subList(0, Math.min(count, MOST_REPORTED))));
        }
    }

    private void structure(Map<?, ?> json, Shape.Structure shape, String path) {
        for (Shape.Member member : shape.members().values()) {
            Object value = json.get(member.name());
            String inner = path + lowerCase(member.name());
            if (value != null) {
                value(value, member.shape(), inner);
            } else if (member.required()) {
                violations.add("Value null at '" + inner + "' failed to satisfy constraint: Member must not be null");
            }
        }
    }

    private static String lowerCase(String name) {
        return name.equals("SSESpecification")
                ? "sSESpecification"
                : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private void value(Object value, Shape shape, String path) {
        if (shape == Shape.VALUE || shape == Shape.ATTRIBUTES) {
            return;
        }
        if (shape instanceof Shape.Text text) {
            text((String) value, text, path);
        } else if (shape instanceof Shape.TableName table) {
            tableName((String) value, table.name(), path);
        } else if (shape instanceof Shape.Whole whole) {
            long number = (Long) value;
            if (number < whole.least()) {
                violate(value, path, "Member must have value greater than or equal to " + whole.least());
            } else if (number > whole.most()) {
                violate(value, path, "Member must have value less than or equal to " + whole.most());
            }
        } else if (shape instanceof Shape.ListOf list) {
            List<?> elements = (List<?>) value;
            length(value, elements.size(), list.least(), list.most(), path);
            for (int i = 0; i < elements.size(); i++) {
                value(elements.get(i), list.element(), path + "." + (i + 1) + ".member");
            }
        } else if (shape instanceof Shape.MapOf map) {
            map((Map<?, ?>) value, map, path);
        } else if (shape instanceof Shape.Structure structure) {
            structure((Map<?, ?>) value, structure, path + ".");
        }
    }

    private void text(String value, Shape.Text shape, String path) {
        if (!shape.allowed().isEmpty()) {
            if (!shape.allowed().contains(value)) {
                violate(value, path, "Member must satisfy enum value set: " + shape.allowed());
            }
            return;
        }
        if (shape.pattern() != null && !shape.pattern().matcher(value).matches()) {
            violate(value, path, "Member must satisfy regular expression pattern: " + shape.pattern());
        }
        length(value, value.length(), shape.least(), shape.most(), path);
    }

    private void tableName(String value, Shape.Text shape, String path) {
        if (value.isEmpty()) {
            violate(value, path, "Member must have length greater than or equal to 1");
        } else if (!TableArn.is(value)) {
            text(value, shape, path);
        }
    }

    private void length(Object value, int length, int least, int most, String path) {
        if (length < least) {
            violate(value, path, "Member must have length greater than or equal to " + least);
        } else if (length > most) {
            violate(value, path, "Member must have length less than or equal to " + most);
        }
    }

    private void map(Map<?, ?> entries, Shape.MapOf shape, String path) {
        length(entries, entries.size(), shape.least(), shape.most(), path);
        Shape.Text keys = shape.keys();
        if (keys != null && entries.keySet().stream().anyMatch(key -> !fits((String) key, keys))) {
            violate(
                    entries,
                    path,
                    "Map keys must satisfy constraint: [Member must have length less than or equal to " + keys.most()
                            + ", Member must have length greater than or equal to " + keys.least()
                            + ", Member must satisfy regular expression pattern: " + keys.pattern() + "]");
        }
        entries.forEach((key, entry) -> value(entry, shape.value(), path + "." + key + ".member"));
    }

    private static boolean fits(String key, Shape.Text shape) {
        return key.length() >= shape.least()
                && key.length() <= shape.most()
                && (shape.pattern() == null || shape.pattern().matcher(key).matches());
    }

    private void violate(@Nullable Object value, String path, String constraint) {
        violations.add("Value '" + shown(value) + "' at '" + path + "' failed to satisfy constraint: " + constraint);
    }

    /** A collection is shown as the service's own objects print themselves, of which only their JSON is known. */
    private static String shown(@Nullable Object value) {
        if (value instanceof Map || value instanceof List) {
            return value instanceof List<?> list && isPlain(list)
                    ? list.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"))
                    : new String(Json.write(Canonical.of(value)), StandardCharsets.UTF_8);
        }
        return String.valueOf(value);
    }

    private static boolean isPlain(List<?> list) {
        return list.stream().noneMatch(element -> element instanceof Map || element instanceof List);
    }
}
