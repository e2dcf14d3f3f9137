package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionConfigurationException.Reason;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Request;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a failure means. The codes are those of the DynamoDB API Reference, "Common Errors" and the errors of each
 * operation; both SDKs hand them on as they come.
 */
final class Failures {

    static final String TABLE_NOT_FOUND = "ResourceNotFoundException";

    private static final String CONDITION_FAILED = "ConditionalCheckFailedException";
    private static final String CONDITION_FAILED_REASON = "ConditionalCheckFailed";
    private static final String TRANSACTION_CANCELED = "TransactionCanceledException";
    private static final String VALIDATION = "ValidationException";
    private static final String VALIDATION_REASON = "ValidationError";
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int SERVER_ERROR = 500;

    /** A write met a transaction, or a transaction another one: neither SDK asks again. */
    private static final Set<String> CONFLICTS = Set.of(
            "TransactionConflictException", "TransactionInProgressException", "ReplicatedWriteConflictException");

    private static final String CONFLICT_REASON = "TransactionConflict";

    private static final Set<String> THROTTLED_REASONS =
            Set.of("ThrottlingError", "ProvisionedThroughputExceeded", "RequestLimitExceeded");

    /** The SDKs have asked again as often as they do. */
    private static final Set<String> THROTTLED = Set.of(
            "ProvisionedThroughputExceededException",
            "ThrottlingException",
            "RequestLimitExceeded",
            "LimitExceededException",
            "Throttling");

    private static final Set<String> NO_PERMISSION = Set.of("AccessDeniedException", "AccessDenied");

    private static final Set<String> BAD_CREDENTIALS = Set.of(
            "UnrecognizedClientException",
            "InvalidSignatureException",
            "IncompleteSignatureException",
            "IncompleteSignature",
            "MissingAuthenticationTokenException",
            "ExpiredTokenException",
            "InvalidClientTokenId");

    private Failures() {}

    static boolean isConditionFailed(Failure failure) {
        return failure.code().equals(CONDITION_FAILED);
    }

    static boolean isConditionFailed(Failure.Reason reason) {
        return reason.code().equals(CONDITION_FAILED_REASON);
    }

    static boolean isTransactionCanceled(Failure failure) {
        return failure.code().equals(TRANSACTION_CANCELED);
    }

    static boolean isTableNotFound(Failure failure) {
        return failure.code().equals(TABLE_NOT_FOUND);
    }

    /** Whether asking the very same again, a little later, may succeed although the SDK does not ask again itself. */
    static boolean isConflict(Failure failure) {
        return CONFLICTS.contains(failure.code())
                || (isTransactionCanceled(failure)
                        && failure.reasons().stream()
                                .map(Failure.Reason::code)
                                .anyMatch(code -> code.equals(CONFLICT_REASON) || THROTTLED_REASONS.contains(code)));
    }

    /** How a call came out that failed like this, in few kinds. */
    static CallListener.Outcome outcome(Failure failure) {
        return switch (failure.origin()) {
            case NO_ANSWER -> CallListener.Outcome.NO_ANSWER;
            case INTERRUPTED -> CallListener.Outcome.INTERRUPTED;
            case CLIENT -> CallListener.Outcome.NOT_SENT;
            case SERVICE -> outcomeOfAnswer(failure);
        };
    }

    private static CallListener.Outcome outcomeOfAnswer(Failure failure) {
        Set<String> codes = failure.reasons().stream().map(Failure.Reason::code).collect(Collectors.toSet());
        if (THROTTLED.contains(failure.code()) || codes.stream().anyMatch(THROTTLED_REASONS::contains)) {
            return CallListener.Outcome.THROTTLED;
        }
        if (isConflict(failure)) {
            return CallListener.Outcome.CONFLICT;
        }
        return isConditionFailed(failure) || codes.contains(CONDITION_FAILED_REASON)
                ? CallListener.Outcome.CONDITION_FAILED
                : CallListener.Outcome.REFUSED;
    }

    /** Whether DynamoDB does not take the request as it is, such as one that names an index that is not there. */
    static boolean isRefusedRequest(Failure failure) {
        return failure.code().equals(VALIDATION) || isTableNotFound(failure);
    }

    /** Whether the item would be larger than DynamoDB takes. */
    static boolean isItemTooLarge(Failure failure) {
        return failure.status() == CONTENT_TOO_LARGE
                || (failure.code().equals(VALIDATION) && saysTooLarge(failure.message()))
                || failure.reasons().stream()
                        .anyMatch(reason -> reason.code().equals(VALIDATION_REASON) && saysTooLarge(reason.message()));
    }

    /** There is no code of its own for it. */
    private static boolean saysTooLarge(String message) {
        return message.toLowerCase(Locale.ROOT).contains("item size");
    }

    /** The failure as an exception that says what would be right. */
    static SessionException toException(Request request, Failure failure) {
        String asked = request.operation() + " on the table " + request.table();
        String code = failure.code();
        return switch (failure.origin()) {
            case INTERRUPTED ->
                new SessionStorageException(
                        "The thread was interrupted while it waited for " + asked + ".", true, failure.cause());
            case NO_ANSWER ->
                new SessionStorageException(
                        "DynamoDB did not answer " + asked + " in time; is the endpoint right, and can it be reached?",
                        true,
                        failure.cause());
            case CLIENT ->
                new SessionConfigurationException(
                        Reason.CLIENT,
                        "The AWS SDK could not send " + asked
                                + "; check region, endpoint and credentials (the cause says which).",
                        failure.cause());
            case SERVICE -> {
                if (isTableNotFound(failure)) {
                    yield new SessionConfigurationException(
                            Reason.MISSING,
                            "The table " + request.table() + " does not exist; create it, or set autoCreate.",
                            failure.cause());
                }
                if (NO_PERMISSION.contains(code)) {
                    String actions = request.actions().stream()
                            .map(action -> "dynamodb:" + action)
                            .collect(Collectors.joining(" or "));
                    yield new SessionConfigurationException(
                            Reason.FORBIDDEN,
                            "The credentials do not allow " + actions + " on the table " + request.table()
                                    + "; add it to the role's policy.",
                            failure.cause());
                }
                if (BAD_CREDENTIALS.contains(code)) {
                    yield new SessionConfigurationException(
                            Reason.FORBIDDEN,
                            "DynamoDB does not accept the credentials (" + code
                                    + "); check accessKeyId and secretAccessKey, or what the SDK finds instead.",
                            failure.cause());
                }
                boolean transientFailure =
                        isConflict(failure) || THROTTLED.contains(code) || failure.status() >= SERVER_ERROR;
                String reasons = failure.reasons().isEmpty() ? "" : " " + failure.reasons();
                yield new SessionStorageException(
                        "DynamoDB refused " + asked + ": " + code + reasons + ".", transientFailure, failure.cause());
            }
        };
    }
}
