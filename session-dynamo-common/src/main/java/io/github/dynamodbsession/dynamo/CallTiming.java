package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.log.WarningLog;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.dynamo.call.Reply;
import io.github.dynamodbsession.dynamo.call.Request;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Measures calls, and notifies listeners of their cost and duration, in the order of the listeners.
 *
 * @param listeners the listeners; empty: nothing is measured
 * @param executor where listeners are notified of an asynchronous call
 * @param ticker counts nanoseconds, from any origin
 * @param log receives a warning when a listener throws
 */
record CallTiming(List<CallListener> listeners, Executor executor, LongSupplier ticker, WarningLog log) {

    CallTiming(List<CallListener> listeners, Executor executor, LongSupplier ticker) {
        this(listeners, executor, ticker, WarningLog.named(CallListener.class.getName()));
    }

    /** Calls whose listeners are notified on the calling thread. */
    static Function<Request, Answer> blocking(List<CallListener> listeners, Function<Request, Reply> calls) {
        return new CallTiming(listeners, Runnable::run, System::nanoTime).blocking(calls);
    }

    /** Calls whose listeners are notified on an executor. */
    static Function<Request, CompletionStage<Answer>> async(
            List<CallListener> listeners, Executor executor, Function<Request, CompletionStage<Reply>> calls) {
        return new CallTiming(listeners, executor, System::nanoTime).async(calls);
    }

    Function<Request, Answer> blocking(Function<Request, Reply> calls) {
        if (listeners.isEmpty()) {
            return request -> calls.apply(request).answer();
        }
        return request -> {
            long start = ticker.getAsLong();
            return measured(request, calls.apply(request), start);
        };
    }

    Function<Request, CompletionStage<Answer>> async(Function<Request, CompletionStage<Reply>> calls) {
        if (listeners.isEmpty()) {
            return request -> calls.apply(request).thenApply(Reply::answer);
        }
        return request -> {
            long start = ticker.getAsLong();
            return calls.apply(request).thenApplyAsync(reply -> measured(request, reply, start), executor);
        };
    }

    private Answer measured(Request request, Reply reply, long start) {
        Duration duration = Duration.ofNanos(Math.max(0, ticker.getAsLong() - start));
        notifyListeners(
                reply.answer() instanceof Answer.Failed failed
                        ? new CallListener.Made(
                                request.operation(),
                                FailureRules.outcome(failed.failure()),
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

    @SuppressWarnings("CatchingUnchecked") // a listener is foreign code: all that it throws is reported here
    private void notifyListeners(CallListener.Made call) {
        for (CallListener listener : listeners) {
            try {
                listener.onCall(call);
            } catch (RuntimeException | LinkageError e) {
                // Only the type: the message of foreign code may quote what it was given.
                String type = listener.getClass().getName();
                log.warn(
                        type,
                        "The call listener " + type + " threw " + e.getClass().getName()
                                + "; the call that it was notified of is not affected.",
                        null);
            }
        }
    }
}
