package io.github.dynamodbsession.conformance.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A side that answers over HTTP. */
final class HttpSide implements Side {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI endpoint;

    HttpSide(URI endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public Answer send(Request request) {
        HttpRequest http = HttpRequest.newBuilder(endpoint.resolve("/"))
                .timeout(TIMEOUT)
                .header("X-Amz-Target", "DynamoDB_20120810." + request.operation())
                .header("X-Amz-Date", "20260101T000000Z")
                .header("Content-Type", "application/x-amz-json-1.0")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/dynamodb/aws4_request,"
                                + " SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(request.body().toString()))
                .build();
        try {
            HttpResponse<String> response = client.send(http, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), json(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException("No answer from " + endpoint + " to " + request, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String body) {
        try {
            return Json.read(body);
        } catch (JacksonException e) {
            return Json.text(body);
        }
    }
}
