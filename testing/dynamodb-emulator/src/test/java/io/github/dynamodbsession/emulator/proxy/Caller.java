package io.github.dynamodbsession.emulator.proxy;

import io.github.dynamodbsession.emulator.PlainCaller;
import java.net.URI;
import java.net.http.HttpResponse;

/** The calls that these tests make. */
final class Caller {

    private final PlainCaller plain;

    Caller(URI endpoint) {
        plain = new PlainCaller(endpoint);
    }

    HttpResponse<String> call(String operation, String body) {
        return plain.call(operation, body);
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
