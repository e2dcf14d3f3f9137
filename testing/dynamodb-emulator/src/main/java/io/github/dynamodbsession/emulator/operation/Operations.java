package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.meter.CapacityMeter;
import io.github.dynamodbsession.emulator.request.Request;
import io.github.dynamodbsession.emulator.request.Values.Layer;
import io.github.dynamodbsession.emulator.table.Database;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** All operations, by name. Safe for use by any number of threads. */
public final class Operations {

    /** Those that the service checks in the newer words. */
    private static final Set<String> CURRENT =
            Set.of("GetItem", "PutItem", "UpdateItem", "DeleteItem", "BatchGetItem", "Query");

    private static final Set<String> OF_STREAMS =
            Set.of("ListStreams", "DescribeStream", "GetShardIterator", "GetRecords");

    private static final Set<String> WRITES =
            Set.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems");

    private final Map<String, Operation> byName;
    private final CapacityMeter meter;

    /** Those on a database, whose calls a meter counts; {@code address} is where it answers, as a host and a port. */
    public Operations(Database database, CapacityMeter meter, String address) {
        this.meter = meter;
        Function<String, Metering> metering = Metering.byOperation(database, meter);
        TableOperations tables = new TableOperations(database);
        TimeToLiveOperations timeToLive = new TimeToLiveOperations(database);
        StreamOperations streams = new StreamOperations(database);
        byName = Map.ofEntries(
                Map.entry("GetItem", new GetItem(database, metering.apply("GetItem"))),
                Map.entry("PutItem", write(database, metering, "PutItem")::put),
                Map.entry("UpdateItem", write(database, metering, "UpdateItem")::update),
                Map.entry("DeleteItem", write(database, metering, "DeleteItem")::delete),
                Map.entry("Query", new Query(database, metering.apply("Query"))),
                Map.entry("Scan", new Scan(database, metering.apply("Scan"))),
                Map.entry("BatchGetItem", new BatchGet(database, metering.apply("BatchGetItem"))),
                Map.entry("BatchWriteItem", new BatchWrite(database, metering.apply("BatchWriteItem"))),
                Map.entry("TransactGetItems", new TransactGet(database, metering.apply("TransactGetItems"))),
                Map.entry("TransactWriteItems", new TransactWrite(database, metering.apply("TransactWriteItems"))),
                Map.entry("CreateTable", new TableCreation(database)),
                Map.entry("UpdateTable", new TableChange(database)),
                Map.entry("DescribeTable", tables::describe),
                Map.entry("DeleteTable", tables::delete),
                Map.entry("ListTables", tables::list),
                Map.entry("DescribeLimits", request -> TableOperations.limits()),
                Map.entry("DescribeEndpoints", request -> TableOperations.endpoints(address)),
                Map.entry("DescribeTimeToLive", timeToLive::describe),
                Map.entry("UpdateTimeToLive", timeToLive::update),
                Map.entry("ListStreams", streams::list),
                Map.entry("DescribeStream", streams::describe),
                Map.entry("GetShardIterator", streams::iterator),
                Map.entry("GetRecords", streams::records));
    }

    private static SingleWrite write(Database database, Function<String, Metering> metering, String operation) {
        return new SingleWrite(database, metering.apply(operation));
    }

    /** Whether there is such an operation, of the streams' API or of the other. */
    public boolean isKnown(String operation, boolean ofStreams) {
        return byName.containsKey(operation) && OF_STREAMS.contains(operation) == ofStreams;
    }

    /** Whether an operation writes items. */
    public static boolean isWrite(String operation) {
        return WRITES.contains(operation);
    }

    /**
     * Carries out a request.
     *
     * @param operation one that {@link #isKnown}
     * @param body as it came
     * @throws ApiException what the service answers instead of a result
     */
    public Map<String, Object> answer(String operation, byte[] body) {
        meter.called(operation);
        Request request = Request.read(operation, body, CURRENT.contains(operation) ? Layer.CURRENT : Layer.OLDER);
        return Objects.requireNonNull(byName.get(operation), operation).answer(request);
    }
}
