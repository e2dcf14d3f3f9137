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
 * What is left of the time of one operation: each of its calls is made on the storage as this gives it. Immutable.
 *
 * @param longest how long the operation may take; null: without a bound
 * @param ticker counts nanoseconds, from whatever origin
 * @param began when it began, by the ticker
 */
record TimeLeft(@Nullable Duration longest, LongSupplier ticker, long began) {

    static final TimeLeft UNBOUNDED = new TimeLeft(null, () -> 0, 0);

    /** For an operation that begins now on a storage of this capability. */
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
                    "The operation was given up before it was done: its calls took longer than operationTimeout ("
                            + longest + "). What was to come next was not asked of the storage.",
                    true,
                    null);
        }
        return left;
    }
}
