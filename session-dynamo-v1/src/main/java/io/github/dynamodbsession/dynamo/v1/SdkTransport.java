package io.github.dynamodbsession.dynamo.v1;

import com.amazonaws.AmazonWebServiceClient;
import com.amazonaws.metrics.RequestMetricCollector;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import com.amazonaws.services.dynamodbv2.model.ReturnConsumedCapacity;
import io.github.dynamodbsession.dynamo.DynamoOptions;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Reply;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Round;
import io.github.dynamodbsession.dynamo.call.Transport;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls through the SDK's client.
 *
 * @param client the client
 * @param place where calls go; empty for a client of the application, which does not tell
 * @param capacity whether DynamoDB reports the capacity that a call consumed; null: it does not
 */
record SdkTransport(AmazonDynamoDB client, String place, @Nullable String capacity) implements Transport {

    static SdkTransport with(DynamoOptions options, AmazonDynamoDB client, String place) {
        return new SdkTransport(client, place, options.isCostAsked() ? ReturnConsumedCapacity.TOTAL.toString() : null);
    }

    @Override
    public Reply call(Request request, Round round) {
        Attempts attempts = new Attempts(collectorOfClient());
        boolean isInterrupted = Thread.currentThread().isInterrupted();
        long began = System.nanoTime();
        try {
            return new SdkCall(client, new SdkRequests(round, attempts, capacity)).make(request);
        } catch (RuntimeException e) { // not only the SDK's own: a client that was shut down fails in other ways
            // The SDK counts whole milliseconds.
            boolean isTimeOver = System.nanoTime() - began
                    >= TimeUnit.MILLISECONDS.toNanos(round.total().toMillis());
            return Reply.of(new Answer.Failed(
                    isTimeOver && !isInterrupted ? ofAnInterruptOfTheSdks(e, attempts) : SdkFailures.of(e, attempts)));
        }
    }

    /**
     * When a call times out, the SDK interrupts the calling thread. It clears the interrupt, but not always: with an
     * exception of another kind the interrupt stays, or is mistaken for one of the application.
     */
    private static Failure ofAnInterruptOfTheSdks(RuntimeException e, Attempts attempts) {
        boolean unused = Thread.interrupted();
        Failure failure = SdkFailures.of(e, attempts);
        return failure.origin() == Failure.Origin.INTERRUPTED ? SdkFailures.ofTimeout(e, attempts) : failure;
    }

    /** The collector of a request replaces that of its client. */
    private RequestMetricCollector collectorOfClient() {
        RequestMetricCollector collector =
                client instanceof AmazonWebServiceClient known ? known.getRequestMetricsCollector() : null;
        return collector == null ? RequestMetricCollector.NONE : collector;
    }
}
