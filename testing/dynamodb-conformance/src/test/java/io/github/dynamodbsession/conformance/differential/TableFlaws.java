package io.github.dynamodbsession.conformance.differential;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Definitions of tables that are not allowed. */
final class TableFlaws {

    private final Draw draw;

    TableFlaws(Draw draw) {
        this.draw = draw;
    }

    List<Flaw> all() {
        return List.of(this::badDefinition, this::badIndexes, this::badThroughput, this::badUpdate);
    }

    private boolean badDefinition(Request request) {
        if (!request.operation().equals("CreateTable")) {
            return false;
        }
        ObjectNode body = request.body();
        ArrayNode definitions = (ArrayNode) body.path("AttributeDefinitions");
        ArrayNode schema = (ArrayNode) body.path("KeySchema");
        switch (draw.below(8)) {
            case 0 -> definitions.remove(0);
            case 1 -> definitions.removeAll();
            case 2 -> definitions.add(new KeyAttribute("extra", "S").definition());
            case 3 -> definitions.set(0, new KeyAttribute("pk", "BOOL").definition());
            case 4 -> schema.set(0, new KeyAttribute("pk", "S").schema("RANGE"));
            case 5 -> schema.removeAll();
            case 6 -> schema.add(new KeyAttribute("pk", "S").schema("RANGE"));
            default -> schema.add(new KeyAttribute("pk", "S").schema("HASH"));
        }
        return true;
    }

    private boolean badIndexes(Request request) {
        if (!request.operation().equals("CreateTable")) {
            return false;
        }
        String member = draw.oneOf("LocalSecondaryIndexes", "GlobalSecondaryIndexes");
        JsonNode indexes = request.body().path(member);
        if (indexes.isMissingNode()) {
            request.body().set(member, Json.array());
            return true;
        }
        ObjectNode index = (ObjectNode) indexes.path(0);
        switch (draw.below(7)) {
            case 0 -> index.put("IndexName", draw.oneOf("ab", "no blanks"));
            case 1 -> index.set("Projection", Json.object());
            case 2 -> index.set("Projection", Json.object("ProjectionType", "WRONG"));
            case 3 ->
                index.set(
                        "Projection",
                        Json.object("ProjectionType", "ALL").set("NonKeyAttributes", Json.texts(List.of("str"))));
            case 4 -> ((ArrayNode) indexes).add(index.deepCopy());
            case 5 -> ((ArrayNode) index.path("KeySchema")).set(0, new KeyAttribute("other", "S").schema("HASH"));
            default -> ((ArrayNode) index.path("KeySchema")).set(0, new KeyAttribute("pk", "S").schema("RANGE"));
        }
        return true;
    }

    private boolean badThroughput(Request request) {
        if (!request.operation().equals("CreateTable") && !request.operation().equals("UpdateTable")) {
            return false;
        }
        ObjectNode body = request.body();
        switch (draw.below(5)) {
            case 0 -> {
                body.put("BillingMode", "PAY_PER_REQUEST");
                body.set("ProvisionedThroughput", TableShape.throughput(5, 5));
            }
            case 1 -> body.set("ProvisionedThroughput", TableShape.throughput(0, 5));
            case 2 -> body.set("ProvisionedThroughput", TableShape.throughput(5, 1_000_000_000_001L));
            case 3 -> body.set("ProvisionedThroughput", Json.object().put("ReadCapacityUnits", 5));
            default -> {
                body.put("BillingMode", "PROVISIONED");
                body.remove("ProvisionedThroughput");
            }
        }
        return true;
    }

    private boolean badUpdate(Request request) {
        if (!request.operation().equals("UpdateTable")) {
            return false;
        }
        request.body().remove(List.of("BillingMode", "ProvisionedThroughput"));
        if (draw.chance(0.5)) {
            request.body().set("GlobalSecondaryIndexUpdates", Json.array(List.of(Json.object())));
        }
        return true;
    }
}
