package io.github.dynamodbsession.dynamo.v1;

import com.amazonaws.AbortedException;
import com.amazonaws.AmazonServiceException;
import com.amazonaws.http.timers.client.ClientExecutionTimeoutException;
import com.amazonaws.services.dynamodbv2.model.ConditionalCheckFailedException;
import com.amazonaws.services.dynamodbv2.model.TransactionCanceledException;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Exceptions of the SDK as failures: what they say, not what it means. */
final class SdkFailures {

    private SdkFailures() {}

    static Failure of(RuntimeException exception) {
        if (exception instanceof AmazonServiceException answer) {
            return Failure.ofService(
                    answer.getErrorCode(),
                    answer.getStatusCode(),
                    answer.getErrorMessage(),
                    itemOf(answer),
                    reasonsOf(answer),
                    answer);
        }
        if (exception instanceof ClientExecutionTimeoutException) {
            return Failure.withoutAnswer(Failure.Origin.NO_ANSWER, exception);
        }
        if (exception instanceof AbortedException) {
            return Failure.withoutAnswer(Failure.Origin.INTERRUPTED, exception);
        }
        return Failure.withoutAnswer(exception);
    }

    private static @Nullable Map<String, Value> itemOf(AmazonServiceException answer) {
        return answer instanceof ConditionalCheckFailedException failed
                ? SdkValues.fromSdkOrNull(failed.getItem())
                : null;
    }

    private static List<Failure.Reason> reasonsOf(AmazonServiceException answer) {
        if (!(answer instanceof TransactionCanceledException canceled) || canceled.getCancellationReasons() == null) {
            return List.of();
        }
        return canceled.getCancellationReasons().stream()
                .map(reason -> Failure.Reason.of(
                        reason.getCode(), reason.getMessage(), SdkValues.fromSdkOrNull(reason.getItem())))
                .toList();
    }
}
