package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.dynamo.call.Failure;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Exceptions of the SDK as failures: what they say, not what it means. */
final class SdkFailures {

    private SdkFailures() {}

    static Failure of(RuntimeException exception) {
        if (exception instanceof AwsServiceException answer) {
            AwsErrorDetails details = answer.awsErrorDetails();
            return Failure.ofService(
                    details == null ? null : details.errorCode(),
                    answer.statusCode(),
                    details == null ? null : details.errorMessage(),
                    answer instanceof ConditionalCheckFailedException failed
                            ? SdkValues.fromSdk(failed.hasItem(), failed.item())
                            : null,
                    answer instanceof TransactionCanceledException canceled ? reasons(canceled) : List.of(),
                    answer);
        }
        // The asynchronous client gives a time-out as the cause of something else, if its connection saw it first.
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiCallTimeoutException || cause instanceof ApiCallAttemptTimeoutException) {
                return Failure.withoutAnswer(Failure.Origin.NO_ANSWER, exception);
            }
            if (cause instanceof AbortedException) {
                return Failure.withoutAnswer(Failure.Origin.INTERRUPTED, exception);
            }
        }
        return Failure.withoutAnswer(exception);
    }

    private static List<Failure.Reason> reasons(TransactionCanceledException canceled) {
        return canceled.cancellationReasons().stream()
                .map(reason -> Failure.Reason.of(
                        reason.code(), reason.message(), SdkValues.fromSdk(reason.hasItem(), reason.item())))
                .toList();
    }
}
