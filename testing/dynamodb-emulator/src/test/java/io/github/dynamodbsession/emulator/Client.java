package io.github.dynamodbsession.emulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks DynamoDB's protocol, and to the control of an emulator; for any number of threads. */
public final class Client {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final URI endpoint;

    public Client(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** What was answered. */
    public record Answer(int status, JsonNode body) {

        /** The body of an answer with status 200. */
        public JsonNode ok() {
            if (status != 200) {
                throw new AssertionError(status + ": " + body);
            }
            return body;
        }
    }

    /** A call; single quotes in the body stand for double ones. */
    public Answer call(String operation, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(endpoint.resolve("/"))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", target(operation))
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/dynamodb/aws4_request")
                .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    private static String target(String operation) {
        return switch (operation) {
            case "ListStreams", "DescribeStream", "GetShardIterator", "GetRecords" ->
                "DynamoDBStreams_20120810." + operation;
            default -> "DynamoDB_20120810." + operation;
        };
    }

    /** A call of the control; single quotes in the body stand for double ones. */
    public Answer control(String method, String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(endpoint.resolve("/_emulator" + path))
                .method(method, BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    /** Creates a table whose key is the string {@code id}, on demand. */
    public void createTable(String name) throws IOException, InterruptedException {
        call(
                        "CreateTable",
                        ("{'TableName':'%s','BillingMode':'PAY_PER_REQUEST',"
                                        + "'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}],"
                                        + "'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}]}")
                                .formatted(name))
                .ok();
    }

    /** Puts an item of a key and a text. */
    public void put(String table, String id, String text) throws IOException, InterruptedException {
        call("PutItem", "{'TableName':'%s','Item':{'id':{'S':'%s'},'text':{'S':'%s'}}}".formatted(table, id, text))
                .ok();
    }

    /** The text of an item; missing if there is no such item. */
    public JsonNode text(String table, String id) throws IOException, InterruptedException {
        return call("GetItem", "{'TableName':'%s','Key':{'id':{'S':'%s'}},'ConsistentRead':true}".formatted(table, id))
                .ok()
                .at("/Item/text/S");
    }
}
