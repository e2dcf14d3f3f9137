package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
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
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** BatchGetItem. */
final class BatchGet implements Operation {

    private static final int MAX_KEYS = 100;
    private static final long MAX_BYTES = 16L << 20;

    private final Database database;
    private final Metering metering;
    private final ItemRead reads;

    BatchGet(Database database, Metering metering) {
        this.database = database;
        this.metering = metering;
        this.reads = new ItemRead(database);
    }

    /** What is asked of one table. */
    private record OfTable(Request request, List<Map<String, AttributeValue>> keys, @Nullable Projection projection) {

        /** The same question for other keys, as a client sends it again. */
        Map<String, Object> again(List<Map<String, AttributeValue>> others) {
            Map<String, Object> again = new LinkedHashMap<>(request.members());
            again.put("Keys", others);
            return again;
        }
    }

    @Override
    public Map<String, Object> answer(Request request) {
        Map<String, OfTable> asked = new LinkedHashMap<>();
        request.structuresByName("RequestItems").forEach((table, one) -> asked.put(table, read(one)));
        if (asked.values().stream().mapToInt(one -> one.keys().size()).sum() > MAX_KEYS) {
            throw ApiException.validation("Too many items requested for the BatchGetItem call");
        }
        requireOneWay(asked.values());
        return database.locked(() -> {
            Map<String, Table> tables = new LinkedHashMap<>();
            asked.keySet().forEach(name -> tables.put(name, Tables.usable(database, name)));
            asked.forEach((name, one) -> check(one, table(tables, name)));
            return read(request, asked, tables);
        });
    }

    private static Table table(Map<String, Table> tables, String name) {
        Table table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException(name);
        }
        return table;
    }

    /** What is wanted is said in one way for all tables. */
    private static void requireOneWay(Collection<OfTable> asked) {
        if (asked.stream().anyMatch(one -> one.request().has("AttributesToGet"))
                && asked.stream().anyMatch(one -> one.request().has("ProjectionExpression"))) {
            throw ApiException.validation(
                    "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributesToGet} Expression parameters: {ProjectionExpression}");
        }
    }

    private static OfTable read(Request one) {
        ExpressionParameters.GET.check(one.members());
        Projection older = Expressions.attributesToGet(one);
        Placeholders placeholders = Expressions.placeholders(one);
        Projection projection = Expressions.projection(one, placeholders);
        placeholders.requireAllUsed();
        List<Map<String, AttributeValue>> keys = one.attributesList("Keys");
        if (new HashSet<>(keys).size() < keys.size()) {
            throw ApiException.validation("Provided list of item keys contains duplicates");
        }
        return new OfTable(one, keys, projection == null ? older : projection);
    }

    private static void check(OfTable one, Table table) {
        one.keys().forEach(key -> KeyChecks.key(table.definition().key(), key));
        if (one.projection() != null) {
            ScalarKeys.require(table.definition(), one.projection().nestedAttributes());
        }
    }

    private Map<String, Object> read(Request request, Map<String, OfTable> asked, Map<String, Table> tables) {
        Map<String, Object> responses = new LinkedHashMap<>();
        Map<String, Object> unprocessed = new LinkedHashMap<>();
        Consumption consumption = Consumption.plain();
        long bytes = 0;
        boolean any = false;
        for (Map.Entry<String, OfTable> entry : asked.entrySet()) {
            OfTable one = entry.getValue();
            Table table = table(tables, entry.getKey());
            boolean consistent = one.request().flag("ConsistentRead");
            List<Map<String, AttributeValue>> found = new ArrayList<>();
            List<Map<String, AttributeValue>> left = new ArrayList<>();
            for (Map<String, AttributeValue> key : one.keys()) {
                ItemKey place = table.definition().key().keyOf(key);
                Item item = reads.item(table, place, consistent);
                int size = item == null ? 0 : item.size();
                if (bytes + size > MAX_BYTES || !metering.allows(table.definition(), place, false)) {
                    left.add(key);
                    continue;
                }
                any = true;
                bytes += size;
                double before = consumption.total(table.definition());
                ItemRead.count(consumption, table, item, consistent);
                metering.take(table.definition(), place, false, consumption.total(table.definition()) - before);
                if (item != null) {
                    found.add(ItemRead.wanted(item, one.projection()));
                }
            }
            responses.put(table.definition().name(), found);
            if (!left.isEmpty()) {
                unprocessed.put(entry.getKey(), one.again(left));
            }
        }
        if (!any) {
            tables.values().forEach(table -> metering.require(table.definition(), null, false));
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("Responses", responses);
        told.put("UnprocessedKeys", unprocessed);
        List<Map<String, Object>> consumed = consumption.told(request.text("ReturnConsumedCapacity"));
        if (consumed != null) {
            told.put("ConsumedCapacity", consumed);
        }
        return told;
    }
}
