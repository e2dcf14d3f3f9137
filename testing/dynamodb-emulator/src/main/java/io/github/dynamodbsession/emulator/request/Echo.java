package io.github.dynamodbsession.emulator.request;

import io.github.dynamodbsession.emulator.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How the service shows a value that breaks a constraint. */
final class Echo {

    private Echo() {}

    /** As the newer operations do, in JSON. */
    static String json(Object value) {
        return new String(Json.write(Canonical.inOrder(value)), StandardCharsets.UTF_8);
    }

    /** As the other operations do, whose objects print themselves. */
    static String printed(Object value, Shape shape) {
        if (value instanceof byte[] bytes) {
            return "java.nio.HeapByteBuffer[pos=0 lim=" + bytes.length + " cap=" + bytes.length + "]";
        }
        if (value instanceof List<?> list && shape instanceof Shape.ListOf elements) {
            return list.stream()
                    .map(element -> printed(element, elements.element()))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map && shape instanceof Shape.MapOf entries) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + printed(entry.getValue(), entries.value()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Map<?, ?> members && shape instanceof Shape.Structure structure) {
            List<String> printed = new ArrayList<>();
            for (Shape.Member member : structure.members().values()) {
                Object inner = members.get(member.name());
                if (inner != null) {
                    printed.add(Place.lowerCase(member.name()) + "=" + printed(inner, member.shape()));
                }
            }
            return structure.name() + "(" + String.join(", ", printed) + ")";
        }
        return String.valueOf(value);
    }
}
