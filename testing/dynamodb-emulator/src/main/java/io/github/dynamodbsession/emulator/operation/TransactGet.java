package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.error.ApiException.Reason;
import io.github.dynamodbsession.emulator.expression.ExpressionParameters;
import io.github.dynamodbsession.emulator.expression.Placeholders;
import io.github.dynamodbsession.emulator.expression.Projection;
import io.github.dynamodbsession.emulator.request.Request;
import io.github.dynamodbsession.emulator.table.Consumption;
import io.github.dynamodbsession.emulator.table.Database;
import io.github.dynamodbsession.emulator.table.Item;
import io.github.dynamodbsession.emulator.table.ItemKey;
import io.github.dynamodbsession.emulator.table.Table;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** TransactGetItems. */
final class TransactGet implements Operation {

    private final Database database;
    private final Metering metering;

    TransactGet(Database database, Metering metering) {
        this.database = database;
        this.metering = metering;
    }

    /** One read. */
    private record One(String table, Map<String, AttributeValue> key, @Nullable Projection projection) {}

    @Override
    public Map<String, Object> answer(Request request) {
        List<One> asked = request.structures("TransactItems").stream()
                .map(TransactGet::read)
                .toList();
        return database.locked(() -> {
            List<Table> tables = asked.stream()
                    .map(one -> Tables.usable(database, one.table()))
                    .toList();
            List<ItemKey> keys = keys(asked, tables);
            requireNoConflict(tables, keys);
            Consumption consumption = Consumption.ofReadingTransaction();
            List<Object> responses = new ArrayList<>();
            for (int i = 0; i < asked.size(); i++) {
                Table table = tables.get(i);
                metering.require(table.definition(), keys.get(i), false);
                Item item = table.get(keys.get(i));
                ItemRead.count(consumption, table, item, true);
                responses.add(response(item, asked.get(i).projection()));
            }
            tables.stream()
                    .distinct()
                    .forEach(table ->
                            metering.take(table.definition(), null, false, consumption.total(table.definition())));
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("Responses", responses);
            List<Map<String, Object>> consumed = consumption.told(request.text("ReturnConsumedCapacity"));
            if (consumed != null) {
                told.put("ConsumedCapacity", consumed);
            }
            return told;
        });
    }

    private static One read(Request item) {
        Request get = item.requiredStructure("Get");
        ExpressionParameters.GET.check(get.members());
        Map<String, AttributeValue> key = get.attributes("Key");
        Placeholders placeholders = Expressions.placeholders(get);
        Projection projection = Expressions.projection(get, placeholders);
        placeholders.requireAllUsed();
        return new One(get.required("TableName"), key, projection);
    }

    private static Map<String, Object> response(@Nullable Item item, @Nullable Projection projection) {
        if (item == null) {
            return Map.of();
        }
        Map<String, AttributeValue> wanted = ItemRead.wanted(item, projection);
        return wanted.isEmpty() ? Map.of() : Map.of("Item", wanted);
    }

    private static List<ItemKey> keys(List<One> asked, List<Table> tables) {
        List<Reason> reasons = new ArrayList<>();
        List<ItemKey> keys = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            One one = asked.get(i);
            KeyChecks.notEmpty(tables.get(i).definition().key(), one.key());
        }
        for (int i = 0; i < asked.size(); i++) {
            One one = asked.get(i);
            Table table = tables.get(i);
            try {
                KeyChecks.key(table.definition().key(), one.key());
                if (one.projection() != null) {
                    ScalarKeys.require(table.definition(), one.projection().nestedAttributes());
                }
                keys.add(table.definition().key().keyOf(one.key()));
                reasons.add(Reason.NONE);
            } catch (ApiException e) {
                reasons.add(new Reason("ValidationError", e.text(), null));
            }
        }
        Transactions.requireNone(reasons);
        Transactions.requireDistinct(tables, keys);
        return keys;
    }

    private static void requireNoConflict(List<Table> tables, List<ItemKey> keys) {
        List<Reason> reasons = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            reasons.add(tables.get(i).inTransaction().contains(keys.get(i)) ? Transactions.CONFLICT : Reason.NONE);
        }
        Transactions.requireNone(reasons);
    }
}
