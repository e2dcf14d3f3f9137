package io.github.dynamodbsession.emulator.expression;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Reads expressions that may be nested so deeply that an ordinary stack does not hold them. The service refuses all that
 * really are, but it says of each what is wrong with it.
 */
final class DeepStack {

    private static final int ORDINARY = 300;
    private static final long BYTES = 64L * 1024 * 1024;

    private DeepStack() {}

    /** What the reader makes of the expression. */
    static <T> T read(Syntax syntax, Supplier<T> reader) {
        if (syntax.nesting() <= ORDINARY) {
            return reader.get();
        }
        CompletableFuture<T> read = new CompletableFuture<>();
        Runnable task = () -> read.completeAsync(reader, Runnable::run);
        new Thread(null, task, "deep-expression", BYTES).start();
        try {
            return read.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw e;
        }
    }
}
