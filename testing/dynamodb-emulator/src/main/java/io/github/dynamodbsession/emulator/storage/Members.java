package io.github.dynamodbsession.emulator.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dynamodbsession.emulator.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object of the file, by their types. */
final class Members {

    private final Map<?, ?> json;

    private Members(Map<?, ?> json) {
        this.json = json;
    }

    static Members of(String text) {
        try {
            return new Members((Map<?, ?>) Objects.requireNonNull(Json.read(text.getBytes(UTF_8))));
        } catch (Json.NotJsonException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }

    List<String> names() {
        return json.keySet().stream().map(String::valueOf).toList();
    }

    Members members(String name) {
        return new Members((Map<?, ?>) value(name));
    }

    List<Members> list(String name) {
        return ((List<?>) value(name))
                .stream().map(element -> new Members((Map<?, ?>) element)).toList();
    }

    List<String> texts(String name) {
        return ((List<?>) value(name)).stream().map(String::valueOf).toList();
    }

    String text(String name) {
        return (String) value(name);
    }

    @Nullable
    String optionalText(String name) {
        return (String) json.get(name);
    }

    boolean flag(String name) {
        return (Boolean) value(name);
    }

    long whole(String name) {
        return ((BigDecimal) value(name)).longValueExact();
    }

    double number(String name) {
        return ((BigDecimal) value(name)).doubleValue();
    }

    Instant moment(String name) {
        return Instant.parse(text(name));
    }

    @Nullable
    Instant optionalMoment(String name) {
        String text = optionalText(name);
        return text == null ? null : Instant.parse(text);
    }

    private Object value(String name) {
        return Objects.requireNonNull(json.get(name), name);
    }
}
