package io.github.dynamodbsession.conformance.facts;

import static org.junit.jupiter.api.Assumptions.abort;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One run of the steps of one fact, with tables of its own, which are made when they are first named. */
final class Run implements AutoCloseable {

    /** How names begin that are of no table, but as new as the names of tables. */
    private static final Set<String> MERE_NAMES = Set.of("ABSENT", "TOKEN");

    private static final int LOOKS_A_SECOND = 20;
    private static final int LOOKS = 30 * LOOKS_A_SECOND;
    private static final int PRINTED = 2000;

    private final Api api;
    private final Fact fact;
    private final JsonNode readyMade;
    private final String prefix = "facts-" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private final Map<String, String> tables = new HashMap<>();
    private final List<String> made = new ArrayList<>();
    private final Template template = new Template(this::table);
    private boolean isDisturbed;

    Run(Api api, Fact fact, JsonNode readyMade) {
        this.api = api;
        this.fact = fact;
        this.readyMade = readyMade;
    }

    void run() {
        for (Fact.Step step : fact.steps()) {
            run(step);
        }
    }

    private void run(Fact.Step step) {
        String operation = "";
        String name = "";
        for (String member : step.request().propertyNames()) {
            if (member.equals("as")) {
                name = step.request().get(member).stringValue();
            } else {
                operation = member;
            }
        }
        JsonNode request = template.fill(step.request().path(operation));
        JsonNode then = template.fill(step.answer());
        Expectation expected = new Expectation(then);
        Api.Answer answer = ask(operation, request);
        List<String> problems = expected.problems(answer);
        for (int again = then.path("within").asInt(0) * LOOKS_A_SECOND; again > 0 && !problems.isEmpty(); again--) {
            pause();
            answer = ask(operation, request);
            problems = expected.problems(answer);
        }
        template.answered(name, answer.body());
        if (!problems.isEmpty()) {
            throw new AssertionError(fact.sentence() + " (" + fact.source() + ")\n" + String.join("; ", problems)
                    + "\nasked:    " + operation + " " + cut(request) + "\nexpected: " + cut(then) + "\nanswered: "
                    + answer.status() + " " + cut(answer.text()));
        }
        if (answer.status() == 200) {
            awaitOwn(operation, request);
        }
    }

    private Api.Answer ask(String operation, JsonNode request) {
        return switch (operation) {
            case "advance" ->
                control("POST", "clock", FactFiles.JSON.createObjectNode().set("advance", request));
            case "disturb" -> {
                isDisturbed = true;
                yield control("PUT", "disturbances", request);
            }
            case "raw" -> raw(request);
            default -> api.call(operation, request);
        };
    }

    private static String cut(Object text) {
        String all = text.toString();
        return all.length() <= PRINTED ? all : all.substring(0, PRINTED) + "…";
    }

    /** Asks what only the emulator has, such as another time; without one, the fact is not asked at all. */
    private Api.Answer control(String method, String what, JsonNode body) {
        Api.Answer answer =
                api.send(method, "/_emulator/" + what, Map.of("Content-Type", "application/json"), body.toString());
        if (answer.status() != 200) {
            abort("This endpoint is no emulator of ours: " + answer.text());
        }
        return answer;
    }

    /** A header that is null is left out. */
    private Api.Answer raw(JsonNode request) {
        Map<String, String> headers =
                new LinkedHashMap<>(Api.headers(request.path("operation").asString("GetItem")));
        request.path("headers").properties().forEach(header -> {
            headers.keySet().removeIf(name -> name.equalsIgnoreCase(header.getKey()));
            if (!header.getValue().isNull()) {
                headers.put(header.getKey(), header.getValue().stringValue());
            }
        });
        return api.send(
                request.path("method").asString("POST"),
                request.path("path").asString("/"),
                headers,
                request.path("body").asString(""));
    }

    /** Other endpoints than the emulator take their time to make a table. */
    private void awaitOwn(String operation, JsonNode request) {
        if (operation.equals("CreateTable") || operation.equals("UpdateTable")) {
            String table = request.path("TableName").asString("");
            if (tables.containsValue(table)) {
                made.add(table);
                await(table);
            }
        }
    }

    private String table(String name) {
        String known = tables.get(name);
        if (known != null) {
            return known;
        }
        String table = prefix + name;
        tables.put(name, table);
        JsonNode request = fact.tables().path(name);
        if (request.isMissingNode()) {
            request = readyMade.path(name);
        }
        if (request.isMissingNode()) {
            if (MERE_NAMES.stream().noneMatch(name::startsWith)) {
                throw new AssertionError("There is no table $" + name);
            }
            return table;
        }
        ObjectNode create = ((ObjectNode) request).deepCopy().put("TableName", table);
        Api.Answer answer = api.call("CreateTable", template.fill(create));
        if (answer.status() != 200) {
            throw new AssertionError("No table $" + name + ": " + answer.text());
        }
        made.add(table);
        await(table);
        template.isNow(Instant.ofEpochSecond(
                answer.body().at("/TableDescription/CreationDateTime").asLong()));
        return table;
    }

    private void await(String table) {
        ObjectNode request = FactFiles.JSON.createObjectNode().put("TableName", table);
        for (int look = 0; look < LOOKS; look++) {
            JsonNode description = api.call("DescribeTable", request).body().path("Table");
            boolean ready = description.path("TableStatus").asString("").equals("ACTIVE");
            for (JsonNode index : description.path("GlobalSecondaryIndexes")) {
                ready &= index.path("IndexStatus").asString("").equals("ACTIVE");
            }
            if (ready) {
                return;
            }
            pause();
        }
        throw new AssertionError("The table " + table + " is still not active");
    }

    private static void pause() {
        try {
            Thread.sleep(1000 / LOOKS_A_SECOND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Removes its tables. */
    @Override
    public void close() {
        if (isDisturbed) {
            api.send("DELETE", "/_emulator/disturbances", Map.of(), "");
        }
        made.forEach(table ->
                api.call("DeleteTable", FactFiles.JSON.createObjectNode().put("TableName", table)));
    }
}
