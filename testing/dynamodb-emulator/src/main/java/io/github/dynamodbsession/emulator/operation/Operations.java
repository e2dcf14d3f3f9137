package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.request.Request;
import io.github.dynamodbsession.emulator.request.Values.Layer;
import io.github.dynamodbsession.emulator.table.Database;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

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

    /** Those on a database; {@code address} is where it answers, as a host and a port. */
    public Operations(Database database, String address) {
        Metering metering = new Metering(database);
        SingleWrite writes = new SingleWrite(database, metering);
        TableOperations tables = new TableOperations(database);
        TimeToLiveOperations timeToLive = new TimeToLiveOperations(database);
        StreamOperations streams = new StreamOperations(database);
        byName = Map.ofEntries(
                Map.entry("GetItem", new GetItem(database, metering)),
                Map.entry("PutItem", writes::put),
                Map.entry("UpdateItem", writes::update),
                Map.entry("DeleteItem", writes::delete),
                Map.entry("Query", new Query(database, metering)),
                Map.entry("Scan", new Scan(database, metering)),
                Map.entry("BatchGetItem", new BatchGet(database, metering)),
                Map.entry("BatchWriteItem", new BatchWrite(database, metering)),
                Map.entry("TransactGetItems", new TransactGet(database, metering)),
                Map.entry("TransactWriteItems", new TransactWrite(database, metering)),
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
        Request request = Request.read(operation, body, CURRENT.contains(operation) ? Layer.CURRENT : Layer.OLDER);
        return Objects.requireNonNull(byName.get(operation), operation).answer(request);
    }
}
