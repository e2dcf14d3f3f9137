package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.step.AsyncCaller;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The asynchronous saves of one working copy, one after the other. */
final class SaveQueue {

    private CompletableFuture<@Nullable Object> last = CompletableFuture.completedFuture(null);

    /**
     * Begins an operation when all before it are over, however they ended; one that was cancelled before begins never.
     *
     * @param operation begins it; runs what it is given when none of its calls is under way any more
     */
    synchronized <T> CompletableFuture<T> next(Function<Runnable, CompletableFuture<T>> operation) {
        CompletableFuture<T> result = new CompletableFuture<>();
        last = last.thenCompose(before -> {
            if (result.isDone()) {
                return CompletableFuture.completedFuture(null);
            }
            CompletableFuture<@Nullable Object> over = new CompletableFuture<>();
            pass(operation.apply(() -> over.complete(null)), result);
            return over;
        });
        return result;
    }

    /** Completes a future as the operation is completed; whoever completes it first cancels the operation. */
    @SuppressWarnings("FutureReturnValueIgnored") // what is chained here completes a future itself, or cancels one
    private static <T> void pass(CompletableFuture<T> operation, CompletableFuture<T> result) {
        result.whenComplete((value, failure) -> operation.cancel(false));
        operation.whenComplete((value, failure) -> {
            Throwable why = AsyncCaller.unwrapped(failure);
            if (why == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(why);
            }
        });
    }
}
