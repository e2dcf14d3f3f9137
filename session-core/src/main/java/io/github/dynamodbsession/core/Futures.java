package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.step.AsyncCaller;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Futures that are cancelled in both directions: {@link CompletableFuture} itself knows one only. */
@SuppressWarnings("FutureReturnValueIgnored") // what is chained here completes another future, with the failure too
final class Futures {

    private Futures() {}

    /** The source with its result put another way; whoever completes the new future first cancels the source. */
    static <T, U> CompletableFuture<U> map(CompletableFuture<T> source, Function<? super T, ? extends U> mapping) {
        CompletableFuture<U> result = new CompletableFuture<>();
        pass(source, mapping, result);
        return result;
    }

    /** Completes a future as the source is completed; whoever completes it first cancels the source. */
    static <T, U> void pass(
            CompletableFuture<T> source, Function<? super T, ? extends U> mapping, CompletableFuture<U> result) {
        result.whenComplete((value, failure) -> source.cancel(false));
        source.whenComplete((value, failure) -> {
            Throwable why = AsyncCaller.unwrapped(failure);
            if (why != null) {
                result.completeExceptionally(why);
                return;
            }
            try {
                result.complete(mapping.apply(value));
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
    }
}
