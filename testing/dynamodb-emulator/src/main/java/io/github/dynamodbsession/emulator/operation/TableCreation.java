package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.request.Request;
import io.github.dynamodbsession.emulator.table.Database;
import io.github.dynamodbsession.emulator.table.IndexDefinition;
import io.github.dynamodbsession.emulator.table.KeySchema;
import io.github.dynamodbsession.emulator.table.KeyType;
import io.github.dynamodbsession.emulator.table.Table;
import io.github.dynamodbsession.emulator.table.TableDefinition;
import io.github.dynamodbsession.emulator.table.Throughput;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** CreateTable. */
final class TableCreation implements Operation {

    private static final String INVALID = "One or more parameter values were invalid: ";

    private final Database database;

    TableCreation(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, Object> answer(Request request) {
        String name = request.required("TableName");
        if (name.startsWith("arn:")) {
            throw ApiException.validation("1 validation error detected: Value '" + name
                    + "' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern:"
                    + " [a-zA-Z0-9_.-]+");
        }
        return database.locked(() -> {
            Instant now = database.now();
            TableDefinition definition = definition(name, request, now);
            if (database.find(name).isPresent()) {
                throw Tables.inUse("Table already exists: " + name);
            }
            Table table = database.create(definition);
            return Map.of("TableDescription", TableDescription.of(table, now, "CREATING"));
        });
    }

    private TableDefinition definition(String name, Request request, Instant now) {
        boolean onDemand = Billing.isOnDemand(request);
        Throughput throughput = throughput(request, onDemand);
        Map<String, KeyType> types = KeyReader.types(request);
        KeySchema key = KeyReader.key(request.structures("KeySchema"), types);
        boolean indexed = request.has("LocalSecondaryIndexes") || request.has("GlobalSecondaryIndexes");
        if (!indexed && types.size() != key.names().size()) {
            throw ApiException.validation(
                    INVALID
                            + "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions");
        }
        Instant activeFrom = now.plus(database.disturbances().activation());
        List<IndexDefinition> indexes = new IndexReader(key, types, onDemand, activeFrom).all(request);
        checkAllUsed(types, key, indexes);
        String view = streamView(request.structure("StreamSpecification"));
        return new TableDefinition(
                name,
                UUID.randomUUID().toString(),
                now,
                types,
                key,
                indexes,
                onDemand,
                onDemand ? now : null,
                throughput,
                activeFrom,
                null,
                view,
                view == null ? null : streamLabel(now),
                request.flag("DeletionProtectionEnabled"),
                request.text("TableClass"));
    }

    private static Throughput throughput(Request request, boolean onDemand) {
        Request throughput = request.structure("ProvisionedThroughput");
        if (onDemand && throughput != null) {
            throw ApiException.validation(
                    INVALID
                            + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST");
        }
        if (onDemand) {
            return Throughput.NONE;
        }
        if (throughput == null) {
            throw ApiException.validation(
                    INVALID
                            + "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
        }
        return Billing.throughput(throughput);
    }

    private static void checkAllUsed(Map<String, KeyType> types, KeySchema key, List<IndexDefinition> indexes) {
        Set<String> used = new HashSet<>(key.names());
        indexes.forEach(index -> used.addAll(index.key().names()));
        if (!used.containsAll(types.keySet())) {
            throw ApiException.validation(INVALID + "Some AttributeDefinitions are not used. AttributeDefinitions: "
                    + List.copyOf(types.keySet()) + ", keys used: " + List.copyOf(used));
        }
    }

    /** What a stream is to show; {@code null} if there is to be none. */
    static @Nullable String streamView(@Nullable Request specification) {
        if (specification == null || !specification.flag("StreamEnabled")) {
            if (specification != null && specification.has("StreamViewType")) {
                throw ApiException.validation(
                        INVALID + "StreamViewType cannot be specified when StreamEnabled is set to false");
            }
            return null;
        }
        String view = specification.text("StreamViewType");
        if (view == null) {
            throw ApiException.validation(
                    INVALID + "StreamViewType must be specified when StreamEnabled is set to true");
        }
        return view;
    }

    /** Names a stream by its beginning. */
    static String streamLabel(Instant now) {
        String text = now.toString();
        return text.length() > 23 ? text.substring(0, 23) : text.replace("Z", "");
    }
}
