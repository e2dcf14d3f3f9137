package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.expression.UpdateResult;
import io.github.dynamodbsession.emulator.request.Request;
import io.github.dynamodbsession.emulator.table.Capacity;
import io.github.dynamodbsession.emulator.table.Consumption;
import io.github.dynamodbsession.emulator.table.Database;
import io.github.dynamodbsession.emulator.table.Item;
import io.github.dynamodbsession.emulator.table.ItemKey;
import io.github.dynamodbsession.emulator.table.Table;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** PutItem, UpdateItem and DeleteItem. */
final class SingleWrite {

    private static final String CONFLICT = "Transaction is ongoing for the item";

    private final Database database;
    private final Metering metering;

    SingleWrite(Database database, Metering metering) {
        this.database = database;
        this.metering = metering;
    }

    Map<String, Object> put(Request request) {
        return carryOut(request, () -> {
            requireOldValuesOnly(request);
            return Write.put(request);
        });
    }

    Map<String, Object> update(Request request) {
        return carryOut(request, () -> Write.update(request));
    }

    Map<String, Object> delete(Request request) {
        return carryOut(request, () -> {
            requireOldValuesOnly(request);
            return Write.byKey(Write.Kind.DELETE, request);
        });
    }

    private static void requireOldValuesOnly(Request request) {
        String wanted = request.text("ReturnValues", "NONE");
        if (!wanted.equals("NONE") && !wanted.equals("ALL_OLD")) {
            throw ApiException.validation("ReturnValues can only be ALL_OLD or NONE");
        }
    }

    private Map<String, Object> carryOut(Request request, Supplier<Write> reading) {
        Write write = RequestPhase.enveloped(reading);
        write.requireSize();
        return database.locked(() -> {
            Table table = Tables.usable(database, write.table());
            write.requireKeys(table.definition());
            ItemKey key = table.definition().key().keyOf(write.attributes());
            metering.require(table.definition(), key, true);
            if (table.inTransaction().contains(key)) {
                throw ApiException.dynamoDb("TransactionConflictException", CONFLICT);
            }
            if (request.has("UpdateExpression")) {
                write.requireCharge(table.get(key));
            }
            WriteOutcome outcome = outcome(write, table, key);
            if (outcome.after() != outcome.before()) {
                database.write(table, key, outcome.after());
            }
            Consumption consumption = Consumption.plain();
            consumption.addWrite(table.definition(), outcome.before(), outcome.after());
            metering.take(table.definition(), key, true, consumption.total(table.definition()));
            return answer(request, outcome, consumption);
        });
    }

    private WriteOutcome outcome(Write write, Table table, ItemKey key) {
        try {
            return WriteOutcome.of(write, table);
        } catch (ApiException e) {
            // A refused condition costs a write of what was there.
            Item there = table.get(key);
            metering.take(table.definition(), key, true, Capacity.write(there, there));
            throw e;
        }
    }

    private static Map<String, Object> answer(Request request, WriteOutcome outcome, Consumption consumption) {
        Map<String, Object> told = new LinkedHashMap<>();
        Map<String, AttributeValue> values = returned(request.text("ReturnValues", "NONE"), outcome);
        if (values != null) {
            told.put("Attributes", values);
        }
        Map<String, Object> consumed = consumption.toldOfOne(request.text("ReturnConsumedCapacity"));
        if (consumed != null) {
            told.put("ConsumedCapacity", consumed);
        }
        if ("SIZE".equals(request.text("ReturnItemCollectionMetrics"))) {
            Map<String, Object> metrics = CollectionMetrics.of(outcome.table(), outcome.key());
            if (metrics != null) {
                told.put("ItemCollectionMetrics", metrics);
            }
        }
        return told;
    }

    private static @Nullable Map<String, AttributeValue> returned(String wanted, WriteOutcome outcome) {
        Item before = outcome.before();
        Item after = outcome.after();
        UpdateResult result = outcome.result();
        return switch (wanted) {
            case "ALL_OLD" -> before == null ? null : before.attributes();
            case "ALL_NEW" -> after == null ? null : after.attributes();
            case "UPDATED_OLD" -> before == null || result == null ? null : nonEmpty(result.updatedOld());
            case "UPDATED_NEW" -> after == null || result == null ? null : nonEmpty(result.updatedNew());
            default -> null;
        };
    }

    private static @Nullable Map<String, AttributeValue> nonEmpty(Map<String, AttributeValue> values) {
        return values.isEmpty() ? null : values;
    }
}
