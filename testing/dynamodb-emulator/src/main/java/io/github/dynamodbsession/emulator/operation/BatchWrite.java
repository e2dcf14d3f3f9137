package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.request.Request;
import io.github.dynamodbsession.emulator.table.Consumption;
import io.github.dynamodbsession.emulator.table.Database;
import io.github.dynamodbsession.emulator.table.Item;
import io.github.dynamodbsession.emulator.table.ItemKey;
import io.github.dynamodbsession.emulator.table.Table;
import io.github.dynamodbsession.emulator.table.TableDefinition;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import io.github.dynamodbsession.emulator.value.ItemSize;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** BatchWriteItem. */
final class BatchWrite implements Operation {

    private static final int MAX_COUNT = 25;
    private static final String NEITHER_OR_BOTH =
            "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes";

    private final Database database;
    private final Metering metering;

    BatchWrite(Database database, Metering metering) {
        this.database = database;
        this.metering = metering;
    }

    /** One write. */
    private record One(boolean put, Map<String, AttributeValue> attributes) {

        void check(TableDefinition table) {
            if (put) {
                KeyChecks.attributes(table.key(), attributes);
                KeyChecks.indexKeys(table, attributes);
            } else {
                KeyChecks.key(table.key(), attributes);
            }
        }

        Map<String, Object> again() {
            return put
                    ? Map.of("PutRequest", Map.of("Item", attributes))
                    : Map.of("DeleteRequest", Map.of("Key", attributes));
        }
    }

    @Override
    public Map<String, Object> answer(Request request) {
        if (request.keys("RequestItems").isEmpty()) {
            throw ApiException.validation("The requestItems parameter is required for BatchWriteItem");
        }
        Map<String, List<One>> asked = new LinkedHashMap<>();
        request.listsByName("RequestItems")
                .forEach((table, writes) ->
                        asked.put(table, writes.stream().map(BatchWrite::read).toList()));
        if (asked.values().stream().mapToInt(List::size).sum() > MAX_COUNT) {
            throw ApiException.validation("Too many items requested for the BatchWriteItem call");
        }
        return database.locked(() -> {
            Map<String, Table> tables = new LinkedHashMap<>();
            asked.keySet().forEach(name -> tables.put(name, Tables.usable(database, name)));
            asked.forEach((name, writes) -> check(writes, tables.get(name)));
            return write(request, asked, tables);
        });
    }

    private static One read(Request one) {
        Request put = one.structure("PutRequest");
        Request delete = one.structure("DeleteRequest");
        if (put != null && delete == null) {
            Map<String, AttributeValue> item = put.attributes("Item");
            if (ItemSize.of(item) > ItemSize.LIMIT) {
                throw ApiException.validation("Item size has exceeded the maximum allowed size");
            }
            return new One(true, item);
        }
        if (put == null && delete != null) {
            return new One(false, delete.attributes("Key"));
        }
        throw ApiException.validation(NEITHER_OR_BOTH);
    }

    private static void check(List<One> writes, @Nullable Table table) {
        if (table == null) {
            throw new IllegalArgumentException();
        }
        Set<ItemKey> keys = new HashSet<>();
        boolean twice = false;
        for (One one : writes) {
            one.check(table.definition());
            twice |= !keys.add(table.definition().key().keyOf(one.attributes()));
        }
        if (twice) {
            throw ApiException.validation("Provided list of item keys contains duplicates");
        }
    }

    private Map<String, Object> write(Request request, Map<String, List<One>> asked, Map<String, Table> tables) {
        Map<String, Object> unprocessed = new LinkedHashMap<>();
        Map<String, Object> metrics = new LinkedHashMap<>();
        Consumption consumption = Consumption.plain();
        boolean any = false;
        for (Map.Entry<String, List<One>> entry : asked.entrySet()) {
            Table table = Objects.requireNonNull(tables.get(entry.getKey()));
            TableDefinition definition = table.definition();
            List<Object> left = new ArrayList<>();
            List<Object> collections = new ArrayList<>();
            for (One one : entry.getValue()) {
                ItemKey key = definition.key().keyOf(one.attributes());
                // What meets a transaction, or too little capacity, is handed back.
                if (table.inTransaction().contains(key) || !metering.allows(definition, key, true)) {
                    left.add(one.again());
                    continue;
                }
                any = true;
                Item before = table.get(key);
                Item after = one.put() ? new Item(one.attributes()) : null;
                double consumed = consumption.total(definition);
                consumption.addWrite(definition, before, after);
                metering.take(definition, key, true, consumption.total(definition) - consumed);
                database.write(table, key, after);
                Map<String, Object> collection = CollectionMetrics.of(table, key);
                if (collection != null) {
                    collections.add(collection);
                }
            }
            if (!left.isEmpty()) {
                unprocessed.put(entry.getKey(), left);
            }
            if (!collections.isEmpty()) {
                metrics.put(definition.name(), collections);
            }
        }
        if (!any) {
            tables.values().forEach(table -> metering.require(table.definition(), null, true));
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("UnprocessedItems", unprocessed);
        List<Map<String, Object>> consumed = consumption.told(request.text("ReturnConsumedCapacity"));
        if (consumed != null) {
            told.put("ConsumedCapacity", consumed);
        }
        if ("SIZE".equals(request.text("ReturnItemCollectionMetrics")) && !metrics.isEmpty()) {
            told.put("ItemCollectionMetrics", metrics);
        }
        return told;
    }
}
