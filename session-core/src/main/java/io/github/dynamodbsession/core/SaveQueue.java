package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.step.AsyncCaller;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The asynchronous saves of one working copy, one after the other. */
final class SaveQueue {

    /** Shared, since nothing is ever added to a future that is complete. */
    private static final CompletableFuture<@Nullable Object> NONE = CompletableFuture.completedFuture(null);

    private CompletableFuture<@Nullable Object> last = NONE;

    /**
     * Starts an operation when all previous ones are over, however they ended; an operation that is cancelled before
     * that is never started.
     *
     * @param operation starts it; runs its argument once none of its calls is in flight any more
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

    /**
     * Completes the result with the operation's; if the result is completed by its caller first, cancels the operation.
     */
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
