package io.github.dynamodbsession.demo;

import io.github.dynamodbsession.core.OperationEvent;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.demo.web.StorageState.Down;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Tracks since when the shared storage has been failing: since the first failed operation after the last successful
 * call. Safe for any number of threads.
 */
final class StorageWatch implements SessionListener {

    private final Clock clock;
    private final AtomicReference<@Nullable Down> down = new AtomicReference<>();

    private final ThreadLocal<Boolean> lastIsAnswered = ThreadLocal.withInitial(() -> false);

    StorageWatch(Clock clock) {
        this.clock = clock;
    }

    /**
     * Called when a call of the operation on this thread has ended.
     *
     * @param isAnswered whether the storage answered, whatever the answer means to the caller
     */
    void called(boolean isAnswered) {
        lastIsAnswered.set(isAnswered);
        if (isAnswered) {
            down.set(null);
        }
    }

    /**
     * An operation that was answered but gave up, for example after many conflicts, is not a failure of the storage.
     */
    @Override
    public void onOperation(OperationEvent operation) {
        boolean isAnswered = lastIsAnswered.get();
        lastIsAnswered.remove();
        if (operation.outcome() == OperationEvent.Outcome.FAILED
                && !isAnswered
                && operation.failure().orElse(null) instanceof SessionStorageException failure) {
            Instant now = clock.instant();
            String reason = String.valueOf(failure.getMessage());
            down.updateAndGet(known -> new Down(known == null ? now : known.since(), reason));
        }
    }

    @Override
    public boolean reportsUndecodableAttributes() {
        return false;
    }

    @Override
    public boolean listensForExpiry() {
        return false;
    }

    Optional<Down> down() {
        return Optional.ofNullable(down.get());
    }
}
