package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Reply;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/** Responses of the SDK as replies: field by field, with nothing decided. */
final class SdkAnswers {

    private SdkAnswers() {}

    static Reply of(GetItemResponse response) {
        Answer found = new Answer.Item(SdkValues.fromSdk(response.hasItem(), response.item()));
        return new Reply(found, units(response.consumedCapacity()), 0);
    }

    static Reply of(PutItemResponse response) {
        return written(response.consumedCapacity());
    }

    static Reply of(UpdateItemResponse response) {
        return written(response.consumedCapacity());
    }

    static Reply of(DeleteItemResponse response) {
        Answer removed = new Answer.Item(SdkValues.fromSdk(response.hasAttributes(), response.attributes()));
        return new Reply(removed, 0, units(response.consumedCapacity()));
    }

    static Reply of(TransactWriteItemsResponse response) {
        double units = response.consumedCapacity().stream()
                .mapToDouble(SdkAnswers::units)
                .sum();
        return new Reply(new Answer.Done(), 0, units);
    }

    static Reply of(ScanResponse response) {
        boolean hasNext =
                response.hasLastEvaluatedKey() && !response.lastEvaluatedKey().isEmpty();
        Answer page = new Answer.Page(
                response.items().stream().map(SdkValues::fromSdk).toList(),
                SdkValues.fromSdk(hasNext, response.lastEvaluatedKey()));
        return new Reply(page, units(response.consumedCapacity()), 0);
    }

    static Reply of(DescribeTableResponse response) {
        TableDescription table = response.table();
        Map<String, String> types = table.attributeDefinitions().stream()
                .collect(Collectors.toMap(
                        AttributeDefinition::attributeName, AttributeDefinition::attributeTypeAsString));
        return Reply.of(new Answer.Table(
                table.tableStatusAsString(),
                table.keySchema().stream()
                        .map(key -> Answer.KeyElement.of(key.attributeName(), key.keyTypeAsString(), types))
                        .toList()));
    }

    static Reply of(DescribeTimeToLiveResponse response) {
        TimeToLiveDescription description = response.timeToLiveDescription();
        return Reply.of(new Answer.TimeToLive(description.timeToLiveStatusAsString(), description.attributeName()));
    }

    static Reply of(@SuppressWarnings("unused") CreateTableResponse response) {
        return Reply.of(new Answer.Done());
    }

    static Reply of(@SuppressWarnings("unused") UpdateTimeToLiveResponse response) {
        return Reply.of(new Answer.Done());
    }

    private static Reply written(@Nullable ConsumedCapacity consumed) {
        return new Reply(new Answer.Item(null), 0, units(consumed));
    }

    private static double units(@Nullable ConsumedCapacity consumed) {
        return consumed == null || consumed.capacityUnits() == null ? 0 : consumed.capacityUnits();
    }
}
