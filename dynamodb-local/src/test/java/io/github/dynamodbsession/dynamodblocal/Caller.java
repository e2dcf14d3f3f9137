package io.github.dynamodbsession.dynamodblocal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Calls of DynamoDB by plain HTTP. */
final class Caller {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI endpoint;

    Caller(URI endpoint) {
        this.endpoint = endpoint;
    }

    HttpResponse<String> call(String operation, String body) {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(20))
                .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/dynamodb/aws4_request,"
                                + " SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> listTables() {
        return call("ListTables", "{}");
    }

    HttpResponse<String> createTable(String name) {
        return call(
                "CreateTable",
                """
                {"TableName": "%s", "BillingMode": "PAY_PER_REQUEST",
                 "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                 "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]}
                """
                        .formatted(name));
    }

    HttpResponse<String> putItem(String table, String id) {
        return call("PutItem", "{\"TableName\":\"" + table + "\",\"Item\":{\"id\":{\"S\":\"" + id + "\"}}}");
    }

    boolean has(String table, String id) {
        return call("GetItem", "{\"TableName\":\"" + table + "\",\"Key\":{\"id\":{\"S\":\"" + id + "\"}}}")
                .body()
                .contains("\"Item\"");
    }
}
