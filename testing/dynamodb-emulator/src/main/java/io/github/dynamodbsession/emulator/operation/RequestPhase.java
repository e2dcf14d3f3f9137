package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import java.util.function.Supplier;

/**
 * What can be known of a request without its table. The operations that write one item put what they refuse then into the
 * envelope of a list of one (paritysuite/dynamodb-conformance, tests/tier3/error-messages/valueLayers.test.ts).
 */
final class RequestPhase {

    private RequestPhase() {}

    static <T> T enveloped(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ApiException e) {
            if (!e.name().equals("ValidationException")) {
                throw e;
            }
            throw ApiException.validation("1 validation error detected: " + e.text());
        }
    }
}
