package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.AnswerHead;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Reply;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/** Converts responses of the SDK to replies: field by field, without decisions. */
final class SdkAnswers {

    private SdkAnswers() {}

    /** Converts a response that is a complete answer of DynamoDB; otherwise the reply is a failure. */
    static <R extends DynamoDbResponse> Reply whole(R response, Function<R, Reply> reading) {
        SdkHttpResponse http = response.sdkHttpResponse();
        Failure flaw = http == null
                ? null // of a client without HTTP, such as one for tests
                : AnswerHead.flaw(name -> http.firstMatchingHeader(name).orElse(null));
        return flaw == null ? reading.apply(response) : Reply.of(new Answer.Failed(flaw));
    }

    static Reply of(GetItemResponse response) {
        Answer found = new Answer.Item(SdkValues.fromSdk(response.hasItem(), response.item()));
        return new Reply(found, units(response.consumedCapacity()), 0);
    }

    static Reply of(BatchGetItemResponse response, String table) {
        KeysAndAttributes unprocessed = response.unprocessedKeys().get(table);
        Answer found = new Answer.Items(
                response.responses().getOrDefault(table, List.of()).stream()
                        .map(SdkValues::fromSdk)
                        .toList(),
                unprocessed == null
                        ? List.of()
                        : unprocessed.keys().stream().map(SdkValues::fromSdk).toList());
        return new Reply(found, units(response.consumedCapacity()), 0);
    }

    static Reply of(PutItemResponse response) {
        Answer replaced = new Answer.Item(SdkValues.fromSdk(response.hasAttributes(), response.attributes()));
        return new Reply(replaced, 0, units(response.consumedCapacity()));
    }

    static Reply of(UpdateItemResponse response) {
        return written(response.consumedCapacity());
    }

    static Reply of(DeleteItemResponse response) {
        Answer removed = new Answer.Item(SdkValues.fromSdk(response.hasAttributes(), response.attributes()));
        return new Reply(removed, 0, units(response.consumedCapacity()));
    }

    static Reply of(TransactWriteItemsResponse response) {
        return new Reply(new Answer.Done(), 0, units(response.consumedCapacity()));
    }

    static Reply of(ScanResponse response) {
        return page(
                response.items(),
                response.hasLastEvaluatedKey(),
                response.lastEvaluatedKey(),
                response.scannedCount(),
                response.consumedCapacity());
    }

    static Reply of(QueryResponse response) {
        return page(
                response.items(),
                response.hasLastEvaluatedKey(),
                response.lastEvaluatedKey(),
                response.scannedCount(),
                response.consumedCapacity());
    }

    private static Reply page(
            List<Map<String, AttributeValue>> items,
            boolean hasKey,
            Map<String, AttributeValue> key,
            @Nullable Integer looked,
            @Nullable ConsumedCapacity consumed) {
        double units = units(consumed);
        Answer page = new Answer.Page(
                items.stream().map(SdkValues::fromSdk).toList(),
                SdkValues.fromSdk(hasKey && !key.isEmpty(), key),
                looked == null ? items.size() : looked,
                units);
        return new Reply(page, units, 0);
    }

    static Reply of(DescribeTableResponse response) {
        TableDescription table = response.table();
        Map<String, String> types = table.attributeDefinitions().stream()
                .collect(Collectors.toMap(
                        AttributeDefinition::attributeName, AttributeDefinition::attributeTypeAsString));
        return Reply.of(new Answer.Table(
                table.tableStatusAsString(),
                key(table.keySchema(), types),
                table.globalSecondaryIndexes().stream()
                        .map(index -> new Answer.TableIndex(
                                index.indexName(), index.indexStatusAsString(), key(index.keySchema(), types)))
                        .toList(),
                table.billingModeSummary() == null
                        ? null
                        : table.billingModeSummary().billingModeAsString()));
    }

    private static List<Answer.KeyElement> key(List<KeySchemaElement> schema, Map<String, String> types) {
        return schema.stream()
                .map(key -> Answer.KeyElement.of(key.attributeName(), key.keyTypeAsString(), types))
                .toList();
    }

    static Reply of(DescribeTimeToLiveResponse response) {
        TimeToLiveDescription description = response.timeToLiveDescription();
        return Reply.of(new Answer.TimeToLive(description.timeToLiveStatusAsString(), description.attributeName()));
    }

    static Reply of(@SuppressWarnings("unused") CreateTableResponse response) {
        return Reply.of(new Answer.Done());
    }

    static Reply of(@SuppressWarnings("unused") UpdateTableResponse response) {
        return Reply.of(new Answer.Done());
    }

    static Reply of(@SuppressWarnings("unused") UpdateTimeToLiveResponse response) {
        return Reply.of(new Answer.Done());
    }

    private static Reply written(@Nullable ConsumedCapacity consumed) {
        return new Reply(new Answer.Item(null), 0, units(consumed));
    }

    private static double units(List<ConsumedCapacity> consumed) {
        return consumed.stream().mapToDouble(SdkAnswers::units).sum();
    }

    private static double units(@Nullable ConsumedCapacity consumed) {
        return consumed == null || consumed.capacityUnits() == null ? 0 : consumed.capacityUnits();
    }
}
