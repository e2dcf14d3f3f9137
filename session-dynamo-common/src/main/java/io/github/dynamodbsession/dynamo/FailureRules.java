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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The meaning of failures. The codes are those of the DynamoDB API Reference, "Common Errors" and the errors of each
 * operation; both SDKs pass them on unchanged.
 */
final class FailureRules {

    static final String TABLE_NOT_FOUND = "ResourceNotFoundException";

    private static final String CONDITION_FAILED = "ConditionalCheckFailedException";
    private static final String CONDITION_FAILED_REASON = "ConditionalCheckFailed";
    private static final String TRANSACTION_CANCELED = "TransactionCanceledException";
    private static final String VALIDATION = "ValidationException";
    private static final String VALIDATION_REASON = "ValidationError";
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /** Conflicts of a write with a transaction, or of two transactions: neither SDK retries them. */
    private static final Set<String> CONFLICTS = Set.of(
            "TransactionConflictException", "TransactionInProgressException", "ReplicatedWriteConflictException");

    private static final String CONFLICT_REASON = "TransactionConflict";

    private static final Set<String> THROTTLED_REASONS =
            Set.of("ThrottlingError", "ProvisionedThroughputExceeded", "RequestLimitExceeded");

    /** After all retries of the SDK. */
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

    /**
     * DynamoDB says "Expression size has exceeded the maximum allowed size" and "The expression contains too many
     * operators".
     */
    private static final Set<String> TOO_LARGE_WORDS = Set.of("exceed", "too many", "too large", "too long");

    private static final Pattern USER = Pattern.compile("\\bUser: (arn:[\\w+=,.@:/-]+)");

    private static final String MAYBE_APPLIED = "Whether it was carried out is not known.";

    private FailureRules() {}

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

    /** Whether a retry of the identical call, a little later, may succeed although the SDK does not retry it. */
    static boolean isConflict(Failure failure) {
        return CONFLICTS.contains(failure.code())
                || (isTransactionCanceled(failure)
                        && failure.reasons().stream()
                                .map(Failure.Reason::code)
                                .anyMatch(code -> code.equals(CONFLICT_REASON) || THROTTLED_REASONS.contains(code)));
    }

    /** The outcome of a call that failed like this. */
    static CallListener.Outcome outcome(Failure failure) {
        return switch (failure.origin()) {
            case NO_ANSWER, DISCONNECTED -> CallListener.Outcome.NO_ANSWER;
            case UNREADABLE, FOREIGN -> CallListener.Outcome.UNREADABLE;
            case INTERRUPTED -> CallListener.Outcome.INTERRUPTED;
            case CLIENT, NO_TURN, OUT_OF_TIME -> CallListener.Outcome.NOT_SENT;
            case UNKNOWN -> CallListener.Outcome.UNKNOWN;
            case SERVICE -> outcomeOfAnswer(failure);
        };
    }

    private static CallListener.Outcome outcomeOfAnswer(Failure failure) {
        if (isThrottled(failure)) {
            return CallListener.Outcome.THROTTLED;
        }
        if (failure.status() >= SERVER_ERROR) {
            return CallListener.Outcome.FAILED;
        }
        Set<String> codes = failure.reasons().stream().map(Failure.Reason::code).collect(Collectors.toSet());
        if (isConflict(failure)) {
            return CallListener.Outcome.CONFLICT;
        }
        return isConditionFailed(failure) || codes.contains(CONDITION_FAILED_REASON)
                ? CallListener.Outcome.CONDITION_FAILED
                : CallListener.Outcome.REFUSED;
    }

    /** Whether the calls exceeded what the table or the account allows. */
    static boolean isThrottled(Failure failure) {
        return THROTTLED.contains(failure.code())
                || failure.status() == TOO_MANY_REQUESTS
                || failure.reasons().stream().map(Failure.Reason::code).anyMatch(THROTTLED_REASONS::contains);
    }

    /** Whether the response is not DynamoDB's complete answer, to a call that may have been carried out. */
    static boolean isUnreadable(Failure failure) {
        return failure.origin() == Failure.Origin.UNREADABLE;
    }

    /** Whether a retry of the identical call, at once or soon, may succeed: those that SDKs retry themselves. */
    static boolean isWorthSendingAgain(Failure failure) {
        return switch (failure.origin()) {
            case UNREADABLE, NO_ANSWER, DISCONNECTED -> true;
            case SERVICE, FOREIGN -> isThrottled(failure) || failure.status() >= SERVER_ERROR;
            case INTERRUPTED, CLIENT, NO_TURN, OUT_OF_TIME, UNKNOWN -> false;
        };
    }

    /** Whether the operation that the call belongs to had timed out. */
    static boolean isOutOfTime(Failure failure) {
        return failure.origin() == Failure.Origin.OUT_OF_TIME
                || (failure.origin() == Failure.Origin.NO_ANSWER
                        && !failure.message().isEmpty());
    }

    /** Whether DynamoDB refuses the request itself, such as one with an unknown index. */
    static boolean isRefusedRequest(Failure failure) {
        return failure.code().equals(VALIDATION) || isTableNotFound(failure);
    }

    /** Whether the item would exceed DynamoDB's maximum size. */
    static boolean isItemTooLarge(Failure failure) {
        return failure.status() == CONTENT_TOO_LARGE
                || (failure.code().equals(VALIDATION) && saysTooLarge(failure.message()))
                || failure.reasons().stream()
                        .anyMatch(reason -> reason.code().equals(VALIDATION_REASON) && saysTooLarge(reason.message()));
    }

    /** Whether the expression of a call exceeds an engine's maximum of bytes, clauses or operators. */
    static boolean isExpressionTooLarge(Failure failure) {
        String message = failure.message().toLowerCase(Locale.ROOT);
        return failure.code().equals(VALIDATION)
                && message.contains("expression")
                && TOO_LARGE_WORDS.stream().anyMatch(message::contains);
    }

    /** There is no error code for it. */
    private static boolean saysTooLarge(String message) {
        return message.toLowerCase(Locale.ROOT).contains("item size");
    }

    /** The failure as an exception that says how to fix it. */
    static SessionException toException(Request request, Failure failure) {
        String asked = request.operation() + " on the table " + request.table();
        return switch (failure.origin()) {
            case INTERRUPTED ->
                new SessionStorageException(
                        "The thread was interrupted while it waited for " + asked + ".", true, failure.cause());
            case NO_TURN ->
                new SessionStorageException(
                        asked
                                + " was not sent: all connections to DynamoDB were busy for the whole "
                                + (failure.message().isEmpty() ? "callTimeout" : "rest of " + failure.message())
                                + ". DynamoDB is slow, or maxConnections is too low for so many concurrent requests.",
                        true,
                        failure.cause());
            case OUT_OF_TIME ->
                new SessionStorageException(
                        asked + " was not sent: the calls before it took all of " + failure.message()
                                + ". DynamoDB is slow"
                                + (request instanceof Request.OfTable
                                        ? "."
                                        : ", or others keep writing the same session."),
                        true,
                        failure.cause());
            case NO_ANSWER ->
                new SessionStorageException(
                        SessionStorageException.Reason.NO_ANSWER,
                        dynamoDb(failure) + " did not answer " + asked + " within "
                                + (failure.message().isEmpty() ? "callTimeout" : "the rest of " + failure.message())
                                + "; is the endpoint right, and can it be reached?" + maybeApplied(request),
                        true,
                        failure.cause());
            case DISCONNECTED -> disconnected(request, asked, failure);
            case UNREADABLE ->
                new SessionStorageException(
                        SessionStorageException.Reason.BROKEN_CONNECTION,
                        "The response to " + asked + " is not a complete answer of DynamoDB"
                                + (failure.message().isEmpty() ? "" : ": " + failure.message())
                                + "; does a proxy answer, or alter answers?" + maybeApplied(request),
                        true,
                        failure.cause());
            case FOREIGN ->
                new SessionStorageException(
                        SessionStorageException.Reason.BROKEN_CONNECTION,
                        "Something other than DynamoDB answered " + asked + ", with the HTTP status " + failure.status()
                                + " and no error code; is the endpoint right, and is there a proxy in between?"
                                + maybeApplied(request),
                        isWorthSendingAgain(failure),
                        failure.cause());
            case UNKNOWN ->
                new SessionStorageException(
                        "The AWS SDK gave up " + asked + ", for the reason in the cause." + maybeApplied(request),
                        true,
                        failure.cause());
            case CLIENT -> notSent(request, asked, failure);
            case SERVICE -> ofService(request, asked, failure);
        };
    }

    private static String dynamoDb(Failure failure) {
        return ("DynamoDB " + failure.place()).strip();
    }

    /** It does not matter for a call about the table: it may be repeated. */
    private static String maybeApplied(Request request) {
        return request instanceof Request.OfTable ? "" : " " + MAYBE_APPLIED;
    }

    private static SessionStorageException disconnected(Request request, String asked, Failure failure) {
        SessionStorageException.Reason reason = FailureCauses.ofDisconnection(failure.cause());
        String what =
                switch (reason) {
                    case REFUSED_CONNECTION ->
                        "No answer to " + asked + ": the connection to " + dynamoDb(failure)
                                + " was refused, so nothing listens there. Is the endpoint right, and is DynamoDB running?";
                    case UNKNOWN_HOST ->
                        "No answer to " + asked + ": the host"
                                + FailureCauses.unknownHost(failure.cause())
                                        .map(host -> " " + host)
                                        .orElse(" of " + dynamoDb(failure))
                                + " is unknown. Is the endpoint right, or the region in its name, and do host names"
                                + " resolve here?";
                    default ->
                        dynamoDb(failure) + " did not answer " + asked
                                + FailureCauses.noTls(failure.cause())
                                        .map(tls -> ": there is no encrypted connection (" + tls
                                                + "); should the endpoint be https?")
                                        .orElse(": the connection broke, or could not be made; is the endpoint right,"
                                                + " and can it be reached?");
                };
        return new SessionStorageException(reason, what + maybeApplied(request), true, failure.cause());
    }

    /** It certainly was not sent. */
    private static SessionException notSent(Request request, String asked, Failure failure) {
        if (!FailureCauses.isAboutCredentials(failure.cause())) {
            return refused(
                    request,
                    Reason.CLIENT,
                    "The AWS SDK could not send " + asked
                            + "; check region, endpoint and credentials (the cause says which).",
                    failure);
        }
        Set<String> providers = FailureCauses.providersAsked(failure.cause());
        return refused(
                request,
                Reason.CREDENTIALS,
                "The AWS SDK has no credentials to send " + asked + " with"
                        + (providers.isEmpty() ? " (the cause says why)" : "; it asked " + String.join(", ", providers))
                        + ". Configure credentials for the SDK, or set accessKeyId and secretAccessKey.",
                failure);
    }

    private static SessionException ofService(Request request, String asked, Failure failure) {
        String code = failure.code();
        if (isTableNotFound(failure)) {
            String missing = ("The table " + request.table() + " does not exist " + failure.place()).strip();
            return refused(
                    request,
                    Reason.MISSING,
                    request instanceof Request.OfTable
                            ? missing + "; create it, or set autoCreate, or choose the region that has it."
                            : missing + ". It is created again where autoCreate is set; otherwise create it.",
                    failure);
        }
        if (NO_PERMISSION.contains(code)) {
            String actions = request.actions().stream()
                    .map(action -> "dynamodb:" + action)
                    .collect(Collectors.joining(" or "));
            return refused(
                    request,
                    Reason.FORBIDDEN,
                    "The credentials" + whose(failure) + " do not allow " + actions + " on the table " + request.table()
                            + "; add it to the role's policy.",
                    failure);
        }
        if (BAD_CREDENTIALS.contains(code)) {
            return isForAnotherRegion(failure)
                    ? refused(
                            request,
                            Reason.CLIENT,
                            "DynamoDB of another region than the one that the call was signed for answered " + asked
                                    + " (" + code + "); set region to that of the endpoint.",
                            failure)
                    : refused(
                            request,
                            Reason.CREDENTIALS,
                            "DynamoDB does not accept the credentials (" + code
                                    + "); check accessKeyId and secretAccessKey, or those that the SDK finds.",
                            failure);
        }
        return ofAnswer(asked, failure);
    }

    /** AWS's message: "Credential should be scoped to a valid region". */
    private static boolean isForAnotherRegion(Failure failure) {
        return failure.message().contains("scoped to a valid region");
    }

    /** AWS's message starts with "User: arn:... is not authorized to perform". */
    private static String whose(Failure failure) {
        Matcher user = USER.matcher(failure.message());
        return user.find() ? ", those of " + user.group(1) + "," : "";
    }

    /**
     * A refusal that an operator can fix. For a call about the table, at the start, it is a matter of configuration. For a
     * call about a session the application is running: credentials expire and are renewed, policies and tables change, and
     * a retry may succeed soon.
     */
    private static SessionException refused(Request request, Reason reason, String message, Failure failure) {
        if (request instanceof Request.OfTable) {
            return new SessionConfigurationException(reason, message, failure.cause());
        }
        return new SessionStorageException(
                request.operation() + " was not carried out. " + message, true, failure.cause());
    }

    private static SessionStorageException ofAnswer(String asked, Failure failure) {
        String code = failure.code();
        String reasons = failure.reasons().isEmpty() ? "" : " " + failure.reasons();
        if (isThrottled(failure)) {
            return new SessionStorageException(
                    "DynamoDB refused " + asked + ": " + code + reasons
                            + ". It throttles: the calls exceed what the table or the account allows.",
                    true,
                    failure.cause());
        }
        if (failure.status() >= SERVER_ERROR) {
            return new SessionStorageException(
                    "DynamoDB failed at " + asked + ": " + code + " (HTTP status " + failure.status() + "). "
                            + MAYBE_APPLIED,
                    true,
                    failure.cause());
        }
        return new SessionStorageException(
                "DynamoDB refused " + asked + ": " + code + reasons + ".", isConflict(failure), failure.cause());
    }
}
