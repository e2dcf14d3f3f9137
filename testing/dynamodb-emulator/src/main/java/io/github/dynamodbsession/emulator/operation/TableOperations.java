package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.request.Request;
import io.github.dynamodbsession.emulator.table.Database;
import io.github.dynamodbsession.emulator.table.Table;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** DescribeTable, DeleteTable, ListTables and what little there is to say of the account. */
final class TableOperations {

    private static final int MAX_LISTED = 100;
    private static final int ACCOUNT_UNITS = 80_000;
    private static final int TABLE_UNITS = 40_000;
    private static final int ENDPOINT_MINUTES = 1440;

    private final Database database;

    TableOperations(Database database) {
        this.database = database;
    }

    Map<String, Object> describe(Request request) {
        return database.locked(() -> Map.of(
                "Table", TableDescription.of(Tables.known(database, request.required("TableName")), database.now())));
    }

    Map<String, Object> delete(Request request) {
        return database.locked(() -> {
            Instant now = database.now();
            Table table = Tables.known(database, request.required("TableName"));
            String name = table.definition().name();
            if (table.definition().activeFrom().isAfter(now)) {
                throw Tables.inUse(
                        "Attempt to change a resource which is still in use: Table is being created: " + name);
            }
            if (table.deletedFrom() != null) {
                throw Tables.inUse(
                        "Attempt to change a resource which is still in use: Table is being deleted: " + name);
            }
            if (table.definition().deletionProtected()) {
                throw ApiException.validation(
                        "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.");
            }
            database.drop(table, now.plus(database.disturbances().activation()));
            Map<String, Object> told = new LinkedHashMap<>(TableDescription.of(table, now, "DELETING"));
            List.of("AttributeDefinitions", "KeySchema", "CreationDateTime", "GlobalSecondaryIndexes")
                    .forEach(told::remove);
            return Map.of("TableDescription", told);
        });
    }

    Map<String, Object> list(Request request) {
        String start = request.text("ExclusiveStartTableName", "");
        Long limit = request.whole("Limit");
        int most = limit == null ? MAX_LISTED : limit.intValue();
        return database.locked(() -> {
            List<String> names = database.tables().stream()
                    .map(table -> table.definition().name())
                    .filter(name -> name.compareTo(start) > 0)
                    .toList();
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("TableNames", names.subList(0, Math.min(most, names.size())));
            if (names.size() > most) {
                told.put("LastEvaluatedTableName", names.get(most - 1));
            }
            return told;
        });
    }

    static Map<String, Object> limits() {
        return Map.of(
                "AccountMaxReadCapacityUnits", ACCOUNT_UNITS,
                "AccountMaxWriteCapacityUnits", ACCOUNT_UNITS,
                "TableMaxReadCapacityUnits", TABLE_UNITS,
                "TableMaxWriteCapacityUnits", TABLE_UNITS);
    }

    static Map<String, Object> endpoints(String address) {
        return Map.of("Endpoints", List.of(Map.of("Address", address, "CachePeriodInMinutes", ENDPOINT_MINUTES)));
    }
}
