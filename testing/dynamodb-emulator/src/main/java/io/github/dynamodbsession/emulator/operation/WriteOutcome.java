package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.expression.Update;
import io.github.dynamodbsession.emulator.expression.UpdateResult;
import io.github.dynamodbsession.emulator.table.Item;
import io.github.dynamodbsession.emulator.table.ItemKey;
import io.github.dynamodbsession.emulator.table.Table;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import io.github.dynamodbsession.emulator.value.ItemSize;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a write makes of an item. Immutable.
 *
 * @param before the item that was there
 * @param after the item that is to be there
 * @param result what an update changed; {@code null} for any other write
 */
record WriteOutcome(
        Write write,
        Table table,
        ItemKey key,
        @Nullable Item before,
        @Nullable Item after,
        @Nullable UpdateResult result) {

    /**
     * Finds out, for a write whose keys are right.
     *
     * @throws ApiException if its condition does not hold, or the item cannot be changed so
     */
    static WriteOutcome of(Write write, Table table) {
        ItemKey key = table.definition().key().keyOf(write.attributes());
        Item before = table.get(key);
        Map<String, AttributeValue> there = before == null ? Map.of() : before.attributes();
        if (write.condition() != null && !write.condition().holds(there)) {
            throw ApiException.conditionFailed(write.itemOnRefusal() && before != null ? before.attributes() : null);
        }
        return switch (write.kind()) {
            case PUT -> new WriteOutcome(write, table, key, before, new Item(write.attributes()), null);
            case DELETE -> new WriteOutcome(write, table, key, before, null, null);
            case CHECK -> new WriteOutcome(write, table, key, before, before, null);
            case UPDATE -> updated(write, table, key, before);
        };
    }

    private static WriteOutcome updated(Write write, Table table, ItemKey key, @Nullable Item before) {
        Map<String, AttributeValue> from = before == null ? write.attributes() : before.attributes();
        Update update = write.update();
        if (update == null) {
            return new WriteOutcome(write, table, key, before, before, null);
        }
        UpdateResult result = update.apply(from);
        if (before == null && update.onlyRemoves()) {
            return new WriteOutcome(write, table, key, null, null, null);
        }
        Item after = new Item(result.item());
        if (after.size() > ItemSize.LIMIT) {
            throw ApiException.validation(Write.UPDATED_TOO_LARGE);
        }
        KeyChecks.indexKeys(table.definition(), after.attributes());
        return new WriteOutcome(write, table, key, before, after, result);
    }
}
