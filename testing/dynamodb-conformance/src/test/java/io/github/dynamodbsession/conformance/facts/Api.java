package io.github.dynamodbsession.conformance.facts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Asks a DynamoDB in plain HTTP. */
final class Api {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Set<String> STREAMS =
            Set.of("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI endpoint;

    Api(URI endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * What came back.
     *
     * @param status the HTTP status
     * @param headers the HTTP headers
     * @param text the body as it came
     * @param body the body in JSON; a missing node if it is none
     */
    record Answer(int status, HttpHeaders headers, String text, JsonNode body) {

        @Nullable
        String header(String name) {
            return headers.firstValue(name).orElse(null);
        }
    }

    /** What every client sends with an operation. */
    static Map<String, String> headers(String operation) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "X-Amz-Target",
                (STREAMS.contains(operation) ? "DynamoDBStreams_20120810." : "DynamoDB_20120810.") + operation);
        headers.put("Content-Type", "application/x-amz-json-1.0");
        headers.put(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/dynamodb/aws4_request,"
                        + " SignedHeaders=content-type;host;x-amz-date;x-amz-target,"
                        + " Signature=0000000000000000000000000000000000000000000000000000000000000000");
        headers.put("X-Amz-Date", "20260101T000000Z");
        return headers;
    }

    Answer call(String operation, JsonNode request) {
        return send("POST", "/", headers(operation), request.toString());
    }

    Answer send(String method, String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve(path))
                .timeout(TIMEOUT)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body(), json(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String body) {
        try {
            return FactFiles.JSON.readTree(body);
        } catch (JacksonException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }
}
