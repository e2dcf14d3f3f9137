package io.github.dynamodbsession.core;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The asynchronous saves of one working copy, one after the other. */
final class Savings {

    private CompletableFuture<@Nullable Object> last = CompletableFuture.completedFuture(null);

    /** Begins an operation when all before it are over, however they ended; one that was cancelled begins never. */
    synchronized <T> CompletableFuture<T> next(Supplier<CompletableFuture<T>> operation) {
        CompletableFuture<T> result = new CompletableFuture<>();
        last = last.thenCompose(before -> {
            if (result.isDone()) {
                return CompletableFuture.completedFuture(null);
            }
            CompletableFuture<T> begun = operation.get();
            Futures.pass(begun, Function.identity(), result);
            return begun.handle((value, failure) -> null);
        });
        return result;
    }
}
