package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Failure.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Converts exceptions of the SDK to failures, without judging them. */
final class SdkFailures {

    /** Where the SDK prepares a call, and where it looks for credentials: both before it sends anything. */
    private static final Set<String> PREPARATION = Set.of(
            "software.amazon.awssdk.awscore.internal.AwsExecutionContextBuilder",
            "software.amazon.awssdk.core.internal.http.pipeline.stages.AuthSchemeResolutionStage");

    private SdkFailures() {}

    static Failure of(Exception exception) {
        Integer attempts = exception instanceof SdkException known ? known.numAttempts() : null;
        if (exception instanceof DynamoDbException answer) {
            AwsErrorDetails details = answer.awsErrorDetails();
            return Failure.ofService(
                    details == null ? null : details.errorCode(),
                    answer.requestId(),
                    answer.statusCode(),
                    details == null ? null : details.errorMessage(),
                    answer instanceof ConditionalCheckFailedException failed
                            ? SdkValues.fromSdk(failed.hasItem(), failed.item())
                            : null,
                    answer instanceof TransactionCanceledException canceled ? reasons(canceled) : List.of(),
                    attempts == null ? 0 : attempts,
                    answer);
        }
        if (isFirst(attempts) && isBeforeSending(exception)) {
            return Failure.withoutAnswer(Origin.CLIENT, 0, exception);
        }
        return Failure.withoutAnswer(exception, attempts == null ? 0 : attempts, SdkFailures::known);
    }

    /** A failure before a later attempt, such as expired credentials, does not tell about those that were sent. */
    private static boolean isFirst(@Nullable Integer attempts) {
        return attempts == null || attempts <= 1;
    }

    /** Whether it is certain that nothing was sent: an unknown place counts as one after sending. */
    private static boolean isBeforeSending(Exception exception) {
        return exception instanceof AwsServiceException // of the service that provides credentials
                || Arrays.stream(exception.getStackTrace())
                        .anyMatch(frame -> PREPARATION.contains(frame.getClassName()));
    }

    private static @Nullable Origin known(Throwable cause) {
        // The asynchronous client wraps a timeout in another exception if its connection notices it first.
        if (cause instanceof ApiCallTimeoutException || cause instanceof ApiCallAttemptTimeoutException) {
            return Origin.NO_ANSWER;
        }
        if (cause instanceof AbortedException) {
            return Origin.INTERRUPTED;
        }
        return cause instanceof Crc32MismatchException ? Origin.UNREADABLE : null;
    }

    private static List<Failure.Reason> reasons(TransactionCanceledException canceled) {
        return canceled.cancellationReasons().stream()
                .map(reason -> Failure.Reason.of(
                        reason.code(), reason.message(), SdkValues.fromSdk(reason.hasItem(), reason.item())))
                .toList();
    }
}
