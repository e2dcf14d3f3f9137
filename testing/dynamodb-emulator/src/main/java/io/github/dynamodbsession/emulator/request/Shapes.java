package io.github.dynamodbsession.emulator.request;

import static io.github.dynamodbsession.emulator.request.Shape.ATTRIBUTES;
import static io.github.dynamodbsession.emulator.request.Shape.FLAG;
import static io.github.dynamodbsession.emulator.request.Shape.TEXT;
import static io.github.dynamodbsession.emulator.request.Shape.VALUE;
import static io.github.dynamodbsession.emulator.request.Shape.listOf;
import static io.github.dynamodbsession.emulator.request.Shape.mapOf;
import static io.github.dynamodbsession.emulator.request.Shape.oneOf;
import static io.github.dynamodbsession.emulator.request.Shape.optional;
import static io.github.dynamodbsession.emulator.request.Shape.required;
import static io.github.dynamodbsession.emulator.request.Shape.structure;
import static io.github.dynamodbsession.emulator.request.Shape.text;
import static io.github.dynamodbsession.emulator.request.Shape.whole;
import static io.github.dynamodbsession.emulator.request.Shape.wholeLong;

import io.github.dynamodbsession.emulator.request.Shape.Member;
import io.github.dynamodbsession.emulator.request.Shape.Structure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shape of each operation's request, members in the order in which the service looks at them. */
final class Shapes {

    private static final Shape.Text TABLE = text(3, 255, "[a-zA-Z0-9_.-]+");

    private static final Shape.Text INDEX = text(3, 255, "[a-zA-Z0-9_.-]+");
    private static final Shape.Text KEY_NAME = text(1, 255);
    private static final Shape CONSUMED = oneOf("INDEXES", "TOTAL", "NONE");
    private static final Shape METRICS = oneOf("SIZE", "NONE");
    private static final Shape RETURN_VALUES = oneOf(Shape.ReturnValues.ALLOWED.toArray(new String[0]));
    private static final Shape ON_REFUSAL = oneOf("ALL_OLD", "NONE");
    private static final Shape OPERATOR = oneOf("OR", "AND");
    private static final Shape COMPARISON = oneOf(
            "IN",
            "NULL",
            "BETWEEN",
            "LT",
            "NOT_CONTAINS",
            "EQ",
            "GT",
            "NOT_NULL",
            "NE",
            "LE",
            "BEGINS_WITH",
            "GE",
            "CONTAINS");
    private static final Shape SELECT =
            oneOf("SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES");
    private static final Shape NAMES = mapOf(TEXT);
    private static final Shape ATTRIBUTES_TO_GET = listOf(TEXT, 1, 255);

    private static final Shape EXPECTED = mapOf(structure(
            "ExpectedAttributeValue",
            optional("AttributeValueList", listOf(VALUE)),
            optional("ComparisonOperator", COMPARISON),
            optional("Exists", FLAG),
            optional("Value", VALUE)));

    private static final Shape UPDATES = mapOf(structure(
            "AttributeValueUpdate", optional("Action", oneOf("ADD", "PUT", "DELETE")), optional("Value", VALUE)));

    private static final Shape CONDITIONS = mapOf(structure(
            "Condition", optional("AttributeValueList", listOf(VALUE)), required("ComparisonOperator", COMPARISON)));

    private static final Member RETURN_CONSUMED = optional("ReturnConsumedCapacity", CONSUMED);
    private static final Member RETURN_METRICS = optional("ReturnItemCollectionMetrics", METRICS);
    private static final Shape.TableName ANY_TABLE = new Shape.TableName(TABLE, TableNameRule.NONE);
    private static final Member TABLE_NAME = required("TableName", ANY_TABLE);
    private static final Member TABLE_OF_ITEM =
            required("TableName", new Shape.TableName(TABLE, TableNameRule.NOT_EMPTY));
    private static final Member NEW_TABLE = required("TableName", new Shape.TableName(TABLE, TableNameRule.PRESENT));
    private static final Member TABLE_ITSELF = required("TableName", new Shape.TableName(TABLE, TableNameRule.LENGTH));
    private static final Member EXPRESSION_NAMES = optional("ExpressionAttributeNames", NAMES);
    private static final Member EXPRESSION_VALUES = optional("ExpressionAttributeValues", ATTRIBUTES);
    private static final Member CONDITION = optional("ConditionExpression", TEXT);
    private static final Member ITEM_ON_REFUSAL = optional("ReturnValuesOnConditionCheckFailure", ON_REFUSAL);

    private static final Shape KEY_SCHEMA = listOf(
            structure(
                    "KeySchemaElement",
                    required("AttributeName", KEY_NAME),
                    required("KeyType", oneOf("HASH", "RANGE"))),
            1,
            2);

    private static final Shape DEFINITIONS = listOf(structure(
            "AttributeDefinition",
            required("AttributeName", KEY_NAME),
            required("AttributeType", oneOf("B", "N", "S"))));

    private static final Shape THROUGHPUT = structure(
            "ProvisionedThroughput",
            required("WriteCapacityUnits", wholeLong(1)),
            required("ReadCapacityUnits", wholeLong(1)));

    private static final Shape ON_DEMAND = structure(
            "OnDemandThroughput",
            optional("MaxReadRequestUnits", wholeLong(Long.MIN_VALUE)),
            optional("MaxWriteRequestUnits", wholeLong(Long.MIN_VALUE)));

    private static final Shape PROJECTION = structure(
            "Projection",
            optional("ProjectionType", oneOf("ALL", "INCLUDE", "KEYS_ONLY")),
            optional("NonKeyAttributes", listOf(text(1, 255), 1, 20)));

    private static final Structure GLOBAL_INDEX = structure(
            "GlobalSecondaryIndex",
            required("IndexName", INDEX),
            required("KeySchema", KEY_SCHEMA),
            required("Projection", PROJECTION),
            optional("ProvisionedThroughput", THROUGHPUT),
            optional("OnDemandThroughput", ON_DEMAND));

    private static final Structure LOCAL_INDEX = structure(
            "LocalSecondaryIndex",
            required("IndexName", INDEX),
            required("KeySchema", KEY_SCHEMA),
            required("Projection", PROJECTION));

    private static final Shape STREAM = structure(
            "StreamSpecification",
            required("StreamEnabled", FLAG),
            optional("StreamViewType", oneOf("NEW_AND_OLD_IMAGES", "OLD_IMAGE", "NEW_IMAGE", "KEYS_ONLY")));

    private static final Member BILLING = optional("BillingMode", oneOf("PROVISIONED", "PAY_PER_REQUEST"));
    private static final Member TABLE_CLASS = optional("TableClass", oneOf("STANDARD", "STANDARD_INFREQUENT_ACCESS"));
    private static final Member PROTECTION = optional("DeletionProtectionEnabled", FLAG);
    private static final Member ENCRYPTION = optional(
            "SSESpecification",
            structure(
                    "SSESpecification",
                    optional("Enabled", FLAG),
                    optional("SSEType", oneOf("AES256", "KMS")),
                    optional("KMSMasterKeyId", TEXT)));
    private static final Shape TAGS =
            listOf(structure("Tag", required("Key", text(1, 128)), required("Value", text(0, 256))));

    private static final Structure PUT = structure(
            "Put",
            required("Item", ATTRIBUTES),
            TABLE_NAME,
            CONDITION,
            EXPRESSION_NAMES,
            EXPRESSION_VALUES,
            ITEM_ON_REFUSAL);

    private static final Structure UPDATE = structure(
            "Update",
            required("Key", ATTRIBUTES),
            required("UpdateExpression", TEXT),
            TABLE_NAME,
            CONDITION,
            EXPRESSION_NAMES,
            EXPRESSION_VALUES,
            ITEM_ON_REFUSAL);

    private static final Structure DELETE = structure(
            "Delete",
            required("Key", ATTRIBUTES),
            TABLE_NAME,
            CONDITION,
            EXPRESSION_NAMES,
            EXPRESSION_VALUES,
            ITEM_ON_REFUSAL);

    private static final Structure CHECK = structure(
            "ConditionCheck",
            required("Key", ATTRIBUTES),
            TABLE_NAME,
            required("ConditionExpression", TEXT),
            EXPRESSION_NAMES,
            EXPRESSION_VALUES,
            ITEM_ON_REFUSAL);

    private static final Map<String, Structure> BY_OPERATION = Map.ofEntries(
            operation(
                    "GetItem",
                    RETURN_CONSUMED,
                    optional("AttributesToGet", ATTRIBUTES_TO_GET),
                    TABLE_OF_ITEM,
                    required("Key", ATTRIBUTES),
                    optional("ConsistentRead", FLAG),
                    optional("ProjectionExpression", TEXT),
                    EXPRESSION_NAMES),
            operation(
                    "PutItem",
                    RETURN_CONSUMED,
                    TABLE_OF_ITEM,
                    required("Item", ATTRIBUTES),
                    optional("ConditionalOperator", OPERATOR),
                    optional("Expected", EXPECTED),
                    optional("ReturnValues", new Shape.ReturnValues(false)),
                    RETURN_METRICS,
                    CONDITION,
                    EXPRESSION_VALUES,
                    EXPRESSION_NAMES,
                    ITEM_ON_REFUSAL),
            operation(
                    "UpdateItem",
                    RETURN_CONSUMED,
                    TABLE_OF_ITEM,
                    RETURN_METRICS,
                    optional("ReturnValues", new Shape.ReturnValues(true)),
                    required("Key", ATTRIBUTES),
                    optional("ConditionalOperator", OPERATOR),
                    optional("Expected", EXPECTED),
                    optional("AttributeUpdates", UPDATES),
                    CONDITION,
                    optional("UpdateExpression", TEXT),
                    EXPRESSION_VALUES,
                    EXPRESSION_NAMES,
                    ITEM_ON_REFUSAL),
            operation(
                    "DeleteItem",
                    RETURN_CONSUMED,
                    TABLE_OF_ITEM,
                    optional("ReturnValues", RETURN_VALUES),
                    RETURN_METRICS,
                    required("Key", ATTRIBUTES),
                    optional("ConditionalOperator", OPERATOR),
                    optional("Expected", EXPECTED),
                    CONDITION,
                    EXPRESSION_VALUES,
                    EXPRESSION_NAMES,
                    ITEM_ON_REFUSAL),
            operation(
                    "Query",
                    optional("Select", SELECT),
                    optional("IndexName", INDEX),
                    RETURN_CONSUMED,
                    optional("QueryFilter", CONDITIONS),
                    TABLE_OF_ITEM,
                    optional("ConditionalOperator", OPERATOR),
                    optional("AttributesToGet", ATTRIBUTES_TO_GET),
                    optional("Limit", whole(1)),
                    optional("KeyConditions", CONDITIONS),
                    optional("ExclusiveStartKey", ATTRIBUTES),
                    optional("ConsistentRead", FLAG),
                    optional("ScanIndexForward", FLAG),
                    optional("KeyConditionExpression", TEXT),
                    optional("FilterExpression", TEXT),
                    optional("ProjectionExpression", TEXT),
                    EXPRESSION_VALUES,
                    EXPRESSION_NAMES),
            operation(
                    "Scan",
                    optional("Select", SELECT),
                    optional("IndexName", INDEX),
                    optional("TotalSegments", new Shape.Whole(1, 1_000_000, false)),
                    RETURN_CONSUMED,
                    TABLE_NAME,
                    optional("ConditionalOperator", OPERATOR),
                    optional("ScanFilter", CONDITIONS),
                    optional("Segment", new Shape.Whole(0, 999_999, false)),
                    optional("Limit", whole(1)),
                    optional("AttributesToGet", ATTRIBUTES_TO_GET),
                    optional("ExclusiveStartKey", ATTRIBUTES),
                    optional("ConsistentRead", FLAG),
                    optional("FilterExpression", TEXT),
                    optional("ProjectionExpression", TEXT),
                    EXPRESSION_VALUES,
                    EXPRESSION_NAMES),
            operation(
                    "BatchGetItem",
                    required(
                            "RequestItems",
                            new Shape.MapOf(
                                    structure(
                                            "KeysAndAttributes",
                                            required("Keys", listOf(ATTRIBUTES, 1, 100)),
                                            optional("AttributesToGet", ATTRIBUTES_TO_GET),
                                            optional("ConsistentRead", FLAG),
                                            optional("ProjectionExpression", TEXT),
                                            EXPRESSION_NAMES),
                                    1,
                                    100,
                                    ANY_TABLE)),
                    RETURN_CONSUMED),
            operation(
                    "BatchWriteItem",
                    RETURN_CONSUMED,
                    RETURN_METRICS,
                    required(
                            "RequestItems",
                            new Shape.MapOf(
                                    listOf(
                                            structure(
                                                    "WriteRequest",
                                                    optional(
                                                            "PutRequest",
                                                            structure("PutRequest", required("Item", ATTRIBUTES))),
                                                    optional(
                                                            "DeleteRequest",
                                                            structure("DeleteRequest", required("Key", ATTRIBUTES)))),
                                            1,
                                            25),
                                    1,
                                    25,
                                    ANY_TABLE))),
            operation(
                    "TransactWriteItems",
                    optional("ClientRequestToken", text(1, 36)),
                    RETURN_CONSUMED,
                    RETURN_METRICS,
                    required(
                            "TransactItems",
                            listOf(
                                    structure(
                                            "TransactWriteItem",
                                            optional("ConditionCheck", CHECK),
                                            optional("Put", PUT),
                                            optional("Delete", DELETE),
                                            optional("Update", UPDATE)),
                                    1,
                                    100))),
            operation(
                    "TransactGetItems",
                    RETURN_CONSUMED,
                    required(
                            "TransactItems",
                            listOf(
                                    structure(
                                            "TransactGetItem",
                                            required(
                                                    "Get",
                                                    structure(
                                                            "Get",
                                                            required("Key", ATTRIBUTES),
                                                            TABLE_NAME,
                                                            optional("ProjectionExpression", TEXT),
                                                            EXPRESSION_NAMES))),
                                    1,
                                    100))),
            operation(
                    "CreateTable",
                    required("AttributeDefinitions", DEFINITIONS),
                    NEW_TABLE,
                    BILLING,
                    optional("ProvisionedThroughput", THROUGHPUT),
                    optional("OnDemandThroughput", ON_DEMAND),
                    required("KeySchema", KEY_SCHEMA),
                    optional("GlobalSecondaryIndexes", listOf(GLOBAL_INDEX)),
                    optional("LocalSecondaryIndexes", listOf(LOCAL_INDEX)),
                    optional("StreamSpecification", STREAM),
                    ENCRYPTION,
                    TABLE_CLASS,
                    PROTECTION,
                    optional("Tags", TAGS)),
            operation(
                    "UpdateTable",
                    TABLE_ITSELF,
                    optional("AttributeDefinitions", DEFINITIONS),
                    optional("ProvisionedThroughput", THROUGHPUT),
                    optional("OnDemandThroughput", ON_DEMAND),
                    BILLING,
                    optional(
                            "GlobalSecondaryIndexUpdates",
                            listOf(structure(
                                    "GlobalSecondaryIndexUpdate",
                                    optional(
                                            "Update",
                                            structure(
                                                    "UpdateGlobalSecondaryIndexAction",
                                                    required("IndexName", INDEX),
                                                    optional("ProvisionedThroughput", THROUGHPUT),
                                                    optional("OnDemandThroughput", ON_DEMAND))),
                                    optional("Create", GLOBAL_INDEX),
                                    optional(
                                            "Delete",
                                            structure(
                                                    "DeleteGlobalSecondaryIndexAction",
                                                    required("IndexName", INDEX)))))),
                    optional("StreamSpecification", STREAM),
                    ENCRYPTION,
                    TABLE_CLASS,
                    PROTECTION),
            operation("DescribeTable", TABLE_ITSELF),
            operation("DeleteTable", TABLE_ITSELF),
            operation(
                    "ListTables",
                    optional("ExclusiveStartTableName", TABLE),
                    optional("Limit", new Shape.Whole(1, 100, false))),
            operation("DescribeTimeToLive", TABLE_NAME),
            operation(
                    "UpdateTimeToLive",
                    TABLE_NAME,
                    required(
                            "TimeToLiveSpecification",
                            structure(
                                    "TimeToLiveSpecification",
                                    required("Enabled", FLAG),
                                    required("AttributeName", text(1, 255))))),
            operation("DescribeLimits"),
            operation("DescribeEndpoints"),
            operation(
                    "ListStreams",
                    optional("TableName", ANY_TABLE),
                    optional("Limit", new Shape.Whole(1, 100, false)),
                    optional("ExclusiveStartStreamArn", text(37, 1024))),
            operation(
                    "DescribeStream",
                    required("StreamArn", text(37, 1024)),
                    optional("Limit", new Shape.Whole(1, 100, false)),
                    optional("ExclusiveStartShardId", text(28, 65))),
            operation(
                    "GetShardIterator",
                    required("StreamArn", text(37, 1024)),
                    required("ShardId", text(28, 65)),
                    required(
                            "ShardIteratorType",
                            oneOf("TRIM_HORIZON", "LATEST", "AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER")),
                    optional("SequenceNumber", text(21, 40))),
            operation(
                    "GetRecords",
                    required("ShardIterator", text(1, 2048)),
                    optional("Limit", new Shape.Whole(1, 1000, false))));

    private Shapes() {}

    private static Map.Entry<String, Structure> operation(String name, Member... members) {
        return Map.entry(name, structure(name + "Input", members));
    }

    /** The shape of an operation's request; {@code null} if there is no such operation. */
    static @Nullable Structure of(String operation) {
        return BY_OPERATION.get(operation);
    }
}
