package io.github.dynamodbsession.dynamo.v1;

import com.amazonaws.AbortedException;
import com.amazonaws.Request;
import com.amazonaws.Response;
import com.amazonaws.event.ProgressEvent;
import com.amazonaws.event.ProgressEventType;
import com.amazonaws.event.SyncProgressListener;
import com.amazonaws.metrics.RequestMetricCollector;
import com.amazonaws.util.AWSRequestMetrics;
import com.amazonaws.util.AWSRequestMetrics.Field;
import io.github.dynamodbsession.dynamo.call.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Observes the SDK's attempts of one call; for use by the calling thread. */
final class Attempts extends SyncProgressListener {

    private static final int LAST_SUCCESS = 299;

    private final RequestMetricCollector users;
    private boolean begun;
    private int sent;
    private @Nullable Integer lastStatus;
    private @Nullable String lastCode;
    private @Nullable String lastRequestId;
    private @Nullable Throwable lastException;

    /**
     * Starts to observe.
     *
     * @param users the application's collector, which receives the metrics of the call as well
     */
    Attempts(RequestMetricCollector users) {
        this.users = users;
    }

    @Override
    public void progressChanged(ProgressEvent event) {
        ProgressEventType type = event.getEventType();
        if (type == ProgressEventType.CLIENT_REQUEST_STARTED_EVENT) {
            begun = true;
        } else if (type == ProgressEventType.HTTP_REQUEST_STARTED_EVENT) {
            sent++;
        }
    }

    /** The number of attempts. */
    int sent() {
        return sent;
    }

    /** Whether the SDK started the call, but made no attempt. */
    boolean isBegunOnly() {
        return begun && sent == 0;
    }

    /**
     * Records how each attempt ended, which the exception of a call that timed out does not tell. Collecting it is expensive
     * for the SDK, so it is for few calls.
     */
    RequestMetricCollector collector() {
        return new RequestMetricCollector() {
            @Override
            public void collectMetrics(Request<?> request, Response<?> response) {
                AWSRequestMetrics metrics = request.getAWSRequestMetrics();
                lastStatus = last(metrics, Field.StatusCode) instanceof Integer status ? status : null;
                lastCode = last(metrics, Field.AWSErrorCode) instanceof String code ? code : null;
                lastRequestId = last(metrics, Field.AWSRequestID) instanceof String id ? id : null;
                lastException = lastException(metrics);
                users.collectMetrics(request, response);
            }
        };
    }

    /** Of an attempt: an interrupt by the SDK's timer during a pause does not count. */
    private static @Nullable Throwable lastException(AWSRequestMetrics metrics) {
        Throwable last = null;
        List<Object> all = metrics.getProperty(Field.Exception);
        for (Object raised : all == null ? List.of() : all) {
            if (raised instanceof Throwable exception && !(exception instanceof AbortedException)) {
                last = exception;
            }
        }
        return last;
    }

    private static @Nullable Object last(AWSRequestMetrics metrics, Field field) {
        List<Object> all = metrics.getProperty(field);
        return all == null || all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** How the last attempt of a call that timed out ended; null if not known. */
    @Nullable
    Failure last(RuntimeException outOfTime) {
        if (lastStatus != null && lastStatus > LAST_SUCCESS) {
            return Failure.ofService(lastCode, lastRequestId, lastStatus, null, null, List.of(), sent, outOfTime);
        }
        return lastException == null ? null : Failure.withoutAnswer(lastException, sent, SdkFailures::known);
    }
}
