package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.step.BlockingCaller;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.dynamo.call.Reply;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Transport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of steps through a transport, tells the listener, and makes calls that do not depend on each other
 * side by side, a few at a time, on threads that live only as long as there are some.
 */
final class MeasuredCaller implements BlockingCaller<Request, Answer> {

    private static final int SIDE_BY_SIDE = 8;

    private final Transport transport;
    private final @Nullable CallListener listener;

    MeasuredCaller(Transport transport, @Nullable CallListener listener) {
        this.transport = transport;
        this.listener = listener;
    }

    @Override
    public Answer call(Request request) {
        if (listener == null) {
            return transport.call(request).answer();
        }
        long start = System.nanoTime();
        Reply reply = transport.call(request);
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        String code = reply.answer() instanceof Answer.Failed failed
                ? failed.failure().code()
                : "";
        listener.onCall(
                new CallListener.Made(request.operation(), reply.readUnits(), reply.writeUnits(), duration, code));
        return reply.answer();
    }

    @Override
    public List<Answer> callAll(List<Request> requests) {
        if (requests.size() == 1) {
            return List.of(call(requests.get(0)));
        }
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(SIDE_BY_SIDE, requests.size()), task -> {
            Thread thread = new Thread(task, "dynamodb-session-call-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<CompletableFuture<Answer>> answers = requests.stream()
                    .map(request -> CompletableFuture.supplyAsync(() -> call(request), threads))
                    .toList();
            return answers.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdownNow();
        }
    }
}
