package io.github.dynamodbsession.emulator.operation;

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
import java.util.LinkedHashMap;
import java.util.Map;

/** GetItem. */
final class GetItem implements Operation {

    private final Database database;
    private final Metering metering;
    private final ItemRead reads;

    GetItem(Database database, Metering metering) {
        this.database = database;
        this.metering = metering;
        this.reads = new ItemRead(database);
    }

    @Override
    public Map<String, Object> answer(Request request) {
        ExpressionParameters.GET.check(request.members());
        Map<String, AttributeValue> key = request.attributes("Key");
        Projection older = Expressions.attributesToGet(request);
        Placeholders placeholders = Expressions.placeholders(request);
        Projection expression = Expressions.projection(request, placeholders);
        placeholders.requireAllUsed();
        Projection projection = expression == null ? older : expression;
        boolean consistent = request.flag("ConsistentRead");
        return database.locked(() -> {
            Table table = Tables.usable(database, request.required("TableName"));
            KeyChecks.key(table.definition().key(), key);
            if (projection != null) {
                ScalarKeys.require(table.definition(), projection.nestedAttributes());
            }
            ItemKey place = table.definition().key().keyOf(key);
            metering.require(table.definition(), place, false);
            Item item = reads.item(table, place, consistent);
            Consumption consumption = Consumption.plain();
            ItemRead.count(consumption, table, item, consistent);
            metering.take(table.definition(), place, false, consumption.total(table.definition()));
            Map<String, Object> told = new LinkedHashMap<>();
            if (item != null) {
                told.put("Item", ItemRead.wanted(item, projection));
            }
            Map<String, Object> consumed = consumption.toldOfOne(request.text("ReturnConsumedCapacity"));
            if (consumed != null) {
                told.put("ConsumedCapacity", consumed);
            }
            return told;
        });
    }
}
