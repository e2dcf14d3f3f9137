package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimeLimited;
import java.time.Duration;
import java.util.Optional;
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

    private @Nullable Duration left() {
        if (longest == null) {
            return null;
        }
        Duration left = longest.minusNanos(ticker.getAsLong() - began);
        if (left.isZero() || left.isNegative()) {
            throw new SessionStorageException(
                    "The operation timed out: its calls took longer than operationTimeout (" + longest
                            + "). No further call was made.",
                    true,
                    null);
        }
        return left;
    }
}
