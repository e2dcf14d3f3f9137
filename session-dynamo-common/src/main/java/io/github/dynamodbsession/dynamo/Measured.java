package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.AsyncTransport;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.dynamo.call.Reply;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Transport;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls whose cost is told to a listener, if there is one.
 *
 * @param executor where it is told of an asynchronous call
 */
record Measured(@Nullable CallListener listener, Executor executor) {

    Function<Request, Answer> blocking(Transport transport) {
        if (listener == null) {
            return request -> transport.call(request).answer();
        }
        return request -> {
            long start = System.nanoTime();
            return told(request, transport.call(request), start, listener);
        };
    }

    Function<Request, CompletionStage<Answer>> async(AsyncTransport transport) {
        if (listener == null) {
            return request -> transport.call(request).thenApply(Reply::answer);
        }
        return request -> {
            long start = System.nanoTime();
            return transport.call(request).thenApplyAsync(reply -> told(request, reply, start, listener), executor);
        };
    }

    private static Answer told(Request request, Reply reply, long start, CallListener listener) {
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        String code = reply.answer() instanceof Answer.Failed failed
                ? failed.failure().code()
                : "";
        listener.onCall(
                new CallListener.Made(request.operation(), reply.readUnits(), reply.writeUnits(), duration, code));
        return reply.answer();
    }
}
