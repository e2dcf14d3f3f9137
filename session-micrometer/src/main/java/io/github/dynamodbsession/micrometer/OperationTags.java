package io.github.dynamodbsession.micrometer;

import io.github.dynamodbsession.core.OperationEvent;
import io.github.dynamodbsession.core.error.SessionException;
import java.util.Locale;

/** What an operation is called: the same in a timer of ours and in one that a handler makes of an observation. */
final class OperationTags {

    static final String NAME = "dynamodb.session.operations";
    static final String KIND = "kind";
    static final String OUTCOME = "outcome";

    /** The key and the value for none are those of Micrometer's handler, which adds this tag by itself. */
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
