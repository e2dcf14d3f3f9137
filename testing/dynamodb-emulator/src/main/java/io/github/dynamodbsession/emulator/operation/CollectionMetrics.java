package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.table.Item;
import io.github.dynamodbsession.emulator.table.ItemKey;
import io.github.dynamodbsession.emulator.table.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the service tells of all items of one partition key, of tables with local indexes only. */
final class CollectionMetrics {

    private static final double GIGABYTE = 1L << 30;

    private CollectionMetrics() {}

    static @Nullable Map<String, Object> of(Table table, ItemKey key) {
        if (table.definition().indexes().stream().allMatch(index -> index.global())) {
            return null;
        }
        long bytes = 0;
        for (Map.Entry<ItemKey, Item> entry :
                table.items().tailMap(ItemKey.of(key.partition(), null), true).entrySet()) {
            if (!entry.getKey().isInPartitionOf(key)) {
                break;
            }
            bytes += entry.getValue().size();
        }
        double size = Math.floor(bytes / GIGABYTE);
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("ItemCollectionKey", Map.of(table.definition().key().hash(), key.partition()));
        metrics.put("SizeEstimateRangeGB", List.of(size, size + 1));
        return metrics;
    }
}
