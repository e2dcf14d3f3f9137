package io.github.dynamodbsession.conformance.differential;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Draws CreateTable, DescribeTable, UpdateTable, DeleteTable and ListTables requests; they change tables without items. */
final class TableRequests {

    private static final List<String> NAMES = List.of("diff-scratch.1", "diff-scratch_2", "diff-Scratch-3");

    private final Draw draw;
    private final List<TableShape> shapes;

    TableRequests(Draw draw, List<TableShape> shapes) {
        this.draw = draw;
        this.shapes = shapes;
    }

    /** The name of a table that may be created, changed and deleted. */
    String scratchName() {
        return draw.oneOf(NAMES);
    }

    Request create() {
        TableShape shape = draw.oneOf(shapes);
        TableShape drawn =
                new TableShape(scratchName(), draw.chance(0.5), shape.hash(), shape.range(), shape.indexes());
        return new Request("CreateTable", drawn.createRequest());
    }

    Request describe() {
        String name = draw.chance(0.5) ? scratchName() : draw.oneOf(shapes).name();
        return named("DescribeTable", name);
    }

    Request delete() {
        return named("DeleteTable", scratchName());
    }

    Request update() {
        ObjectNode body = Json.object("TableName", scratchName());
        switch (draw.below(4)) {
            case 0 -> body.put("BillingMode", "PAY_PER_REQUEST");
            case 1 -> body.put("BillingMode", "PROVISIONED").set("ProvisionedThroughput", throughput());
            default -> body.set("ProvisionedThroughput", throughput());
        }
        return new Request("UpdateTable", body);
    }

    private JsonNode throughput() {
        return TableShape.throughput(draw.between(5, 7), draw.between(5, 7));
    }

    Request list() {
        ObjectNode body = Json.object();
        if (draw.chance(0.5)) {
            body.put("Limit", draw.between(1, 5));
        }
        if (draw.chance(0.4)) {
            body.put("ExclusiveStartTableName", draw.chance(0.5) ? scratchName() : "diff-between");
        }
        return new Request("ListTables", body);
    }

    private static Request named(String operation, String name) {
        return new Request(operation, Json.object("TableName", name));
    }
}
