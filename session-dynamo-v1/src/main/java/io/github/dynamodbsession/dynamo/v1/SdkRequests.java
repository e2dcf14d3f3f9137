package io.github.dynamodbsession.dynamo.v1;

import com.amazonaws.AmazonWebServiceRequest;
import com.amazonaws.services.dynamodbv2.model.AttributeDefinition;
import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import com.amazonaws.services.dynamodbv2.model.BatchGetItemRequest;
import com.amazonaws.services.dynamodbv2.model.BillingMode;
import com.amazonaws.services.dynamodbv2.model.CreateGlobalSecondaryIndexAction;
import com.amazonaws.services.dynamodbv2.model.CreateTableRequest;
import com.amazonaws.services.dynamodbv2.model.Delete;
import com.amazonaws.services.dynamodbv2.model.DeleteItemRequest;
import com.amazonaws.services.dynamodbv2.model.DescribeTableRequest;
import com.amazonaws.services.dynamodbv2.model.DescribeTimeToLiveRequest;
import com.amazonaws.services.dynamodbv2.model.GetItemRequest;
import com.amazonaws.services.dynamodbv2.model.GlobalSecondaryIndex;
import com.amazonaws.services.dynamodbv2.model.GlobalSecondaryIndexUpdate;
import com.amazonaws.services.dynamodbv2.model.KeySchemaElement;
import com.amazonaws.services.dynamodbv2.model.KeyType;
import com.amazonaws.services.dynamodbv2.model.KeysAndAttributes;
import com.amazonaws.services.dynamodbv2.model.Projection;
import com.amazonaws.services.dynamodbv2.model.ProjectionType;
import com.amazonaws.services.dynamodbv2.model.ProvisionedThroughput;
import com.amazonaws.services.dynamodbv2.model.Put;
import com.amazonaws.services.dynamodbv2.model.PutItemRequest;
import com.amazonaws.services.dynamodbv2.model.QueryRequest;
import com.amazonaws.services.dynamodbv2.model.ReturnValue;
import com.amazonaws.services.dynamodbv2.model.ReturnValuesOnConditionCheckFailure;
import com.amazonaws.services.dynamodbv2.model.ScalarAttributeType;
import com.amazonaws.services.dynamodbv2.model.ScanRequest;
import com.amazonaws.services.dynamodbv2.model.TimeToLiveSpecification;
import com.amazonaws.services.dynamodbv2.model.TransactWriteItem;
import com.amazonaws.services.dynamodbv2.model.TransactWriteItemsRequest;
import com.amazonaws.services.dynamodbv2.model.UpdateItemRequest;
import com.amazonaws.services.dynamodbv2.model.UpdateTableRequest;
import com.amazonaws.services.dynamodbv2.model.UpdateTimeToLiveRequest;
import io.github.dynamodbsession.dynamo.call.Expression;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Round;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts requests to those of the SDK: field by field, without decisions. Immutable; the SDK's requests are not, so each
 * call has a new one.
 *
 * @param round how they are sent
 * @param attempts observes how they are sent
 * @param capacity whether DynamoDB reports the capacity that a call consumed; null: it does not
 */
record SdkRequests(Round round, Attempts attempts, @Nullable String capacity) {

    /**
     * Sets the timeout on the request itself, so that it applies to a client of the application as well. Each is a timer
     * of the SDK for each call, so there is none for an attempt that may take as long as the call. The number of attempts
     * cannot be set on a request.
     */
    private <R extends AmazonWebServiceRequest> R bounded(R request) {
        request.setSdkClientExecutionTimeout(Math.toIntExact(round.total().toMillis()));
        if (round.limitsAttempts()) {
            request.setSdkRequestTimeout(Math.toIntExact(round.attempt().toMillis()));
        }
        request.setGeneralProgressListener(attempts);
        if (round.once()) {
            request.setRequestMetricCollector(attempts.collector());
        }
        return request;
    }

    GetItemRequest of(Request.GetItem get) {
        return bounded(new GetItemRequest()
                .withTableName(get.table())
                .withKey(SdkValues.toSdk(get.key()))
                .withConsistentRead(get.consistent())
                .withReturnConsumedCapacity(capacity));
    }

    BatchGetItemRequest of(Request.BatchGetItem batch) {
        KeysAndAttributes items = new KeysAndAttributes()
                .withKeys(batch.keys().stream().map(SdkValues::toSdk).toList())
                .withConsistentRead(batch.consistent());
        return bounded(new BatchGetItemRequest()
                .withRequestItems(Map.of(batch.table(), items))
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
                .withReturnValues(ReturnValue.ALL_OLD)
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
                .withProjectionExpression(projection(expression))
                .withExpressionAttributeNames(expression.names())
                .withExpressionAttributeValues(values(expression))
                .withConsistentRead(scan.consistent())
                .withSegment(scan.part().segment())
                .withTotalSegments(scan.part().segments())
                .withLimit(scan.part().limit())
                .withExclusiveStartKey(SdkValues.toSdkOrNull(scan.part().startKey()))
                .withReturnConsumedCapacity(capacity));
    }

    QueryRequest of(Request.Query query) {
        Expression expression = query.expression();
        return bounded(new QueryRequest()
                .withTableName(query.table())
                .withIndexName(query.index())
                .withKeyConditionExpression(expression.condition())
                .withProjectionExpression(projection(expression))
                .withExpressionAttributeNames(expression.names())
                .withExpressionAttributeValues(values(expression))
                .withLimit(query.limit())
                .withExclusiveStartKey(SdkValues.toSdkOrNull(query.startKey()))
                .withReturnConsumedCapacity(capacity));
    }

    /** Null for all attributes: DynamoDB refuses an empty expression. */
    private static @Nullable String projection(Expression expression) {
        return expression.projection().isEmpty() ? null : expression.projection();
    }

    /** Null for none: DynamoDB refuses an empty map. */
    private static @Nullable Map<String, AttributeValue> values(Expression expression) {
        return SdkValues.toSdkOrNull(expression.values().isEmpty() ? null : expression.values());
    }

    DescribeTableRequest of(Request.DescribeTable describe) {
        return bounded(new DescribeTableRequest(describe.table()));
    }

    CreateTableRequest of(Request.CreateTable create) {
        CreateTableRequest request = bounded(new CreateTableRequest()
                .withTableName(create.table())
                .withAttributeDefinitions(text(create.keyAttribute()))
                .withKeySchema(new KeySchemaElement(create.keyAttribute(), KeyType.HASH))
                .withBillingMode(create.throughput() == null ? BillingMode.PAY_PER_REQUEST : BillingMode.PROVISIONED)
                .withProvisionedThroughput(throughput(create.throughput())));
        for (Request.Index index : create.indexes()) {
            request.withAttributeDefinitions(text(index.hashAttribute()))
                    .withGlobalSecondaryIndexes(new GlobalSecondaryIndex()
                            .withIndexName(index.name())
                            .withKeySchema(keySchema(index))
                            .withProjection(new Projection().withProjectionType(ProjectionType.KEYS_ONLY))
                            .withProvisionedThroughput(throughput(create.throughput())));
        }
        return request;
    }

    UpdateTableRequest of(Request.UpdateTable update) {
        Request.Index index = update.index();
        return bounded(new UpdateTableRequest()
                .withTableName(update.table())
                .withAttributeDefinitions(text(index.hashAttribute()), text(index.rangeAttribute()))
                .withGlobalSecondaryIndexUpdates(new GlobalSecondaryIndexUpdate()
                        .withCreate(new CreateGlobalSecondaryIndexAction()
                                .withIndexName(index.name())
                                .withKeySchema(keySchema(index))
                                .withProjection(new Projection().withProjectionType(ProjectionType.KEYS_ONLY))
                                .withProvisionedThroughput(throughput(update.throughput())))));
    }

    private static AttributeDefinition text(String name) {
        return new AttributeDefinition(name, ScalarAttributeType.S);
    }

    private static KeySchemaElement[] keySchema(Request.Index index) {
        return new KeySchemaElement[] {
            new KeySchemaElement(index.hashAttribute(), KeyType.HASH),
            new KeySchemaElement(index.rangeAttribute(), KeyType.RANGE)
        };
    }

    /** Null for on demand. */
    private static @Nullable ProvisionedThroughput throughput(Request.@Nullable Throughput throughput) {
        return throughput == null ? null : new ProvisionedThroughput(throughput.readUnits(), throughput.writeUnits());
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
