package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.table.Index;
import io.github.dynamodbsession.emulator.table.Index.Place;
import io.github.dynamodbsession.emulator.table.IndexDefinition;
import io.github.dynamodbsession.emulator.table.Item;
import io.github.dynamodbsession.emulator.table.ItemKey;
import io.github.dynamodbsession.emulator.table.KeySchema;
import io.github.dynamodbsession.emulator.table.Table;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a query or scan reads: a table, or one of its indexes. Used by who holds the database's lock. */
final class Source {

    /** An item and its place. */
    record Found(Place place, Item item) {}

    private final Table table;
    private final @Nullable Index index;
    private final Instant now;

    private Source(Table table, @Nullable Index index, Instant now) {
        this.table = table;
        this.index = index;
        this.now = now;
    }

    /** The table, or its index of that name. */
    static Source of(Table table, @Nullable String indexName, Instant now) {
        if (indexName == null) {
            return new Source(table, null, now);
        }
        Index index = table.index(indexName)
                .orElseThrow(
                        () -> ApiException.validation("The table does not have the specified index: " + indexName));
        if (index.definition().activeFrom().isAfter(now)) {
            throw ApiException.validation("Cannot read from backfilling global secondary index: " + indexName);
        }
        return new Source(table, index, now);
    }

    Table table() {
        return table;
    }

    /** The index; {@code null} if it is the table. */
    @Nullable
    IndexDefinition index() {
        return index == null ? null : index.definition();
    }

    boolean isGlobalIndex() {
        return index != null && index.definition().global();
    }

    /** The key by which it is ordered. */
    KeySchema key() {
        return index == null ? table.definition().key() : index.definition().key();
    }

    /** All that there is, in order. */
    Iterable<Found> all() {
        return index == null ? ofTable(table.items()) : ofIndex(index.entries(now));
    }

    /** One partition, in order. */
    List<Found> partition(AttributeValue hash) {
        ItemKey start = ItemKey.of(hash, null);
        Iterable<Found> from = index == null
                ? ofTable(table.items().tailMap(start, true))
                : ofIndex(index.entries(now).tailMap(new Place(start, null), true));
        List<Found> partition = new ArrayList<>();
        for (Found found : from) {
            if (!found.place().key().isInPartitionOf(start)) {
                break;
            }
            partition.add(found);
        }
        return partition;
    }

    private static Iterable<Found> ofTable(SortedMap<ItemKey, Item> items) {
        return () -> items.entrySet().stream()
                .map(entry -> new Found(new Place(entry.getKey(), null), entry.getValue()))
                .iterator();
    }

    private static Iterable<Found> ofIndex(SortedMap<Place, Item> entries) {
        return () -> entries.entrySet().stream()
                .map(entry -> new Found(entry.getKey(), entry.getValue()))
                .iterator();
    }

    /** The key that tells where a page ended: the index's attributes, then the table's. */
    Map<String, AttributeValue> keyOf(Item item) {
        Map<String, AttributeValue> key = new LinkedHashMap<>(key().attributesOf(item.attributes()));
        table.definition().key().attributesOf(item.attributes()).forEach(key::putIfAbsent);
        return key;
    }

    /** How many attributes such a key has. */
    int keySize() {
        KeySchema own = table.definition().key();
        return (int) Stream.concat(key().names().stream(), own.names().stream())
                .distinct()
                .count();
    }

    /** The place of a key that fits. */
    Place placeOf(Map<String, AttributeValue> key) {
        return new Place(
                key().keyOf(key),
                index == null ? null : table.definition().key().keyOf(key));
    }

    /** What it shows of an item. */
    Map<String, AttributeValue> shown(Item item) {
        return index == null
                ? item.attributes()
                : index.definition()
                        .project(item.attributes(), table.definition().key());
    }
}
