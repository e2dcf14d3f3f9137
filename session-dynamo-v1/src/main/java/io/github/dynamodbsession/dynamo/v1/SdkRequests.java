package io.github.dynamodbsession.dynamo.v1;

import com.amazonaws.AmazonWebServiceRequest;
import com.amazonaws.services.dynamodbv2.model.AttributeDefinition;
import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import com.amazonaws.services.dynamodbv2.model.BillingMode;
import com.amazonaws.services.dynamodbv2.model.CreateTableRequest;
import com.amazonaws.services.dynamodbv2.model.Delete;
import com.amazonaws.services.dynamodbv2.model.DeleteItemRequest;
import com.amazonaws.services.dynamodbv2.model.DescribeTableRequest;
import com.amazonaws.services.dynamodbv2.model.DescribeTimeToLiveRequest;
import com.amazonaws.services.dynamodbv2.model.GetItemRequest;
import com.amazonaws.services.dynamodbv2.model.KeySchemaElement;
import com.amazonaws.services.dynamodbv2.model.KeyType;
import com.amazonaws.services.dynamodbv2.model.ProvisionedThroughput;
import com.amazonaws.services.dynamodbv2.model.Put;
import com.amazonaws.services.dynamodbv2.model.PutItemRequest;
import com.amazonaws.services.dynamodbv2.model.ReturnConsumedCapacity;
import com.amazonaws.services.dynamodbv2.model.ReturnValue;
import com.amazonaws.services.dynamodbv2.model.ReturnValuesOnConditionCheckFailure;
import com.amazonaws.services.dynamodbv2.model.ScalarAttributeType;
import com.amazonaws.services.dynamodbv2.model.ScanRequest;
import com.amazonaws.services.dynamodbv2.model.TimeToLiveSpecification;
import com.amazonaws.services.dynamodbv2.model.TransactWriteItem;
import com.amazonaws.services.dynamodbv2.model.TransactWriteItemsRequest;
import com.amazonaws.services.dynamodbv2.model.UpdateItemRequest;
import com.amazonaws.services.dynamodbv2.model.UpdateTimeToLiveRequest;
import io.github.dynamodbsession.dynamo.DynamoOptions;
import io.github.dynamodbsession.dynamo.call.Expression;
import io.github.dynamodbsession.dynamo.call.Request;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests into the SDK's: field by field, with nothing decided. Immutable; the SDK's requests are not, so each call has
 * a new one.
 *
 * @param callMillis the longest that a call may take
 * @param attemptMillis the longest that one of its attempts may take
 * @param capacity whether DynamoDB shall tell what a call cost
 */
record SdkRequests(int callMillis, int attemptMillis, ReturnConsumedCapacity capacity) {

    static SdkRequests with(DynamoOptions options) {
        return new SdkRequests(
                Math.toIntExact(options.callTimeout().toMillis()),
                Math.toIntExact(options.attemptTimeout().toMillis()),
                options.isCostAsked() ? ReturnConsumedCapacity.TOTAL : ReturnConsumedCapacity.NONE);
    }

    /** Sets the time limits on the request itself, so that a client that the user brings is bounded as well. */
    private <R extends AmazonWebServiceRequest> R bounded(R request) {
        request.setSdkClientExecutionTimeout(callMillis);
        request.setSdkRequestTimeout(attemptMillis);
        return request;
    }

    GetItemRequest of(Request.GetItem get) {
        return bounded(new GetItemRequest()
                .withTableName(get.table())
                .withKey(SdkValues.toSdk(get.key()))
                .withConsistentRead(get.consistent())
                .withReturnConsumedCapacity(capacity));
    }

    PutItemRequest of(Request.PutItem put) {
        Expression expression = put.expression();
        return bounded(new PutItemRequest()
                .withTableName(put.table())
                .withItem(SdkValues.toSdk(put.item()))
                .withConditionExpression(expression.condition())
                .withExpressionAttributeNames(expression.names())
                .withExpressionAttributeValues(values(expression))
                .withReturnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .withReturnConsumedCapacity(capacity));
    }

    UpdateItemRequest of(Request.UpdateItem update) {
        Expression expression = update.expression();
        return bounded(new UpdateItemRequest()
                .withTableName(update.table())
                .withKey(SdkValues.toSdk(update.key()))
                .withUpdateExpression(expression.update())
                .withConditionExpression(expression.condition())
                .withExpressionAttributeNames(expression.names())
                .withExpressionAttributeValues(values(expression))
                .withReturnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .withReturnConsumedCapacity(capacity));
    }

    DeleteItemRequest of(Request.DeleteItem delete) {
        Expression expression = delete.expression();
        return bounded(new DeleteItemRequest()
                .withTableName(delete.table())
                .withKey(SdkValues.toSdk(delete.key()))
                .withConditionExpression(expression.condition())
                .withExpressionAttributeNames(expression.names())
                .withExpressionAttributeValues(values(expression))
                .withReturnValues(ReturnValue.ALL_OLD)
                .withReturnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .withReturnConsumedCapacity(capacity));
    }

    TransactWriteItemsRequest of(Request.TransactWriteItems transaction) {
        return bounded(new TransactWriteItemsRequest()
                .withTransactItems(
                        transaction.writes().stream().map(SdkRequests::write).toList())
                .withClientRequestToken(transaction.clientRequestToken())
                .withReturnConsumedCapacity(capacity));
    }

    private static TransactWriteItem write(Request.Write write) {
        return write instanceof Request.PutItem put
                ? new TransactWriteItem().withPut(put(put))
                : new TransactWriteItem().withDelete(delete((Request.DeleteItem) write));
    }

    private static Put put(Request.PutItem put) {
        Expression expression = put.expression();
        return new Put()
                .withTableName(put.table())
                .withItem(SdkValues.toSdk(put.item()))
                .withConditionExpression(expression.condition())
                .withExpressionAttributeNames(expression.names())
                .withExpressionAttributeValues(values(expression))
                .withReturnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }

    private static Delete delete(Request.DeleteItem delete) {
        Expression expression = delete.expression();
        return new Delete()
                .withTableName(delete.table())
                .withKey(SdkValues.toSdk(delete.key()))
                .withConditionExpression(expression.condition())
                .withExpressionAttributeNames(expression.names())
                .withExpressionAttributeValues(values(expression))
                .withReturnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }

    ScanRequest of(Request.Scan scan) {
        Expression expression = scan.expression();
        return bounded(new ScanRequest()
                .withTableName(scan.table())
                .withFilterExpression(expression.condition())
                .withProjectionExpression(expression.projection())
                .withExpressionAttributeNames(expression.names())
                .withExpressionAttributeValues(values(expression))
                .withExclusiveStartKey(SdkValues.toSdkOrNull(scan.startKey()))
                .withReturnConsumedCapacity(capacity));
    }

    /** Null for none: DynamoDB does not take an empty map. */
    private static @Nullable Map<String, AttributeValue> values(Expression expression) {
        return SdkValues.toSdkOrNull(expression.values().isEmpty() ? null : expression.values());
    }

    DescribeTableRequest of(Request.DescribeTable describe) {
        return bounded(new DescribeTableRequest(describe.table()));
    }

    CreateTableRequest of(Request.CreateTable create) {
        String key = create.keyAttribute();
        CreateTableRequest request = bounded(new CreateTableRequest()
                .withTableName(create.table())
                .withAttributeDefinitions(new AttributeDefinition(key, ScalarAttributeType.S))
                .withKeySchema(new KeySchemaElement(key, KeyType.HASH)));
        Request.Throughput throughput = create.throughput();
        return throughput == null
                ? request.withBillingMode(BillingMode.PAY_PER_REQUEST)
                : request.withBillingMode(BillingMode.PROVISIONED)
                        .withProvisionedThroughput(
                                new ProvisionedThroughput(throughput.readUnits(), throughput.writeUnits()));
    }

    DescribeTimeToLiveRequest of(Request.DescribeTimeToLive describe) {
        return bounded(new DescribeTimeToLiveRequest().withTableName(describe.table()));
    }

    UpdateTimeToLiveRequest of(Request.UpdateTimeToLive update) {
        return bounded(new UpdateTimeToLiveRequest()
                .withTableName(update.table())
                .withTimeToLiveSpecification(new TimeToLiveSpecification()
                        .withAttributeName(update.attribute())
                        .withEnabled(true)));
    }
}
