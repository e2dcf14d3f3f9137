package io.github.dynamodbsession.conformance.differential;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** The order of scalars of one type. */
final class KeyOrder {

    private KeyOrder() {}

    static int compare(JsonNode one, JsonNode other) {
        if (one.has("N")) {
            return new BigDecimal(one.path("N").asString())
                    .compareTo(new BigDecimal(other.path("N").asString()));
        }
        return Arrays.compareUnsigned(bytes(one), bytes(other));
    }

    private static byte[] bytes(JsonNode value) {
        return value.has("B")
                ? Base64.getDecoder().decode(value.path("B").asString())
                : value.path("S").asString().getBytes(StandardCharsets.UTF_8);
    }
}
