package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.request.Request;
import io.github.dynamodbsession.emulator.table.Database;
import io.github.dynamodbsession.emulator.table.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** DescribeTimeToLive and UpdateTimeToLive. */
final class TimeToLiveOperations {

    private final Database database;

    TimeToLiveOperations(Database database) {
        this.database = database;
    }

    Map<String, Object> describe(Request request) {
        return database.locked(() -> {
            Table table = Tables.known(database, request.required("TableName"));
            String attribute = table.definition().timeToLive();
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("TimeToLiveStatus", attribute == null ? "DISABLED" : "ENABLED");
            if (attribute != null) {
                told.put("AttributeName", attribute);
            }
            return Map.of("TimeToLiveDescription", told);
        });
    }

    Map<String, Object> update(Request request) {
        Request wanted = request.requiredStructure("TimeToLiveSpecification");
        String attribute = wanted.required("AttributeName");
        boolean enabled = wanted.flag("Enabled");
        return database.locked(() -> {
            Table table = Tables.known(database, request.required("TableName"));
            if (table.definition().activeFrom().isAfter(database.now())) {
                throw Tables.inUse("Attempt to change a resource which is still in use: Table is being created: "
                        + table.definition().name());
            }
            check(table.definition().timeToLive(), attribute, enabled);
            database.redefine(
                    table,
                    table.definition()
                            .change()
                            .timeToLive(enabled ? attribute : null)
                            .made());
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("Enabled", enabled);
            told.put("AttributeName", attribute);
            return Map.of("TimeToLiveSpecification", told);
        });
    }

    private static void check(@Nullable String present, String attribute, boolean enabled) {
        if (present == null) {
            if (!enabled) {
                throw ApiException.validation("TimeToLive is already disabled");
            }
        } else if (!present.equals(attribute)) {
            throw ApiException.validation(
                    "TimeToLive is active on a different AttributeName: current AttributeName is " + present);
        } else if (enabled) {
            throw ApiException.validation("TimeToLive is already enabled");
        }
    }
}
