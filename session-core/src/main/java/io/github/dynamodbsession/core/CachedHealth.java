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
 * Caches the result of a health check for some seconds, and shares a running check: there may be many probes, and a
 * backend such as DynamoDB limits the rate of calls that describe tables.
 */
final class CachedHealth {

    private static final long TTL_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier ticker;
    private final AtomicReference<@Nullable Look> last = new AtomicReference<>();

    CachedHealth(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /** A check, and its result once it is done. */
    private static final class Look {

        private final CompletableFuture<StorageStatus> status = new CompletableFuture<>();
        private volatile long over;

        boolean isStale(long now) {
            return status.isDone() && now - over >= TTL_NANOS;
        }
    }

    /** The status of a storage that does not answer. */
    static StorageStatus failed(SessionException failure) {
        return new StorageStatus(false, String.valueOf(failure.getMessage()), Map.of());
    }

    /** The result of the last check; starts the next one if the last one is too old. */
    CompletableFuture<StorageStatus> get(Supplier<? extends CompletionStage<StorageStatus>> next) {
        Look known = last.get();
        if (known != null && !known.isStale(ticker.getAsLong())) {
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

    /** The same, waiting for the result. */
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

    /** A failure that is not one of the storage is not cached. */
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
