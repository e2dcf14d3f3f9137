package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.step.AsyncCaller;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimeLimited;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The remaining time of one operation: each of its calls is made on the storage limited to it. Immutable.
 *
 * @param longest the maximum duration of the operation; null: unlimited
 * @param ticker nanoseconds from an arbitrary origin
 * @param began when it began, by the ticker
 */
record TimeLeft(@Nullable Duration longest, LongSupplier ticker, long began) {

    static final TimeLeft UNBOUNDED = new TimeLeft(null, () -> 0, 0);

    /** For an operation that begins now, on a storage with this capability. */
    static TimeLeft from(Optional<TimeLimited> capability, LongSupplier ticker) {
        return capability.isEmpty()
                ? UNBOUNDED
                : new TimeLeft(capability.get().operationTimeout(), ticker, ticker.getAsLong());
    }

    StorageClient of(StorageClient storage) {
        @Nullable Duration left = left();
        return left == null ? storage : storage.within(left);
    }

    AsyncStorageClient of(AsyncStorageClient storage) {
        @Nullable Duration left = left();
        return left == null ? storage : storage.within(left);
    }

    /**
     * Waits for a call that another operation makes.
     *
     * @throws SessionStorageException if the time is over before it has ended, or if the thread is interrupted; its
     *     interrupt flag is restored
     */
    <T> T await(CompletableFuture<T> call) {
        try {
            @Nullable Duration left = left();
            return left == null ? call.get() : call.get(left.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw over(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionStorageException("The thread was interrupted while it waited for a read.", true, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The result of a call that another operation makes; fails if the time is over before it has ended. */
    <T> CompletableFuture<T> limit(CompletableFuture<T> call) {
        @Nullable Duration left = left();
        return left == null
                ? call
                : call.copy()
                        .orTimeout(left.toNanos(), TimeUnit.NANOSECONDS)
                        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                                AsyncCaller.unwrapped(failure) instanceof TimeoutException timeout
                                        ? over(timeout)
                                        : failure));
    }

    boolean isOver() {
        return longest != null && ticker.getAsLong() - began >= longest.toNanos();
    }

    private @Nullable Duration left() {
        if (longest == null) {
            return null;
        }
        Duration left = longest.minusNanos(ticker.getAsLong() - began);
        if (left.isZero() || left.isNegative()) {
            throw over(null);
        }
        return left;
    }

    private SessionStorageException over(@Nullable Exception cause) {
        return new SessionStorageException(
                "The operation timed out: its calls took longer than operationTimeout (" + longest
                        + "). No further call was made.",
                true,
                cause);
    }
}
