package io.github.dynamodbsession.core;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The asynchronous saves of one working copy, one after the other. */
final class Savings {

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
            Futures.pass(operation.apply(() -> over.complete(null)), Function.identity(), result);
            return over;
        });
        return result;
    }
}
