package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Value;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Exceptions of the SDK as failures: what they say, not what it means. */
final class SdkFailures {

    private SdkFailures() {}

    static Failure of(RuntimeException exception) {
        if (exception instanceof AwsServiceException service) {
            return ofService(service);
        }
        return new Failure(origin(exception), "", 0, "", null, List.of(), exception);
    }

    private static Failure ofService(AwsServiceException exception) {
        AwsErrorDetails details = exception.awsErrorDetails();
        String code = details == null ? "" : Objects.requireNonNullElse(details.errorCode(), "");
        String message = details == null ? "" : Objects.requireNonNullElse(details.errorMessage(), "");
        Failure.Origin service = Failure.Origin.SERVICE;
        if (exception instanceof ConditionalCheckFailedException failed) {
            return new Failure(
                    service,
                    code,
                    exception.statusCode(),
                    message,
                    SdkValues.fromSdk(failed.hasItem(), failed.item()),
                    List.of(),
                    exception);
        }
        List<Failure.Reason> reasons = exception instanceof TransactionCanceledException canceled
                ? canceled.cancellationReasons().stream()
                        .map(SdkFailures::reason)
                        .toList()
                : List.of();
        return new Failure(service, code, exception.statusCode(), message, null, reasons, exception);
    }

    private static Failure.Reason reason(CancellationReason reason) {
        @Nullable Map<String, Value> item = SdkValues.fromSdk(reason.hasItem(), reason.item());
        return new Failure.Reason(
                Objects.requireNonNullElse(reason.code(), "None"),
                Objects.requireNonNullElse(reason.message(), ""),
                item);
    }

    private static Failure.Origin origin(RuntimeException exception) {
        if (exception instanceof ApiCallTimeoutException || exception instanceof ApiCallAttemptTimeoutException) {
            return Failure.Origin.NO_ANSWER;
        }
        if (exception instanceof AbortedException) {
            return Failure.Origin.INTERRUPTED;
        }
        return isOfConnection(exception) ? Failure.Origin.NO_ANSWER : Failure.Origin.CLIENT;
    }

    private static boolean isOfConnection(Throwable exception) {
        for (Throwable cause = exception.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
