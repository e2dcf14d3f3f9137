package io.github.dynamodbsession.conformance.differential;

import tools.jackson.databind.node.ObjectNode;

/** An operation and the JSON sent to it. */
record Request(String operation, ObjectNode body) {

    Request copy() {
        return new Request(operation, body.deepCopy());
    }

    String tableName() {
        return body.path("TableName").asString("");
    }

    boolean writesItems() {
        return switch (operation) {
            case "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem" -> true;
            default -> false;
        };
    }

    boolean changesTables() {
        return switch (operation) {
            case "CreateTable", "UpdateTable", "DeleteTable" -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return operation + " " + body;
    }
}
