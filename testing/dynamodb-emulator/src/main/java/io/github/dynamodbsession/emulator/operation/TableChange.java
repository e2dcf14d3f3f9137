package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.request.Request;
import io.github.dynamodbsession.emulator.table.Database;
import io.github.dynamodbsession.emulator.table.IndexDefinition;
import io.github.dynamodbsession.emulator.table.KeyType;
import io.github.dynamodbsession.emulator.table.Table;
import io.github.dynamodbsession.emulator.table.TableDefinition;
import io.github.dynamodbsession.emulator.table.Throughput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** UpdateTable. */
final class TableChange implements Operation {

    private static final String INVALID = "One or more parameter values were invalid: ";

    private final Database database;

    TableChange(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, Object> answer(Request request) {
        if (List.of(
                        "ProvisionedThroughput",
                        "BillingMode",
                        "GlobalSecondaryIndexUpdates",
                        "StreamSpecification",
                        "SSESpecification",
                        "TableClass",
                        "OnDemandThroughput",
                        "DeletionProtectionEnabled")
                .stream()
                .noneMatch(request::has)) {
            throw ApiException.validation(
                    "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
        }
        if (request.has("BillingMode") && !Billing.isOnDemand(request) && !request.has("ProvisionedThroughput")) {
            throw withoutThroughput();
        }
        Throughput throughput = Billing.optional(request.structure("ProvisionedThroughput"));
        checkIndexUpdates(request.structures("GlobalSecondaryIndexUpdates"));
        return database.locked(() -> {
            Instant now = database.now();
            Table table = Tables.known(database, request.required("TableName"));
            if (table.deletedFrom() != null || table.definition().activeFrom().isAfter(now)) {
                throw Tables.inUse("Attempt to change a resource which is still in use: Table is being "
                        + (table.deletedFrom() != null ? "deleted: " : "created: ")
                        + table.definition().name());
            }
            TableDefinition before = table.definition();
            TableDefinition.Change change = before.change();
            billing(request, throughput, before, change, now);
            stream(request.structure("StreamSpecification"), before, change, now);
            if (request.has("DeletionProtectionEnabled")) {
                change.deletionProtected(request.flag("DeletionProtectionEnabled"));
            }
            if (request.has("TableClass")) {
                change.tableClass(request.text("TableClass"));
            }
            indexes(request, change, now);
            TableDefinition after = change.made();
            database.redefine(table, after);
            ShownChange shown = new ShownChange(before, after, now);
            return Map.of(
                    "TableDescription",
                    after.equals(before)
                            ? TableDescription.of(table, now)
                            : TableDescription.whileChanging(table, shown.definition(), shown.updatedIndexes(), now));
        });
    }

    private static ApiException withoutThroughput() {
        return ApiException.validation(
                INVALID + "ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
    }

    private static void checkIndexUpdates(List<Request> updates) {
        Set<String> names = new HashSet<>();
        for (Request update : updates) {
            Request action = action(update);
            if (action == null) {
                throw ApiException.validation(
                        INVALID
                                + "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null");
            }
            if (!names.add(action.required("IndexName"))) {
                throw ApiException.validation(
                        INVALID + "Only one global secondary index update per index is allowed simultaneously. Index: "
                                + action.required("IndexName"));
            }
        }
        if (updates.stream().filter(update -> !update.has("Update")).count() > 1) {
            throw ApiException.dynamoDb(
                    "LimitExceededException",
                    "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table");
        }
    }

    private static @Nullable Request action(Request update) {
        Request create = update.structure("Create");
        Request change = update.structure("Update");
        return create != null ? create : change != null ? change : update.structure("Delete");
    }

    private static void billing(
            Request request,
            @Nullable Throughput wanted,
            TableDefinition before,
            TableDefinition.Change change,
            Instant now) {
        boolean onDemand = request.has("BillingMode") ? Billing.isOnDemand(request) : before.onDemand();
        if (onDemand && wanted != null) {
            throw ApiException.validation(
                    INVALID
                            + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST");
        }
        if (!onDemand && before.onDemand()) {
            requireThroughputOfIndexes(request, before);
        }
        if (onDemand && !before.onDemand()) {
            change.onDemand(now, before.throughput().none(null));
            change.indexes(before.indexes().stream()
                    .map(index -> index.with(index.throughput().changed(0, 0, now)))
                    .toList());
        }
        if (wanted != null) {
            change.provisioned(changed(before.throughput(), wanted, now));
        }
    }

    /** An index that had no units needs some with its table. */
    private static void requireThroughputOfIndexes(Request request, TableDefinition table) {
        Set<String> given = new HashSet<>();
        for (Request update : request.structures("GlobalSecondaryIndexUpdates")) {
            Request action = action(update);
            if (action != null && (update.has("Delete") || action.has("ProvisionedThroughput"))) {
                given.add(action.required("IndexName"));
            }
        }
        List<String> without = table.indexes().stream()
                .filter(index -> index.global() && !given.contains(index.name()))
                .map(IndexDefinition::name)
                .toList();
        if (!without.isEmpty()) {
            throw ApiException.validation(
                    INVALID + "ProvisionedThroughput must be specified for index: " + String.join(",", without));
        }
    }

    private static Throughput changed(Throughput present, Throughput wanted, Instant now) {
        if (wanted.read() == present.read() && wanted.write() == present.write()) {
            throw ApiException.validation(
                    "The provisioned throughput for the table will not change. The requested value equals the current value. "
                            + "Current ReadCapacityUnits provisioned for the table: " + present.read()
                            + ". Requested ReadCapacityUnits: " + wanted.read()
                            + ". Current WriteCapacityUnits provisioned for the table: " + present.write()
                            + ". Requested WriteCapacityUnits: " + wanted.write()
                            + ". Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.");
        }
        return present.changed(wanted.read(), wanted.write(), now);
    }

    private static void stream(
            @Nullable Request specification, TableDefinition before, TableDefinition.Change change, Instant now) {
        if (specification == null) {
            return;
        }
        String view = TableCreation.streamView(specification);
        if (view != null && before.streamView() != null) {
            throw ApiException.validation("Table already has an enabled stream: TableName: " + before.name());
        }
        if (view == null && before.streamView() == null) {
            throw ApiException.validation("Table is already in the process of disabling stream or has no stream: "
                    + "TableName: " + before.name());
        }
        change.stream(view, view == null ? before.streamLabel() : TableCreation.streamLabel(now));
    }

    private void indexes(Request request, TableDefinition.Change change, Instant now) {
        TableDefinition present = change.made();
        List<IndexDefinition> indexes = new ArrayList<>(present.indexes());
        Map<String, KeyType> types = new LinkedHashMap<>(present.attributes());
        types.putAll(KeyReader.types(request));
        Instant activeFrom = now.plus(database.disturbances().activation());
        IndexReader reader = new IndexReader(present.key(), types, present.onDemand(), activeFrom);
        for (Request update : request.structures("GlobalSecondaryIndexUpdates")) {
            if (update.has("Create")) {
                create(reader.global(update.requiredStructure("Create")), indexes);
            } else if (update.has("Delete")) {
                IndexDefinition gone = known(update.requiredStructure("Delete"), present);
                indexes.remove(gone);
            } else {
                change(update.requiredStructure("Update"), present, indexes, now);
            }
        }
        IndexReader.check(indexes);
        Set<String> used = new HashSet<>(present.key().names());
        indexes.forEach(index -> used.addAll(index.key().names()));
        types.keySet().retainAll(used);
        change.attributes(types).indexes(indexes);
    }

    private static void create(IndexDefinition index, List<IndexDefinition> indexes) {
        if (indexes.stream().anyMatch(there -> there.name().equals(index.name()))) {
            throw ApiException.validation("Attempting to create an index which already exists. Index: " + index.name());
        }
        indexes.add(index);
    }

    private static void change(Request update, TableDefinition present, List<IndexDefinition> indexes, Instant now) {
        IndexDefinition index = known(update, present);
        Throughput wanted = Billing.optional(update.structure("ProvisionedThroughput"));
        if (wanted != null) {
            indexes.set(indexes.indexOf(index), index.with(changed(index.throughput(), wanted, now)));
        }
    }

    private static IndexDefinition known(Request action, TableDefinition table) {
        String name = Objects.requireNonNull(action.text("IndexName"));
        return table.index(name)
                .filter(IndexDefinition::global)
                .orElseThrow(() -> Tables.missing("Requested resource not found: Index: " + name + " not found"));
    }
}
