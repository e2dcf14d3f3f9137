package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.storage.StorageStatus;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One look at the storage for all who ask while it is under way, and for some seconds after: those who probe are many, and
 * a backend such as DynamoDB takes few questions about its tables.
 */
final class CachedHealth {

    private static final long KEPT = Duration.ofSeconds(10).toNanos();

    private final LongSupplier ticker;
    private final AtomicReference<@Nullable Look> last = new AtomicReference<>();

    CachedHealth(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /** A look, and from its end on what it found. */
    private static final class Look {

        private final CompletableFuture<StorageStatus> status = new CompletableFuture<>();
        private volatile long over;

        boolean isOlderThanKept(long now) {
            return status.isDone() && now - over >= KEPT;
        }
    }

    /** The status of a storage that does not answer. */
    static StorageStatus failed(SessionException failure) {
        return new StorageStatus(false, String.valueOf(failure.getMessage()), Map.of());
    }

    /** What the last look found or will find; makes the next one if that is too long ago. */
    CompletableFuture<StorageStatus> get(Supplier<? extends CompletionStage<StorageStatus>> next) {
        Look known = last.get();
        if (known != null && !known.isOlderThanKept(ticker.getAsLong())) {
            return known.status;
        }
        Look begun = new Look();
        if (!last.compareAndSet(known, begun)) {
            return get(next);
        }
        try {
            next.get().whenComplete((status, failure) -> end(begun, status, failure));
        } catch (RuntimeException | Error e) {
            end(begun, null, e);
        }
        return begun.status;
    }

    /** The same for a thread that waits. */
    StorageStatus waitFor(Supplier<StorageStatus> next) {
        try {
            return get(() -> CompletableFuture.completedFuture(next.get())).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** What is no failure of the storage is not kept. */
    private void end(Look look, @Nullable StorageStatus status, @Nullable Throwable failure) {
        look.over = ticker.getAsLong();
        if (status != null) {
            look.status.complete(status);
        } else {
            last.compareAndSet(look, null);
            look.status.completeExceptionally(failure == null ? new NullPointerException("status") : failure);
        }
    }
}
