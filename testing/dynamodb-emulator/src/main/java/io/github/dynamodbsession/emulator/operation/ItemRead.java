package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.expression.Projection;
import io.github.dynamodbsession.emulator.table.Capacity;
import io.github.dynamodbsession.emulator.table.Consumption;
import io.github.dynamodbsession.emulator.table.Database;
import io.github.dynamodbsession.emulator.table.Item;
import io.github.dynamodbsession.emulator.table.ItemKey;
import io.github.dynamodbsession.emulator.table.Table;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one item by its key. Used by who holds the database's lock. */
final class ItemRead {

    private final Database database;

    ItemRead(Database database) {
        this.database = database;
    }

    /** The item, or what an eventually consistent read may see of it; {@code null} if there is none. */
    @Nullable
    Item item(Table table, ItemKey key, boolean consistent) {
        return !consistent && database.chance(database.disturbances().staleReads())
                ? table.getAsOf(
                        key, database.now().minus(database.disturbances().staleness()))
                : table.get(key);
    }

    /** Counts what a read of an item costs. */
    static void count(Consumption consumption, Table table, @Nullable Item item, boolean consistent) {
        consumption.add(table.definition(), Capacity.read(item == null ? 0 : item.size(), consistent));
    }

    /** What is wanted of an item. */
    static Map<String, AttributeValue> wanted(Item item, @Nullable Projection projection) {
        return projection == null ? item.attributes() : projection.of(item.attributes());
    }
}
