package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.dynamo.DynamoOptions;
import io.github.dynamodbsession.dynamo.call.Expression;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Round;
import io.github.dynamodbsession.dynamo.call.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/**
 * Converts requests to those of the SDK: field by field, without decisions. Immutable.
 *
 * @param round the round that {@code override} was created for
 * @param override the timeouts of each call, and its retries
 * @param capacity whether DynamoDB reports the capacity that a call consumed; null: it does not
 */
record SdkRequests(Round round, AwsRequestOverrideConfiguration override, @Nullable ReturnConsumedCapacity capacity) {

    private static final RetryStrategy NEVER = AwsRetryStrategy.doNotRetry();

    /**
     * Makes the first attempt the only one, regardless of the client's settings; other settings stay. The SDK creates a
     * configuration for such a call, which takes longer than all else that it does for the call, so it is for few calls.
     */
    private static final SdkPlugin ONCE = client -> client.overrideConfiguration(
            client.overrideConfiguration().toBuilder().retryStrategy(NEVER).build());

    static SdkRequests with(DynamoOptions options) {
        return with(options.firstRound(), options.isCostAsked() ? ReturnConsumedCapacity.TOTAL : null);
    }

    /**
     * Timeouts are set on each request, so that they apply to a client of the application as well. Each is a timer of the
     * SDK for each call, so there is none for an attempt that may take as long as the call.
     */
    private static SdkRequests with(Round round, @Nullable ReturnConsumedCapacity capacity) {
        AwsRequestOverrideConfiguration.Builder override =
                AwsRequestOverrideConfiguration.builder().apiCallTimeout(round.total());
        if (round.limitsAttempts()) {
            override.apiCallAttemptTimeout(round.attempt());
        }
        if (round.once()) {
            override.addPlugin(ONCE);
        }
        return new SdkRequests(round, override.build(), capacity);
    }

    /** The same for another round. */
    SdkRequests in(Round other) {
        return with(other, capacity);
    }

    GetItemRequest of(Request.GetItem get) {
        return GetItemRequest.builder()
                .tableName(get.table())
                .key(SdkValues.toSdk(get.key()))
                .consistentRead(get.consistent())
                .returnConsumedCapacity(capacity)
                .overrideConfiguration(override)
                .build();
    }

    BatchGetItemRequest of(Request.BatchGetItem batch) {
        KeysAndAttributes items = KeysAndAttributes.builder()
                .keys(batch.keys().stream().map(SdkValues::toSdk).toList())
                .consistentRead(batch.consistent())
                .build();
        return BatchGetItemRequest.builder()
                .requestItems(Map.of(batch.table(), items))
                .returnConsumedCapacity(capacity)
                .overrideConfiguration(override)
                .build();
    }

    PutItemRequest of(Request.PutItem put) {
        Expression expression = put.expression();
        return PutItemRequest.builder()
                .tableName(put.table())
                .item(SdkValues.toSdk(put.item()))
                .conditionExpression(expression.condition())
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(values(expression))
                .returnValues(ReturnValue.ALL_OLD)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .returnConsumedCapacity(capacity)
                .overrideConfiguration(override)
                .build();
    }

    UpdateItemRequest of(Request.UpdateItem update) {
        Expression expression = update.expression();
        return UpdateItemRequest.builder()
                .tableName(update.table())
                .key(SdkValues.toSdk(update.key()))
                .updateExpression(expression.update())
                .conditionExpression(expression.condition())
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(values(expression))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .returnConsumedCapacity(capacity)
                .overrideConfiguration(override)
                .build();
    }

    DeleteItemRequest of(Request.DeleteItem delete) {
        Expression expression = delete.expression();
        return DeleteItemRequest.builder()
                .tableName(delete.table())
                .key(SdkValues.toSdk(delete.key()))
                .conditionExpression(expression.condition())
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(values(expression))
                .returnValues(ReturnValue.ALL_OLD)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .returnConsumedCapacity(capacity)
                .overrideConfiguration(override)
                .build();
    }

    TransactWriteItemsRequest of(Request.TransactWriteItems transaction) {
        return TransactWriteItemsRequest.builder()
                .transactItems(
                        transaction.writes().stream().map(SdkRequests::write).toList())
                .clientRequestToken(transaction.clientRequestToken())
                .returnConsumedCapacity(capacity)
                .overrideConfiguration(override)
                .build();
    }

    private static TransactWriteItem write(Request.Write write) {
        return write instanceof Request.PutItem put
                ? TransactWriteItem.builder().put(p -> put(p, put)).build()
                : TransactWriteItem.builder()
                        .delete(d -> delete(d, (Request.DeleteItem) write))
                        .build();
    }

    private static void put(Put.Builder sdk, Request.PutItem put) {
        Expression expression = put.expression();
        sdk.tableName(put.table())
                .item(SdkValues.toSdk(put.item()))
                .conditionExpression(expression.condition())
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(values(expression))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }

    private static void delete(Delete.Builder sdk, Request.DeleteItem delete) {
        Expression expression = delete.expression();
        sdk.tableName(delete.table())
                .key(SdkValues.toSdk(delete.key()))
                .conditionExpression(expression.condition())
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(values(expression))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }

    /** Null for none: DynamoDB refuses an empty map. */
    @SuppressWarnings("NullAway") // the SDK accepts null, but has no annotation
    private static Map<String, AttributeValue> values(Expression expression) {
        return expression.values().isEmpty() ? null : SdkValues.toSdk(expression.values());
    }

    ScanRequest of(Request.Scan scan) {
        Expression expression = scan.expression();
        return ScanRequest.builder()
                .tableName(scan.table())
                .filterExpression(expression.condition())
                .projectionExpression(projection(expression))
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(values(expression))
                .consistentRead(scan.consistent())
                .segment(scan.part().segment())
                .totalSegments(scan.part().segments())
                .limit(scan.part().limit())
                .exclusiveStartKey(startKey(scan.part().startKey()))
                .returnConsumedCapacity(capacity)
                .overrideConfiguration(override)
                .build();
    }

    QueryRequest of(Request.Query query) {
        Expression expression = query.expression();
        return QueryRequest.builder()
                .tableName(query.table())
                .indexName(query.index())
                .keyConditionExpression(expression.condition())
                .projectionExpression(projection(expression))
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(values(expression))
                .limit(query.limit())
                .exclusiveStartKey(startKey(query.startKey()))
                .returnConsumedCapacity(capacity)
                .overrideConfiguration(override)
                .build();
    }

    /** Null for all attributes: DynamoDB refuses an empty expression. */
    private static @Nullable String projection(Expression expression) {
        return expression.projection().isEmpty() ? null : expression.projection();
    }

    @SuppressWarnings("NullAway") // the SDK accepts null for the first page, but has no annotation
    private static Map<String, AttributeValue> startKey(@Nullable Map<String, Value> key) {
        return key == null ? null : SdkValues.toSdk(key);
    }

    DescribeTableRequest of(Request.DescribeTable describe) {
        return DescribeTableRequest.builder()
                .tableName(describe.table())
                .overrideConfiguration(override)
                .build();
    }

    CreateTableRequest of(Request.CreateTable create) {
        List<AttributeDefinition> attributes = new ArrayList<>();
        attributes.add(text(create.keyAttribute()));
        create.indexes().forEach(index -> attributes.add(text(index.hashAttribute())));
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(create.table())
                .attributeDefinitions(attributes)
                .keySchema(key(create.keyAttribute(), KeyType.HASH))
                .billingMode(create.throughput() == null ? BillingMode.PAY_PER_REQUEST : BillingMode.PROVISIONED)
                .provisionedThroughput(throughput(create.throughput()))
                .overrideConfiguration(override);
        if (!create.indexes().isEmpty()) { // DynamoDB refuses an empty list
            request.globalSecondaryIndexes(create.indexes().stream()
                    .map(index -> GlobalSecondaryIndex.builder()
                            .indexName(index.name())
                            .keySchema(keySchema(index))
                            .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))
                            .provisionedThroughput(throughput(create.throughput()))
                            .build())
                    .toList());
        }
        return request.build();
    }

    UpdateTableRequest of(Request.UpdateTable update) {
        Request.Index index = update.index();
        return UpdateTableRequest.builder()
                .tableName(update.table())
                .attributeDefinitions(text(index.hashAttribute()), text(index.rangeAttribute()))
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .create(create -> create.indexName(index.name())
                                .keySchema(keySchema(index))
                                .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))
                                .provisionedThroughput(throughput(update.throughput())))
                        .build())
                .overrideConfiguration(override)
                .build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static List<KeySchemaElement> keySchema(Request.Index index) {
        return List.of(key(index.hashAttribute(), KeyType.HASH), key(index.rangeAttribute(), KeyType.RANGE));
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    @SuppressWarnings("NullAway") // the SDK accepts null for on demand, but has no annotation
    private static ProvisionedThroughput throughput(Request.@Nullable Throughput throughput) {
        return throughput == null
                ? null
                : ProvisionedThroughput.builder()
                        .readCapacityUnits(throughput.readUnits())
                        .writeCapacityUnits(throughput.writeUnits())
                        .build();
    }

    DescribeTimeToLiveRequest of(Request.DescribeTimeToLive describe) {
        return DescribeTimeToLiveRequest.builder()
                .tableName(describe.table())
                .overrideConfiguration(override)
                .build();
    }

    UpdateTimeToLiveRequest of(Request.UpdateTimeToLive update) {
        return UpdateTimeToLiveRequest.builder()
                .tableName(update.table())
                .timeToLiveSpecification(
                        t -> t.attributeName(update.attribute()).enabled(true))
                .overrideConfiguration(override)
                .build();
    }
}
