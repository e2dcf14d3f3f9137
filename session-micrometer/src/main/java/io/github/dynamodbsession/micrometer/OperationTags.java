package io.github.dynamodbsession.micrometer;

import io.github.dynamodbsession.core.OperationEvent;
import io.github.dynamodbsession.core.error.SessionException;
import java.util.Locale;

/**
 * The names and tags of an operation, which are the same in our timer and in one that a handler creates from an
 * observation.
 */
final class OperationTags {

    static final String NAME = "dynamodb.session.operations";
    static final String KIND = "kind";
    static final String OUTCOME = "outcome";

    /** The key and the value for no error are those of Micrometer's handler, which adds this tag itself. */
    static final String ERROR = "error";

    static final String NO_ERROR = "none";

    private OperationTags() {}

    static String value(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static String error(OperationEvent operation) {
        return operation.failure().map(OperationTags::error).orElse(NO_ERROR);
    }

    static String error(SessionException failure) {
        return failure.getClass().getSimpleName();
    }
}
