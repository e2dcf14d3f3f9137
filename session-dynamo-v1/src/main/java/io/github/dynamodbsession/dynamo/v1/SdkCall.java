package io.github.dynamodbsession.dynamo.v1;

import com.amazonaws.AmazonWebServiceResult;
import com.amazonaws.ResponseMetadata;
import com.amazonaws.http.SdkHttpMetadata;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import com.amazonaws.services.dynamodbv2.model.AttributeDefinition;
import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import com.amazonaws.services.dynamodbv2.model.ConsumedCapacity;
import com.amazonaws.services.dynamodbv2.model.GlobalSecondaryIndexDescription;
import com.amazonaws.services.dynamodbv2.model.KeySchemaElement;
import com.amazonaws.services.dynamodbv2.model.KeysAndAttributes;
import com.amazonaws.services.dynamodbv2.model.TableDescription;
import com.amazonaws.services.dynamodbv2.model.TimeToLiveDescription;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.AnswerHead;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Operations;
import io.github.dynamodbsession.dynamo.call.Reply;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes one call through the SDK's client. Fields that DynamoDB did not send are null in the SDK's results. */
record SdkCall(AmazonDynamoDB client, SdkRequests requests) implements Operations<Reply> {

    /** Converts a result that is a complete answer of DynamoDB; otherwise the reply is a failure. */
    private static <R extends AmazonWebServiceResult<ResponseMetadata>> Reply whole(
            R result, Function<R, Reply> reading) {
        SdkHttpMetadata http = result.getSdkHttpMetadata();
        Failure flaw = http == null
                ? null // of a client without HTTP, such as one for tests
                : AnswerHead.flaw(name -> header(http.getAllHttpHeaders(), name));
        return flaw == null ? reading.apply(result) : Reply.of(new Answer.Failed(flaw));
    }

    /** The SDK does not normalise the names of headers. */
    private static @Nullable String header(Map<String, List<String>> headers, String name) {
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue().get(0);
            }
        }
        return null;
    }

    @Override
    public Reply getItem(Request.GetItem get) {
        return whole(
                client.getItem(requests.of(get)),
                result -> new Reply(item(result.getItem()), units(result.getConsumedCapacity()), 0));
    }

    @Override
    public Reply batchGetItem(Request.BatchGetItem batch) {
        return whole(
                client.batchGetItem(requests.of(batch)),
                result -> new Reply(
                        new Answer.Items(
                                items(
                                        result.getResponses() == null
                                                ? null
                                                : result.getResponses().get(batch.table())),
                                items(unprocessed(result.getUnprocessedKeys(), batch.table()))),
                        units(result.getConsumedCapacity()),
                        0));
    }

    private static @Nullable List<Map<String, AttributeValue>> unprocessed(
            @Nullable Map<String, KeysAndAttributes> keys, String table) {
        KeysAndAttributes ofTable = keys == null ? null : keys.get(table);
        return ofTable == null ? null : ofTable.getKeys();
    }

    private static List<Map<String, Value>> items(@Nullable List<Map<String, AttributeValue>> sdk) {
        return sdk == null ? List.of() : sdk.stream().map(SdkValues::fromSdk).toList();
    }

    @Override
    public Reply putItem(Request.PutItem put) {
        return whole(
                client.putItem(requests.of(put)),
                result -> new Reply(item(result.getAttributes()), 0, units(result.getConsumedCapacity())));
    }

    @Override
    public Reply updateItem(Request.UpdateItem update) {
        return whole(client.updateItem(requests.of(update)), result -> written(result.getConsumedCapacity()));
    }

    @Override
    public Reply deleteItem(Request.DeleteItem delete) {
        return whole(
                client.deleteItem(requests.of(delete)),
                result -> new Reply(item(result.getAttributes()), 0, units(result.getConsumedCapacity())));
    }

    @Override
    public Reply transactWriteItems(Request.TransactWriteItems transaction) {
        return whole(
                client.transactWriteItems(requests.of(transaction)),
                result -> new Reply(new Answer.Done(), 0, units(result.getConsumedCapacity())));
    }

    private static double units(@Nullable List<ConsumedCapacity> consumed) {
        double units = 0;
        for (ConsumedCapacity ofTable : consumed == null ? List.<ConsumedCapacity>of() : consumed) {
            units += units(ofTable);
        }
        return units;
    }

    @Override
    public Reply scan(Request.Scan scan) {
        return whole(
                client.scan(requests.of(scan)),
                result -> page(
                        result.getItems(),
                        result.getLastEvaluatedKey(),
                        result.getScannedCount(),
                        result.getConsumedCapacity()));
    }

    @Override
    public Reply query(Request.Query query) {
        return whole(
                client.query(requests.of(query)),
                result -> page(
                        result.getItems(),
                        result.getLastEvaluatedKey(),
                        result.getScannedCount(),
                        result.getConsumedCapacity()));
    }

    private static Reply page(
            List<Map<String, AttributeValue>> items,
            @Nullable Map<String, AttributeValue> end,
            @Nullable Integer looked,
            @Nullable ConsumedCapacity consumed) {
        double units = units(consumed);
        Answer page = new Answer.Page(
                items.stream().map(SdkValues::fromSdk).toList(),
                SdkValues.fromSdkOrNull(end),
                looked == null ? items.size() : looked,
                units);
        return new Reply(page, units, 0);
    }

    @Override
    public Reply describeTable(Request.DescribeTable describe) {
        return whole(client.describeTable(requests.of(describe)), result -> table(result.getTable()));
    }

    private static Reply table(TableDescription table) {
        Map<String, String> types = new HashMap<>();
        for (AttributeDefinition attribute : table.getAttributeDefinitions()) {
            types.put(attribute.getAttributeName(), attribute.getAttributeType());
        }
        List<Answer.TableIndex> indexes = new ArrayList<>();
        if (table.getGlobalSecondaryIndexes() != null) {
            for (GlobalSecondaryIndexDescription index : table.getGlobalSecondaryIndexes()) {
                indexes.add(new Answer.TableIndex(
                        index.getIndexName(), index.getIndexStatus(), key(index.getKeySchema(), types)));
            }
        }
        return Reply.of(new Answer.Table(
                table.getTableStatus(),
                key(table.getKeySchema(), types),
                indexes,
                table.getBillingModeSummary() == null
                        ? null
                        : table.getBillingModeSummary().getBillingMode()));
    }

    private static List<Answer.KeyElement> key(List<KeySchemaElement> schema, Map<String, String> types) {
        return schema.stream()
                .map(key -> Answer.KeyElement.of(key.getAttributeName(), key.getKeyType(), types))
                .toList();
    }

    @Override
    public Reply updateTable(Request.UpdateTable update) {
        return whole(client.updateTable(requests.of(update)), result -> Reply.of(new Answer.Done()));
    }

    @Override
    public Reply createTable(Request.CreateTable create) {
        return whole(client.createTable(requests.of(create)), result -> Reply.of(new Answer.Done()));
    }

    @Override
    public Reply describeTimeToLive(Request.DescribeTimeToLive describe) {
        return whole(
                client.describeTimeToLive(requests.of(describe)),
                result -> timeToLive(result.getTimeToLiveDescription()));
    }

    private static Reply timeToLive(TimeToLiveDescription found) {
        return Reply.of(new Answer.TimeToLive(found.getTimeToLiveStatus(), found.getAttributeName()));
    }

    @Override
    public Reply updateTimeToLive(Request.UpdateTimeToLive update) {
        return whole(client.updateTimeToLive(requests.of(update)), result -> Reply.of(new Answer.Done()));
    }

    private static Reply written(@Nullable ConsumedCapacity consumed) {
        return new Reply(item(null), 0, units(consumed));
    }

    private static Answer item(@Nullable Map<String, AttributeValue> item) {
        return new Answer.Item(SdkValues.fromSdkOrNull(item));
    }

    private static double units(@Nullable ConsumedCapacity consumed) {
        return consumed == null || consumed.getCapacityUnits() == null ? 0 : consumed.getCapacityUnits();
    }
}
