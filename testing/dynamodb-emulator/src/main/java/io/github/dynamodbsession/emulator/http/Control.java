package io.github.dynamodbsession.emulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dynamodbsession.emulator.clock.EmulatorClock;
import io.github.dynamodbsession.emulator.disturbance.Disturbances;
import io.github.dynamodbsession.emulator.disturbance.HeldAttempts;
import io.github.dynamodbsession.emulator.json.Json;
import io.github.dynamodbsession.emulator.json.Json.NotJsonException;
import io.github.dynamodbsession.emulator.table.Database;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Controls an emulator over HTTP, beside DynamoDB's protocol.
 *
 * <ul>
 *   <li>{@code GET /_emulator}: the time, the disturbances
 *   <li>{@code POST /_emulator/clock {"advance":"PT11M"}}: moves the clock forward
 *   <li>{@code PUT /_emulator/disturbances {"seed":7,"transactionTime":"PT0.05S",...}}: shows those and no others; {@code
 *       DELETE}: none
 *   <li>{@code POST /_emulator/holds {"operation":"UpdateItem","times":1}}: holds calls; {@code DELETE}: lets all go
 * </ul>
 */
public final class Control {

    static final String PATH = "/_emulator";

    private final Database database;
    private final EmulatorClock clock;
    private final HeldAttempts held;

    /** One for an emulator that is made of those. */
    public Control(Database database, EmulatorClock clock, HeldAttempts held) {
        this.database = database;
        this.clock = clock;
        this.held = held;
    }

    HttpReply answer(HttpCall call) {
        try {
            String what = call.method() + " " + call.path().substring(PATH.length());
            return HttpReply.json(200, Json.write(answer(what, call.body())));
        } catch (IllegalArgumentException e) {
            return HttpReply.json(400, Json.write(Map.of("message", String.valueOf(e.getMessage()))));
        }
    }

    private Map<String, Object> answer(String what, byte[] body) {
        switch (what) {
            case "GET ", "GET /" -> {
                // Told below.
            }
            case "POST /clock" ->
                clock.advance(duration("advance", known(body, Set.of("advance")).get("advance")));
            case "PUT /disturbances" -> database.disturb(disturbances(body));
            case "DELETE /disturbances" -> database.disturb(Disturbances.NONE);
            case "POST /holds" -> hold(body);
            case "DELETE /holds" -> held.releaseAll();
            default ->
                throw new IllegalArgumentException(what + " is none of GET " + PATH + ", POST " + PATH
                        + "/clock, PUT or DELETE " + PATH + "/disturbances, POST or DELETE " + PATH + "/holds");
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("now", database.now().toString());
        told.put("disturbances", told(database.disturbances()));
        return told;
    }

    private void hold(byte[] body) {
        Map<?, ?> wanted = known(body, Set.of("operation", "times"));
        String operation = String.valueOf(wanted.get("operation"));
        int times = wanted.get("times") instanceof BigDecimal number ? number.intValue() : 1;
        held.hold((called, any) -> called.equals(operation), times);
    }

    private static Disturbances disturbances(byte[] body) {
        Map<?, ?> wanted = known(body, told(Disturbances.NONE).keySet());
        Disturbances none = Disturbances.NONE;
        return new Disturbances(
                wanted.get("seed") instanceof BigDecimal seed ? seed.longValue() : none.seed(),
                duration("transactionTime", wanted.get("transactionTime"), none.transactionTime()),
                flag("throttleProvisioned", wanted),
                flag("throttlePartitions", wanted),
                share("staleReads", wanted),
                duration("staleness", wanted.get("staleness"), none.staleness()),
                duration("indexLag", wanted.get("indexLag"), none.indexLag()),
                duration("activation", wanted.get("activation"), none.activation()),
                flag("timeToLive", wanted),
                share("lateAttempts", wanted),
                duration("lateness", wanted.get("lateness"), none.lateness()));
    }

    private static Map<String, Object> told(Disturbances shown) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("seed", shown.seed());
        told.put("transactionTime", shown.transactionTime().toString());
        told.put("throttleProvisioned", shown.throttleProvisioned());
        told.put("throttlePartitions", shown.throttlePartitions());
        told.put("staleReads", shown.staleReads());
        told.put("staleness", shown.staleness().toString());
        told.put("indexLag", shown.indexLag().toString());
        told.put("activation", shown.activation().toString());
        told.put("timeToLive", shown.timeToLive());
        told.put("lateAttempts", shown.lateAttempts());
        told.put("lateness", shown.lateness().toString());
        return told;
    }

    private static Map<?, ?> known(byte[] body, Set<String> names) {
        Object json;
        try {
            json = Json.read(body);
        } catch (NotJsonException e) {
            throw new IllegalArgumentException("the body must be a JSON object, not " + new String(body, UTF_8), e);
        }
        if (!(json instanceof Map<?, ?> object)) {
            throw new IllegalArgumentException("the body must be a JSON object, not " + json);
        }
        for (Object name : object.keySet()) {
            if (!names.contains(String.valueOf(name))) {
                throw new IllegalArgumentException(name + " is none of " + names);
            }
        }
        return object;
    }

    private static Duration duration(String name, @Nullable Object value, Duration otherwise) {
        return value == null ? otherwise : duration(name, value);
    }

    private static Duration duration(String name, @Nullable Object value) {
        try {
            return Duration.parse(String.valueOf(value));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + " must be a duration such as PT11M, not " + value, e);
        }
    }

    private static boolean flag(String name, Map<?, ?> wanted) {
        Object value = wanted.get(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new IllegalArgumentException(name + " must be true or false, not " + value);
    }

    private static double share(String name, Map<?, ?> wanted) {
        Object value = wanted.get(name);
        if (value == null) {
            return 0;
        }
        if (value instanceof BigDecimal number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(name + " must be a number from 0 to 1, not " + value);
    }
}
