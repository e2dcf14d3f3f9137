package io.github.dynamodbsession.dynamo.v1;

import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import com.amazonaws.services.dynamodbv2.model.AttributeDefinition;
import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import com.amazonaws.services.dynamodbv2.model.ConsumedCapacity;
import com.amazonaws.services.dynamodbv2.model.DeleteItemResult;
import com.amazonaws.services.dynamodbv2.model.GetItemResult;
import com.amazonaws.services.dynamodbv2.model.GlobalSecondaryIndexDescription;
import com.amazonaws.services.dynamodbv2.model.KeySchemaElement;
import com.amazonaws.services.dynamodbv2.model.QueryResult;
import com.amazonaws.services.dynamodbv2.model.ScanResult;
import com.amazonaws.services.dynamodbv2.model.TableDescription;
import com.amazonaws.services.dynamodbv2.model.TimeToLiveDescription;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Operations;
import io.github.dynamodbsession.dynamo.call.Reply;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Transport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes calls through the SDK's client. What DynamoDB did not send is null in the SDK's results. */
record SdkTransport(AmazonDynamoDB client, SdkRequests requests) implements Transport, Operations<Reply> {

    @Override
    public Reply call(Request request) {
        try {
            return make(request);
        } catch (RuntimeException e) { // not only the SDK's own: a client that was shut down fails in other ways
            return Reply.of(new Answer.Failed(SdkFailures.of(e)));
        }
    }

    @Override
    public Reply getItem(Request.GetItem get) {
        GetItemResult result = client.getItem(requests.of(get));
        return new Reply(item(result.getItem()), units(result.getConsumedCapacity()), 0);
    }

    @Override
    public Reply putItem(Request.PutItem put) {
        return written(client.putItem(requests.of(put)).getConsumedCapacity());
    }

    @Override
    public Reply updateItem(Request.UpdateItem update) {
        return written(client.updateItem(requests.of(update)).getConsumedCapacity());
    }

    @Override
    public Reply deleteItem(Request.DeleteItem delete) {
        DeleteItemResult result = client.deleteItem(requests.of(delete));
        return new Reply(item(result.getAttributes()), 0, units(result.getConsumedCapacity()));
    }

    @Override
    public Reply transactWriteItems(Request.TransactWriteItems transaction) {
        List<ConsumedCapacity> consumed =
                client.transactWriteItems(requests.of(transaction)).getConsumedCapacity();
        double units = 0;
        for (ConsumedCapacity ofTable : consumed == null ? List.<ConsumedCapacity>of() : consumed) {
            units += units(ofTable);
        }
        return new Reply(new Answer.Done(), 0, units);
    }

    @Override
    public Reply scan(Request.Scan scan) {
        ScanResult result = client.scan(requests.of(scan));
        return page(
                result.getItems(),
                result.getLastEvaluatedKey(),
                result.getScannedCount(),
                result.getConsumedCapacity());
    }

    @Override
    public Reply query(Request.Query query) {
        QueryResult result = client.query(requests.of(query));
        return page(
                result.getItems(),
                result.getLastEvaluatedKey(),
                result.getScannedCount(),
                result.getConsumedCapacity());
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
        TableDescription table = client.describeTable(requests.of(describe)).getTable();
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
        client.updateTable(requests.of(update));
        return Reply.of(new Answer.Done());
    }

    @Override
    public Reply createTable(Request.CreateTable create) {
        client.createTable(requests.of(create));
        return Reply.of(new Answer.Done());
    }

    @Override
    public Reply describeTimeToLive(Request.DescribeTimeToLive describe) {
        TimeToLiveDescription found =
                client.describeTimeToLive(requests.of(describe)).getTimeToLiveDescription();
        return Reply.of(new Answer.TimeToLive(found.getTimeToLiveStatus(), found.getAttributeName()));
    }

    @Override
    public Reply updateTimeToLive(Request.UpdateTimeToLive update) {
        client.updateTimeToLive(requests.of(update));
        return Reply.of(new Answer.Done());
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
