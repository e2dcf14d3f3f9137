package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.AsyncTransport;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.dynamo.call.Reply;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Transport;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Calls whose cost and duration are told to listeners, if there are any, in their order.
 *
 * @param executor where they are told of an asynchronous call
 * @param ticker counts nanoseconds, from whatever origin
 */
record Measured(List<CallListener> listeners, Executor executor, LongSupplier ticker) {

    private static final Logger LOG = System.getLogger(CallListener.class.getName());

    /** Calls that are told of on the thread that made them. */
    static Function<Request, Answer> blocking(List<CallListener> listeners, Transport transport) {
        return new Measured(listeners, Runnable::run, System::nanoTime).blocking(transport);
    }

    /** Calls that are told of on an executor. */
    static Function<Request, CompletionStage<Answer>> async(
            List<CallListener> listeners, Executor executor, AsyncTransport transport) {
        return new Measured(listeners, executor, System::nanoTime).async(transport);
    }

    Function<Request, Answer> blocking(Transport transport) {
        if (listeners.isEmpty()) {
            return request -> transport.call(request).answer();
        }
        return request -> {
            long start = ticker.getAsLong();
            return told(request, transport.call(request), start);
        };
    }

    Function<Request, CompletionStage<Answer>> async(AsyncTransport transport) {
        if (listeners.isEmpty()) {
            return request -> transport.call(request).thenApply(Reply::answer);
        }
        return request -> {
            long start = ticker.getAsLong();
            return transport.call(request).thenApplyAsync(reply -> told(request, reply, start), executor);
        };
    }

    private Answer told(Request request, Reply reply, long start) {
        Duration duration = Duration.ofNanos(Math.max(0, ticker.getAsLong() - start));
        tell(
                reply.answer() instanceof Answer.Failed failed
                        ? new CallListener.Made(
                                request.operation(),
                                Failures.outcome(failed.failure()),
                                reply.readUnits(),
                                reply.writeUnits(),
                                duration,
                                failed.failure().code())
                        : new CallListener.Made(
                                request.operation(),
                                CallListener.Outcome.DONE,
                                reply.readUnits(),
                                reply.writeUnits(),
                                duration,
                                ""));
        return reply.answer();
    }

    @SuppressWarnings("CatchingUnchecked") // a listener is foreign code: whatever it throws is reported here
    private void tell(CallListener.Made call) {
        for (CallListener listener : listeners) {
            try {
                listener.onCall(call);
            } catch (RuntimeException | LinkageError e) {
                // Only the type: the message of foreign code may quote what it was given.
                LOG.log(
                        Level.WARNING,
                        "The call listener {0} threw {1}; the call it was told of is not affected.",
                        listener.getClass().getName(),
                        e.getClass().getName());
            }
        }
    }
}
