package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.request.Request;
import java.util.Map;

/** One operation of the service. Safe for use by any number of threads. */
@FunctionalInterface
interface Operation {

    /**
     * Carries a request out.
     *
     * @throws ApiException what the service answers instead
     */
    Map<String, Object> answer(Request request);
}
