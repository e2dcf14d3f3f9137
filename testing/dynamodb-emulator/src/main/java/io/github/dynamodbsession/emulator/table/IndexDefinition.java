package io.github.dynamodbsession.emulator.table;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A secondary index. Immutable.
 *
 * @param global whether it has partitions of its own
 * @param throughput of a global one of a provisioned table; {@link Throughput#NONE} otherwise
 * @param activeFrom from when on it is complete and may be queried
 */
public record IndexDefinition(
        String name, boolean global, KeySchema key, Projection projection, Throughput throughput, Instant activeFrom) {

    /** The same with another capacity. */
    public IndexDefinition with(Throughput another) {
        return new IndexDefinition(name, global, key, projection, another, activeFrom);
    }

    IndexDefinition activeFrom(Instant another) {
        return new IndexDefinition(name, global, key, projection, throughput, another);
    }

    /** The names of what it projects besides everything: its keys, the table's keys, and what was included. */
    public Set<String> projected(KeySchema table) {
        Set<String> names = new LinkedHashSet<>(key.names());
        names.addAll(table.names());
        names.addAll(projection.others());
        return names;
    }

    /** What it has of an item. */
    public Map<String, AttributeValue> project(Map<String, AttributeValue> item, KeySchema table) {
        if (projection.isAll()) {
            return item;
        }
        Map<String, AttributeValue> projected = new LinkedHashMap<>();
        Set<String> names = projected(table);
        item.forEach((name, value) -> {
            if (names.contains(name)) {
                projected.put(name, value);
            }
        });
        return projected;
    }
}
