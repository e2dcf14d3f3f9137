package io.github.dynamodbsession.dynamo.v1;

import com.amazonaws.AmazonServiceException;
import com.amazonaws.Request;
import com.amazonaws.Response;
import com.amazonaws.event.ProgressEvent;
import com.amazonaws.event.ProgressEventType;
import com.amazonaws.event.SyncProgressListener;
import com.amazonaws.metrics.RequestMetricCollector;
import com.amazonaws.services.dynamodbv2.model.AmazonDynamoDBException;
import com.amazonaws.util.AWSRequestMetrics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the SDK did of one call; for the thread that makes it. */
final class Attempts extends SyncProgressListener {

    private final RequestMetricCollector users;
    private boolean begun;
    private int sent;
    private @Nullable AmazonDynamoDBException lastError;

    /**
     * Begins to watch.
     *
     * @param users what else is to be given the metrics of the call
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

    /** How often it was sent. */
    int sent() {
        return sent;
    }

    /** Whether it is certain that it was not sent: the SDK began with it and got no further. */
    boolean isNotSent() {
        return begun && sent == 0;
    }

    /** What DynamoDB answered last, although the call ended otherwise; null if that is not known. */
    @Nullable
    AmazonDynamoDBException lastError() {
        return lastError;
    }

    /** Learns what each attempt was answered: the exception of a call that ran out of time has no cause. */
    RequestMetricCollector errors() {
        return new RequestMetricCollector() {
            @Override
            public void collectMetrics(Request<?> request, Response<?> response) {
                lastError = last(request.getAWSRequestMetrics().getProperty(AWSRequestMetrics.Field.Exception));
                if (lastError == null) {
                    lastError =
                            last(request.getAWSRequestMetrics().getProperty(AWSRequestMetrics.Field.ThrottleException));
                }
                users.collectMetrics(request, response);
            }
        };
    }

    private static @Nullable AmazonDynamoDBException last(@Nullable List<Object> raised) {
        AmazonDynamoDBException last = null;
        if (raised != null) {
            for (Object each : raised) {
                last = each instanceof AmazonServiceException && each instanceof AmazonDynamoDBException error
                        ? error
                        : last;
            }
        }
        return last;
    }
}
