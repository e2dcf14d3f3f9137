package io.github.dynamodbsession.emulator.disturbance;

import io.github.dynamodbsession.emulator.DynamoDbEmulator;
import io.github.dynamodbsession.emulator.PlainCaller;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An emulator of each test's own, and short ways to ask it. */
abstract class EmulatorTests {

    static final String TABLE = "things";

    private static final JsonMapper JSON = JsonMapper.shared();

    final DynamoDbEmulator emulator = DynamoDbEmulator.start();
    final PlainCaller caller = new PlainCaller(emulator.endpoint());

    @AfterEach
    void stop() {
        emulator.close();
    }

    /** What comes back, with single quotes in the request for double ones. */
    JsonNode ask(String operation, String request) {
        return json(caller.call(operation, quoted(request)));
    }

    static String quoted(String request) {
        return request.replace('\'', '"');
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    /** The short name of the exception that came back; empty if it was none. */
    static String type(JsonNode answer) {
        String type = answer.path("__type").asString("");
        return type.substring(type.indexOf('#') + 1);
    }

    void createTable(String billing) {
        ask(
                "CreateTable",
                "{'TableName':'" + TABLE + "','KeySchema':[{'AttributeName':'id','KeyType':'HASH'}],"
                        + "'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'},{'AttributeName':'by','AttributeType':'S'}],"
                        + "'GlobalSecondaryIndexes':[{'IndexName':'by-by','KeySchema':[{'AttributeName':'by','KeyType':'HASH'}],"
                        + "'Projection':{'ProjectionType':'KEYS_ONLY'}" + indexBilling(billing) + "}]," + billing
                        + "}");
    }

    private static String indexBilling(String billing) {
        return billing.contains("ProvisionedThroughput") ? "," + billing : "";
    }

    void createTable() {
        createTable("'BillingMode':'PAY_PER_REQUEST'");
    }

    JsonNode put(String id, String value) {
        return ask(
                "PutItem",
                "{'TableName':'" + TABLE + "','Item':{'id':{'S':'" + id + "'},'by':{'S':'" + id + "'},'v':{'S':'"
                        + value + "'}}}");
    }

    JsonNode get(String id, boolean consistent) {
        return ask(
                "GetItem",
                "{'TableName':'" + TABLE + "','Key':{'id':{'S':'" + id + "'}},'ConsistentRead':" + consistent + "}");
    }

    String value(String id, boolean consistent) {
        return get(id, consistent).path("Item").path("v").path("S").asString("");
    }
}
