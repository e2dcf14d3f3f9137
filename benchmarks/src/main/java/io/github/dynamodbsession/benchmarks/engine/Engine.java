package io.github.dynamodbsession.benchmarks.engine;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import io.github.dynamodbsession.emulator.meter.ConsumedUnits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/**
 * An emulator, in this JVM or another one. Safe for use by any number of threads.
 *
 * @param endpoint where it answers
 */
public record Engine(URI endpoint) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** A storage over SDK v2 with that table, which is made if it is missing. */
    public DynamoDbV2Storage.Builder storage(String table) {
        return DynamoDbV2Storage.builder()
                .tableName(table)
                .autoCreate(true)
                .endpoint(endpoint.toString())
                .region("us-east-1")
                .accessKeyId("any")
                .secretAccessKey("any");
    }

    /** What all calls since the last time have consumed. */
    public ConsumedUnits consumed() {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/_emulator/consumed"))
                .DELETE()
                .build();
        try {
            String answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .body();
            return JsonParser.parseString(answer).getAsJsonObject().asMap().values().stream()
                    .map(Engine::units)
                    .reduce(ConsumedUnits.NONE, ConsumedUnits::plus);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + endpoint, e);
        }
    }

    private static ConsumedUnits units(JsonElement operation) {
        JsonObject units = operation.getAsJsonObject();
        return new ConsumedUnits(
                units.get("calls").getAsLong(),
                units.get("readUnits").getAsDouble(),
                units.get("writeUnits").getAsDouble());
    }
}
