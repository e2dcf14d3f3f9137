package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.step.BlockingCaller;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Request;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Makes the calls of steps on the calling thread; independent calls in parallel, a few at a time, on threads that exist only
 * for that time.
 */
record ParallelCaller(Function<Request, Answer> calls) implements BlockingCaller<Request, Answer> {

    private static final int MAX_PARALLEL = 8;

    @Override
    public Answer call(Request request) {
        Answer answer = calls.apply(request);
        if (answer instanceof Answer.Failed failed && failed.failure().origin() == Failure.Origin.INTERRUPTED) {
            Thread.currentThread().interrupt(); // an SDK may have cleared the flag
        }
        return answer;
    }

    @Override
    public List<Answer> callAll(List<Request> requests) {
        if (requests.size() == 1) {
            return List.of(call(requests.get(0)));
        }
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(MAX_PARALLEL, requests.size()), task -> {
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
