package io.github.dynamodbsession.emulator.http;

import io.github.dynamodbsession.emulator.clock.EmulatorClock;
import io.github.dynamodbsession.emulator.disturbance.Disturbances;
import io.github.dynamodbsession.emulator.disturbance.HeldAttempts;
import io.github.dynamodbsession.emulator.json.Json;
import io.github.dynamodbsession.emulator.meter.CapacityMeter;
import io.github.dynamodbsession.emulator.meter.ConsumedUnits;
import io.github.dynamodbsession.emulator.request.Request;
import io.github.dynamodbsession.emulator.table.Database;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Controls an emulator over HTTP, beside DynamoDB's protocol.
 *
 * <ul>
 *   <li>{@code GET /_emulator}: the time, the disturbances
 *   <li>{@code POST /_emulator/clock {"advance":"PT11M"}}: moves the clock forward
 *   <li>{@code PUT /_emulator/disturbances {"seed":7,"transactionTime":"PT0.05S",...}}: shows those and no others; {@code
 *       DELETE}: none
 *   <li>{@code GET /_emulator/consumed}: what calls have consumed, by operation; {@code DELETE}: counts anew
 *   <li>{@code POST /_emulator/holds {"operation":"UpdateItem","times":1}}: holds calls; {@code DELETE}: lets all go
 * </ul>
 */
public final class Control {

    static final String PATH = "/_emulator";

    private static final int MAX_HELD = 1_000_000;

    private final Database database;
    private final EmulatorClock clock;
    private final HeldAttempts held;
    private final CapacityMeter meter;

    /** One for an emulator that is made of those. */
    public Control(Database database, EmulatorClock clock, HeldAttempts held, CapacityMeter meter) {
        this.meter = meter;
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
            case "GET /consumed" -> {
                return told(meter.byOperation());
            }
            case "DELETE /consumed" -> {
                return told(meter.reset());
            }
            case "GET ", "GET /" -> {
                // Told below.
            }
            case "POST /clock" ->
                clock.advance(ControlBody.read(body, List.of("advance")).duration("advance", null));
            case "PUT /disturbances" -> database.disturb(disturbances(body));
            case "DELETE /disturbances" -> database.disturb(Disturbances.NONE);
            case "POST /holds" -> hold(body);
            case "DELETE /holds" -> held.releaseAll();
            default ->
                throw new IllegalArgumentException(what + " is none of GET " + PATH + ", POST " + PATH
                        + "/clock, PUT or DELETE " + PATH + "/disturbances, GET or DELETE " + PATH
                        + "/consumed, POST or DELETE " + PATH + "/holds");
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("now", database.now().toString());
        told.put("disturbances", told(database.disturbances()));
        return told;
    }

    private void hold(byte[] body) {
        ControlBody wanted = ControlBody.read(body, List.of("operation", "times"));
        String operation = wanted.text("operation");
        if (operation == null || !Request.isKnown(operation)) {
            throw new IllegalArgumentException(
                    "operation must be the name of one, such as UpdateItem, not " + operation);
        }
        int times = (int) wanted.whole("times", 1, MAX_HELD, 1);
        held.hold((called, any) -> called.equals(operation), times);
    }

    private static Disturbances disturbances(byte[] body) {
        Disturbances none = Disturbances.NONE;
        ControlBody wanted = ControlBody.read(body, told(none).keySet());
        return new Disturbances(
                wanted.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE, none.seed()),
                wanted.duration("transactionTime", none.transactionTime()),
                wanted.flag("throttleProvisioned"),
                wanted.flag("throttlePartitions"),
                wanted.share("staleReads"),
                wanted.duration("staleness", none.staleness()),
                wanted.duration("indexLag", none.indexLag()),
                wanted.duration("activation", none.activation()),
                wanted.flag("timeToLive"),
                wanted.share("lateAttempts"),
                wanted.duration("lateness", none.lateness()));
    }

    private static Map<String, Object> told(Map<String, ConsumedUnits> byOperation) {
        Map<String, Object> told = new LinkedHashMap<>();
        byOperation.forEach((operation, units) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("calls", units.calls());
            one.put("readUnits", units.readUnits());
            one.put("writeUnits", units.writeUnits());
            told.put(operation, one);
        });
        return told;
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
}
