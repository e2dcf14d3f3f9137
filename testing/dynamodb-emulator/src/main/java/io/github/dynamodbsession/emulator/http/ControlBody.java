package io.github.dynamodbsession.emulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dynamodbsession.emulator.json.Json;
import io.github.dynamodbsession.emulator.json.Json.NotJsonException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told to the emulator's control: a JSON object, of which every member is looked at. Refusals name the member. */
final class ControlBody {

    private static final Duration MAX_DURATION = Duration.ofDays(3650);

    private final Map<?, ?> members;

    private ControlBody(Map<?, ?> members) {
        this.members = members;
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is no JSON object, or has members of other names
     */
    static ControlBody read(byte[] body, Collection<String> names) {
        Object json;
        try {
            json = Json.read(body);
        } catch (NotJsonException e) {
            throw new IllegalArgumentException("the body must be a JSON object, not " + new String(body, UTF_8), e);
        }
        if (!(json instanceof Map<?, ?> members)) {
            throw new IllegalArgumentException("the body must be a JSON object, not " + new String(body, UTF_8));
        }
        for (Object name : members.keySet()) {
            if (!names.contains(String.valueOf(name))) {
                throw new IllegalArgumentException(name + " is none of " + String.join(", ", names));
            }
        }
        return new ControlBody(members);
    }

    @Nullable
    String text(String name) {
        Object value = members.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw refusal(name, "a text", value);
    }

    long whole(String name, long least, long most, long otherwise) {
        Object value = members.get(name);
        if (value == null) {
            return otherwise;
        }
        String right = "a whole number from " + least + " to " + most;
        if (!(value instanceof BigDecimal number)
                || number.compareTo(BigDecimal.valueOf(least)) < 0
                || number.compareTo(BigDecimal.valueOf(most)) > 0
                || number.stripTrailingZeros().scale() > 0) {
            throw refusal(name, right, value);
        }
        return number.longValue();
    }

    Duration duration(String name, @Nullable Duration otherwise) {
        Object value = members.get(name);
        if (value == null && otherwise != null) {
            return otherwise;
        }
        if (value instanceof String text) {
            try {
                Duration duration = Duration.parse(text);
                if (!duration.isNegative() && duration.compareTo(MAX_DURATION) <= 0) {
                    return duration;
                }
            } catch (DateTimeParseException e) {
                // Said below.
            }
        }
        throw refusal(name, "a duration such as PT11M or PT0.02S", value);
    }

    boolean flag(String name) {
        Object value = members.get(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw refusal(name, "true or false", value);
    }

    double share(String name) {
        Object value = members.get(name);
        if (value == null) {
            return 0;
        }
        if (value instanceof BigDecimal number && number.signum() >= 0 && number.compareTo(BigDecimal.ONE) <= 0) {
            return number.doubleValue();
        }
        throw refusal(name, "a number from 0 to 1", value);
    }

    private static IllegalArgumentException refusal(String name, String right, @Nullable Object value) {
        return new IllegalArgumentException(name + " must be " + right + ", not " + value);
    }
}
