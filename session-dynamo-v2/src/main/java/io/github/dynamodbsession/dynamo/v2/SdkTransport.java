package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.dynamo.DynamoOptions;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Reply;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Transport;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

/** Makes calls through the SDK's blocking client. */
final class SdkTransport implements Transport {

    private final DynamoDbClient client;
    private final SdkRequests requests;

    SdkTransport(DynamoDbClient client, DynamoOptions options) {
        this.client = client;
        // On each request, so that a client that the user brings is bounded as well.
        AwsRequestOverrideConfiguration timeouts = AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(options.callTimeout())
                .apiCallAttemptTimeout(options.attemptTimeout())
                .build();
        this.requests = new SdkRequests(
                timeouts, options.callListener() == null ? ReturnConsumedCapacity.NONE : ReturnConsumedCapacity.TOTAL);
    }

    @Override
    public Reply call(Request request) {
        try {
            return send(request);
        } catch (AbortedException e) {
            Thread.currentThread().interrupt(); // the SDK has cleared the flag
            return Reply.of(new Answer.Failed(SdkFailures.of(e)));
        } catch (SdkException | IllegalStateException e) { // the latter from a client that was closed
            return Reply.of(new Answer.Failed(SdkFailures.of(e)));
        }
    }

    private Reply send(Request request) {
        if (request instanceof Request.GetItem get) {
            GetItemResponse response = client.getItem(requests.of(get));
            return read(item(response.hasItem(), response.item()), response.consumedCapacity());
        }
        if (request instanceof Request.UpdateItem update) {
            return written(client.updateItem(requests.of(update)).consumedCapacity());
        }
        if (request instanceof Request.PutItem put) {
            return written(client.putItem(requests.of(put)).consumedCapacity());
        }
        if (request instanceof Request.DeleteItem delete) {
            DeleteItemResponse response = client.deleteItem(requests.of(delete));
            return new Reply(
                    item(response.hasAttributes(), response.attributes()), 0, units(response.consumedCapacity()));
        }
        if (request instanceof Request.TransactWriteItems transaction) {
            List<ConsumedCapacity> consumed =
                    client.transactWriteItems(requests.of(transaction)).consumedCapacity();
            return new Reply(
                    new Answer.Done(),
                    0,
                    consumed.stream().mapToDouble(SdkTransport::units).sum());
        }
        if (request instanceof Request.Scan scan) {
            ScanResponse response = client.scan(requests.of(scan));
            return read(page(response), response.consumedCapacity());
        }
        return Reply.of(sendForTable(request));
    }

    private Answer sendForTable(Request request) {
        if (request instanceof Request.DescribeTable describe) {
            return table(client.describeTable(requests.of(describe)).table());
        }
        if (request instanceof Request.CreateTable create) {
            client.createTable(requests.of(create));
            return new Answer.Done();
        }
        if (request instanceof Request.DescribeTimeToLive describe) {
            return timeToLive(client.describeTimeToLive(requests.of(describe)).timeToLiveDescription());
        }
        client.updateTimeToLive(requests.of((Request.UpdateTimeToLive) request));
        return new Answer.Done();
    }

    private static Answer item(boolean present, Map<String, AttributeValue> item) {
        return new Answer.Item(SdkValues.fromSdk(present, item));
    }

    private static Answer page(ScanResponse response) {
        return new Answer.Page(
                response.items().stream().map(SdkValues::fromSdk).toList(),
                SdkValues.fromSdk(
                        response.hasLastEvaluatedKey()
                                && !response.lastEvaluatedKey().isEmpty(),
                        response.lastEvaluatedKey()));
    }

    private static Answer table(TableDescription table) {
        Map<String, String> types = table.attributeDefinitions().stream()
                .collect(Collectors.toMap(
                        AttributeDefinition::attributeName, AttributeDefinition::attributeTypeAsString));
        return new Answer.Table(
                table.tableStatusAsString(),
                table.keySchema().stream()
                        .map(key -> new Answer.KeyElement(
                                key.attributeName(),
                                key.keyTypeAsString(),
                                types.getOrDefault(key.attributeName(), "?")))
                        .toList());
    }

    private static Answer timeToLive(TimeToLiveDescription description) {
        return new Answer.TimeToLive(description.timeToLiveStatusAsString(), description.attributeName());
    }

    private static Reply read(Answer answer, @Nullable ConsumedCapacity consumed) {
        return new Reply(answer, units(consumed), 0);
    }

    private static Reply written(@Nullable ConsumedCapacity consumed) {
        return new Reply(new Answer.Item(null), 0, units(consumed));
    }

    private static double units(@Nullable ConsumedCapacity consumed) {
        return consumed == null || consumed.capacityUnits() == null ? 0 : consumed.capacityUnits();
    }
}
