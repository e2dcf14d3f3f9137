package io.github.dynamodbsession.dynamo.v1;

import com.amazonaws.AbortedException;
import com.amazonaws.http.exception.HttpRequestTimeoutException;
import com.amazonaws.http.timers.client.ClientExecutionTimeoutException;
import com.amazonaws.internal.CRC32MismatchException;
import com.amazonaws.services.dynamodbv2.model.AmazonDynamoDBException;
import com.amazonaws.services.dynamodbv2.model.ConditionalCheckFailedException;
import com.amazonaws.services.dynamodbv2.model.TransactionCanceledException;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Failure.Origin;
import io.github.dynamodbsession.dynamo.call.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Converts exceptions of the SDK to failures, without judging them. */
final class SdkFailures {

    /** Where the SDK prepares a call, credentials included, before it sends anything. */
    private static final String PREPARATION = "runBeforeRequestHandlers";

    /** Refusals that only their details give a meaning, which are lost after a timeout. */
    private static final Set<String> DETAILED =
            Set.of("ConditionalCheckFailedException", "TransactionCanceledException");

    private SdkFailures() {}

    static Failure of(RuntimeException exception, Attempts attempts) {
        if (exception instanceof AmazonDynamoDBException answer) {
            return ofAnswer(answer, attempts);
        }
        if (isBeforeSending(exception, attempts)) {
            return Failure.withoutAnswer(Origin.CLIENT, 0, exception);
        }
        Failure failure = Failure.withoutAnswer(exception, attempts.sent(), SdkFailures::known);
        return failure.origin() == Origin.NO_ANSWER ? ofTimeout(exception, attempts) : failure;
    }

    /**
     * After a timeout, the failure of the last attempt, if there was one. An interrupt is none: the SDK's timer ends a call
     * with it.
     */
    static Failure ofTimeout(RuntimeException exception, Attempts attempts) {
        Failure ofAttempt = attempts.last(exception);
        if (ofAttempt != null && ofAttempt.origin() != Origin.INTERRUPTED && !DETAILED.contains(ofAttempt.code())) {
            return ofAttempt;
        }
        return Failure.withoutAnswer(Origin.NO_ANSWER, attempts.sent(), exception);
    }

    /** Whether it is certain that nothing was sent: an unknown place counts as one after sending. */
    private static boolean isBeforeSending(RuntimeException exception, Attempts attempts) {
        return attempts.sent() == 0
                && !(exception instanceof AbortedException)
                && (attempts.isBegunOnly()
                        || Arrays.stream(exception.getStackTrace())
                                .anyMatch(frame -> frame.getMethodName().equals(PREPARATION)));
    }

    private static Failure ofAnswer(AmazonDynamoDBException answer, Attempts attempts) {
        return Failure.ofService(
                answer.getErrorCode(),
                answer.getRequestId(),
                answer.getStatusCode(),
                answer.getErrorMessage(),
                itemOf(answer),
                reasonsOf(answer),
                attempts.sent(),
                answer);
    }

    static @Nullable Origin known(Throwable cause) {
        if (cause instanceof ClientExecutionTimeoutException || cause instanceof HttpRequestTimeoutException) {
            return Origin.NO_ANSWER;
        }
        if (cause instanceof AbortedException) {
            return Origin.INTERRUPTED;
        }
        return cause instanceof CRC32MismatchException ? Origin.UNREADABLE : null;
    }

    private static @Nullable Map<String, Value> itemOf(AmazonDynamoDBException answer) {
        return answer instanceof ConditionalCheckFailedException failed
                ? SdkValues.fromSdkOrNull(failed.getItem())
                : null;
    }

    private static List<Failure.Reason> reasonsOf(AmazonDynamoDBException answer) {
        if (!(answer instanceof TransactionCanceledException canceled) || canceled.getCancellationReasons() == null) {
            return List.of();
        }
        return canceled.getCancellationReasons().stream()
                .map(reason -> Failure.Reason.of(
                        reason.getCode(), reason.getMessage(), SdkValues.fromSdkOrNull(reason.getItem())))
                .toList();
    }
}
