package io.github.dynamodbsession.conformance.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One thing that DynamoDB does.
 *
 * @param topic the name of the file it is in
 * @param sentence what DynamoDB does, in one sentence
 * @param source where that is known from
 * @param tables the tables of its own, by name
 * @param steps what is asked, in this order, and what is answered
 */
record Fact(String topic, String sentence, String source, JsonNode tables, List<Step> steps) {

    private static final Set<String> MEMBERS = Set.of("fact", "source", "tables", "given", "when", "then", "steps");

    /**
     * One request with its answer.
     *
     * @param request the operation with its request; or {@code raw}, another HTTP request; or, of our emulator only, {@code
     *     advance}, how far to move its clock, or {@code disturb}, what to show of the service's rougher sides
     * @param answer what is expected; a missing node: only that it succeeds
     */
    record Step(JsonNode request, JsonNode answer) {}

    static Fact of(String topic, JsonNode entry) {
        String sentence = entry.path("fact").asString("");
        entry.propertyNames().forEach(name -> {
            if (!MEMBERS.contains(name)) {
                throw new IllegalArgumentException(topic + ": '" + sentence + "' has the member '" + name + "'");
            }
        });
        List<Step> steps = new ArrayList<>();
        JsonNode none = entry.path("then").path("none");
        entry.path("given").forEach(request -> steps.add(new Step(request, none)));
        if (entry.has("when")) {
            steps.add(new Step(entry.get("when"), entry.path("then")));
        }
        entry.path("steps").forEach(step -> steps.add(new Step(step.path("when"), step.path("then"))));
        return new Fact(topic, sentence, entry.path("source").asString(""), entry.path("tables"), steps);
    }

    /** Whether it asks anything. */
    boolean asksSomething() {
        return steps.stream().anyMatch(step -> !step.answer().isMissingNode());
    }
}
