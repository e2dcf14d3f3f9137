package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.request.Request;
import io.github.dynamodbsession.emulator.table.IndexDefinition;
import io.github.dynamodbsession.emulator.table.KeySchema;
import io.github.dynamodbsession.emulator.table.KeyType;
import io.github.dynamodbsession.emulator.table.Projection;
import io.github.dynamodbsession.emulator.table.Throughput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads secondary indexes, with the service's complaints in the service's order. */
final class IndexReader {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final int MAX_LOCAL = 5;
    private static final int MAX_GLOBAL = 20;
    private static final int MAX_INCLUDED = 100;

    private final KeySchema table;
    private final Map<String, KeyType> types;
    private final boolean onDemand;
    private final Instant activeFrom;

    IndexReader(KeySchema table, Map<String, KeyType> types, boolean onDemand, Instant activeFrom) {
        this.table = table;
        this.types = types;
        this.onDemand = onDemand;
        this.activeFrom = activeFrom;
    }

    /** Those of a table that is to be created. */
    List<IndexDefinition> all(Request request) {
        List<IndexDefinition> indexes = new ArrayList<>();
        if (request.has("LocalSecondaryIndexes")) {
            indexes.addAll(local(request.structures("LocalSecondaryIndexes")));
        }
        if (request.has("GlobalSecondaryIndexes")) {
            List<Request> wanted = request.structures("GlobalSecondaryIndexes");
            if (wanted.isEmpty()) {
                throw ApiException.validation(INVALID + "List of GlobalSecondaryIndexes is empty");
            }
            wanted.forEach(index -> indexes.add(global(index)));
            if (wanted.size() > MAX_GLOBAL) {
                throw ApiException.validation(
                        INVALID + "GlobalSecondaryIndex count exceeds the per-table limit of " + MAX_GLOBAL);
            }
        }
        check(indexes);
        return indexes;
    }

    /** Names are given once; an index includes so many attributes and no more. */
    static void check(List<IndexDefinition> indexes) {
        Set<String> names = new HashSet<>();
        int included = 0;
        for (IndexDefinition index : indexes) {
            if (!names.add(index.name())) {
                throw ApiException.validation(INVALID + "Duplicate index name: " + index.name());
            }
            included += index.projection().others().size();
        }
        if (included > MAX_INCLUDED) {
            throw ApiException.validation(INVALID + "Number of projected attributes, which is " + included
                    + ", is greater than the allowed number of projected attributes, which is " + MAX_INCLUDED);
        }
    }

    private List<IndexDefinition> local(List<Request> wanted) {
        if (wanted.isEmpty()) {
            throw ApiException.validation(INVALID + "List of LocalSecondaryIndexes is empty");
        }
        if (table.range() == null) {
            throw ApiException.validation(
                    INVALID
                            + "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex");
        }
        List<IndexDefinition> indexes = new ArrayList<>();
        for (Request index : wanted) {
            String name = index.required("IndexName");
            KeySchema key = KeyReader.key(index.structures("KeySchema"), types);
            if (key.range() == null) {
                throw ApiException.validation(INVALID + "Index KeySchema does not have a range key for index: " + name);
            }
            if (!key.hash().equals(table.hash())) {
                throw ApiException.validation(INVALID
                        + "Index KeySchema does not have the same leading hash key as table KeySchema for index: "
                        + name + ". index hash key: " + key.hash() + ", table hash key: " + table.hash());
            }
            indexes.add(new IndexDefinition(name, false, key, projection(index), Throughput.NONE, Instant.MIN));
        }
        if (wanted.size() > MAX_LOCAL) {
            throw ApiException.validation(
                    INVALID + "Number of LocalSecondaryIndexes exceeds per-table limit of " + MAX_LOCAL);
        }
        return indexes;
    }

    /** A global one. */
    IndexDefinition global(Request index) {
        String name = index.required("IndexName");
        KeySchema key = KeyReader.key(index.structures("KeySchema"), types);
        Projection projection = projection(index);
        Request throughput = index.structure("ProvisionedThroughput");
        if (onDemand && throughput != null) {
            throw ApiException.validation(INVALID + "ProvisionedThroughput should not be specified for index: " + name
                    + " when BillingMode is PAY_PER_REQUEST");
        }
        if (!onDemand && throughput == null) {
            throw ApiException.validation(INVALID + "ProvisionedThroughput must be specified for index: " + name);
        }
        return new IndexDefinition(
                name, true, key, projection, onDemand ? Throughput.NONE : throughput(throughput), activeFrom);
    }

    private static Throughput throughput(@Nullable Request throughput) {
        return Billing.throughput(Objects.requireNonNull(throughput));
    }

    private static Projection projection(Request index) {
        Request projection = index.requiredStructure("Projection");
        String type = projection.text("ProjectionType");
        List<String> others = projection.texts("NonKeyAttributes");
        if (type == null) {
            throw ApiException.validation(INVALID + "Unknown ProjectionType: null");
        }
        boolean includes = type.equals("INCLUDE");
        if (!includes && others != null) {
            throw ApiException.validation(
                    INVALID + "ProjectionType is " + type + ", but NonKeyAttributes is specified");
        }
        if (includes && others == null) {
            throw ApiException.validation(INVALID + "ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
        }
        return new Projection(type, others == null ? List.of() : others);
    }
}
