package io.github.dynamodbsession.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Asks a DynamoDB that does not look at signatures, such as an emulator, in plain HTTP: for tests that want to see
 * what is there through no SDK. Safe for use by any number of threads. No argument may be {@code null}.
 */
public final class PlainCaller {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI endpoint;

    /** One for that endpoint: scheme, host and port. */
    public PlainCaller(URI endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Makes one call and waits for its answer, errors of DynamoDB included.
     *
     * @param operation such as {@code GetItem}
     * @param request the request in JSON, as the DynamoDB API Reference has it
     * @throws UncheckedIOException if there is no answer within twenty seconds
     */
    public HttpResponse<String> call(String operation, String request) {
        return send("DynamoDB_20120810." + operation, request);
    }

    /**
     * Makes one call of DynamoDB Streams' API and waits for its answer.
     *
     * @param operation such as {@code GetRecords}
     * @param request the request in JSON, as the API Reference has it
     * @throws UncheckedIOException if there is no answer within twenty seconds
     */
    public HttpResponse<String> callStreams(String operation, String request) {
        return send("DynamoDBStreams_20120810." + operation, request);
    }

    private HttpResponse<String> send(String target, String request) {
        HttpRequest http = HttpRequest.newBuilder(endpoint)
                .timeout(PATIENCE)
                .header("X-Amz-Target", target)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/dynamodb/aws4_request,"
                                + " SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(request))
                .build();
        try {
            return HTTP.send(http, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
