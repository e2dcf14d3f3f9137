package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.table.Index;
import io.github.dynamodbsession.emulator.table.IndexDefinition;
import io.github.dynamodbsession.emulator.table.Item;
import io.github.dynamodbsession.emulator.table.KeySchema;
import io.github.dynamodbsession.emulator.table.Table;
import io.github.dynamodbsession.emulator.table.TableDefinition;
import io.github.dynamodbsession.emulator.table.Throughput;
import io.github.dynamodbsession.emulator.value.ItemSize;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the service tells of a table. */
final class TableDescription {

    private static final int MILLIS = 3;

    private TableDescription() {}

    /** With the status that follows from the moment. */
    static Map<String, Object> of(Table table, Instant now) {
        String status = table.deletedFrom() != null
                ? "DELETING"
                : table.definition().activeFrom().isAfter(now) ? "CREATING" : "ACTIVE";
        return of(table, now, status);
    }

    /** With a status of the caller's. */
    static Map<String, Object> of(Table table, Instant now, String status) {
        return of(table, table.definition(), Set.of(), now, status);
    }

    /**
     * While it changes.
     *
     * @param shown what the service tells of the definition meanwhile
     * @param updated the names of the indexes that change
     */
    static Map<String, Object> whileChanging(Table table, TableDefinition shown, Set<String> updated, Instant now) {
        return of(table, shown, updated, now, "UPDATING");
    }

    private static Map<String, Object> of(
            Table table, TableDefinition definition, Set<String> updated, Instant now, String status) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("AttributeDefinitions", attributes(definition));
        told.put("TableName", definition.name());
        told.put("KeySchema", keys(definition.key()));
        told.put("TableStatus", status);
        told.put("CreationDateTime", seconds(definition.created()));
        told.put("ProvisionedThroughput", throughput(definition.throughput()));
        told.put("TableSizeBytes", table.bytes());
        told.put("ItemCount", (long) table.items().size());
        told.put("TableArn", definition.arn());
        told.put("TableId", definition.id());
        billing(definition, status, told);
        indexes(table, definition, updated, now, status, told);
        stream(definition, told);
        if (definition.tableClass() != null) {
            told.put("TableClassSummary", Map.of("TableClass", definition.tableClass()));
        }
        told.put("DeletionProtectionEnabled", definition.deletionProtected());
        return told;
    }

    private static List<Object> attributes(TableDefinition definition) {
        List<Object> told = new ArrayList<>();
        definition
                .attributes()
                .forEach((name, type) -> told.add(entries("AttributeName", name, "AttributeType", type.name())));
        return told;
    }

    static List<Object> keys(KeySchema key) {
        List<Object> told = new ArrayList<>();
        told.add(entries("AttributeName", key.hash(), "KeyType", "HASH"));
        if (key.range() != null) {
            told.add(entries("AttributeName", key.range(), "KeyType", "RANGE"));
        }
        return told;
    }

    private static Map<String, Object> entries(String firstName, Object first, String secondName, Object second) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put(firstName, first);
        entries.put(secondName, second);
        return entries;
    }

    /** A moment as the protocol has it: seconds, with a fraction. */
    static BigDecimal seconds(Instant moment) {
        return BigDecimal.valueOf(moment.toEpochMilli(), MILLIS);
    }

    private static Map<String, Object> throughput(Throughput throughput) {
        Map<String, Object> told = new LinkedHashMap<>();
        if (throughput.lastIncrease() != null) {
            told.put("LastIncreaseDateTime", seconds(throughput.lastIncrease()));
        }
        if (throughput.lastDecrease() != null) {
            told.put("LastDecreaseDateTime", seconds(throughput.lastDecrease()));
        }
        told.put("NumberOfDecreasesToday", throughput.decreasesToday());
        told.put("ReadCapacityUnits", throughput.read());
        told.put("WriteCapacityUnits", throughput.write());
        return told;
    }

    private static void billing(TableDefinition definition, String status, Map<String, Object> told) {
        if (definition.onDemand() || definition.onDemandSince() != null) {
            Map<String, Object> summary = new LinkedHashMap<>();
            summary.put("BillingMode", definition.onDemand() ? "PAY_PER_REQUEST" : "PROVISIONED");
            if (definition.onDemandSince() != null && !status.equals("CREATING")) {
                summary.put("LastUpdateToPayPerRequestDateTime", seconds(definition.onDemandSince()));
            }
            told.put("BillingModeSummary", summary);
        }
    }

    private static void indexes(
            Table table,
            TableDefinition definition,
            Set<String> updated,
            Instant now,
            String status,
            Map<String, Object> told) {
        List<Object> local = new ArrayList<>();
        List<Object> global = new ArrayList<>();
        for (IndexDefinition index : definition.indexes()) {
            Map<String, Object> one = index(index);
            if (index.global()) {
                String ofIndex = updated.contains(index.name()) ? "UPDATING" : status(index, now, status);
                one.put("IndexStatus", ofIndex);
                if (ofIndex.equals("CREATING") && !status.equals("CREATING")) {
                    one.put("Backfilling", true);
                }
                one.put("ProvisionedThroughput", throughput(index.throughput()));
            }
            table.index(index.name()).ifPresent(entries -> sizes(table, entries, now, one));
            one.put("IndexArn", definition.arn(index));
            (index.global() ? global : local).add(one);
        }
        if (!local.isEmpty()) {
            told.put("LocalSecondaryIndexes", local);
        }
        if (!global.isEmpty()) {
            told.put("GlobalSecondaryIndexes", global);
        }
    }

    private static String status(IndexDefinition index, Instant now, String ofTable) {
        if (ofTable.equals("DELETING")) {
            return ofTable;
        }
        return index.activeFrom().isAfter(now) || ofTable.equals("CREATING") ? "CREATING" : "ACTIVE";
    }

    private static Map<String, Object> index(IndexDefinition definition) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("IndexName", definition.name());
        told.put("KeySchema", keys(definition.key()));
        Map<String, Object> projection = new LinkedHashMap<>();
        projection.put("ProjectionType", definition.projection().type());
        if (!definition.projection().others().isEmpty()) {
            projection.put("NonKeyAttributes", definition.projection().others());
        }
        told.put("Projection", projection);
        return told;
    }

    private static void sizes(Table table, Index index, Instant now, Map<String, Object> told) {
        long bytes = 0;
        for (Item item : index.entries(now).values()) {
            bytes += ItemSize.of(index.definition()
                    .project(item.attributes(), table.definition().key()));
        }
        told.put("IndexSizeBytes", bytes);
        told.put("ItemCount", (long) index.entries(now).size());
    }

    private static void stream(TableDefinition definition, Map<String, Object> told) {
        if (definition.streamView() != null) {
            told.put("StreamSpecification", specification(definition.streamView()));
        }
        if (definition.streamLabel() != null) {
            told.put("LatestStreamLabel", definition.streamLabel());
            told.put("LatestStreamArn", String.valueOf(definition.streamArn()));
        }
    }

    private static Map<String, Object> specification(@Nullable String view) {
        return entries("StreamEnabled", true, "StreamViewType", String.valueOf(view));
    }
}
