package io.github.dynamodbsession.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Asks a DynamoDB through no SDK: for tests that want to see what is there. It signs with the credentials of the
 * environment, if there are any, which is what the service asks for; an emulator takes whatever it is sent. Safe for use
 * by any number of threads. No argument may be {@code null}.
 */
public final class PlainCaller {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** For who does not look at it. */
    private static final Map<String, String> UNSIGNED = Map.of(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/dynamodb/aws4_request,"
                    + " SignedHeaders=host, Signature=0");

    private final URI endpoint;
    private final @Nullable Signature4 signature;
    private final Clock clock;

    /** One for that endpoint: scheme, host and, unless it is that of the scheme, port. */
    public PlainCaller(URI endpoint) {
        this(endpoint, DynamoDbEndpoint::environment, Clock.systemUTC());
    }

    PlainCaller(URI endpoint, UnaryOperator<String> environment, Clock clock) {
        this.endpoint = endpoint;
        this.signature = Credentials.in(environment)
                .map(credentials -> new Signature4(credentials, Region.of(endpoint, environment), "dynamodb"))
                .orElse(null);
        this.clock = clock;
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
        Map<String, String> headers = Map.of("X-Amz-Target", target, "Content-Type", "application/x-amz-json-1.0");
        HttpRequest.Builder http =
                HttpRequest.newBuilder(endpoint).timeout(TIMEOUT).POST(HttpRequest.BodyPublishers.ofString(request));
        headers.forEach(http::header);
        authorization(headers, request).forEach(http::header);
        try {
            return HTTP.send(http.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> authorization(Map<String, String> headers, String request) {
        if (signature == null) {
            return UNSIGNED;
        }
        Map<String, String> signed = new HashMap<>(headers);
        signed.put("Host", host());
        return signature.sign(signed, request, clock.instant());
    }

    /** As the HTTP client writes it: without the port that the scheme has anyway. */
    private String host() {
        int usual = "https".equals(endpoint.getScheme()) ? 443 : 80;
        boolean named = endpoint.getPort() >= 0 && endpoint.getPort() != usual;
        return named ? endpoint.getHost() + ":" + endpoint.getPort() : endpoint.getHost();
    }
}
