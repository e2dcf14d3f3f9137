package io.github.dynamodbsession.demo;

import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionOperation;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.demo.web.StorageState.Down;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Knows since when the storage that all nodes share does not do its part: since the first operation that failed after the
 * last call that was answered. Safe for any number of threads.
 */
final class StorageWatch implements SessionListener {

    private final Clock clock;
    private final AtomicReference<@Nullable Down> down = new AtomicReference<>();

    StorageWatch(Clock clock) {
        this.clock = clock;
    }

    /** The storage has answered a call as it should, whatever that means to who asked. */
    void answered() {
        down.set(null);
    }

    /** One that gave up since others were faster each time was answered all the while. */
    @Override
    public void onOperation(SessionOperation operation) {
        if (operation.outcome() == SessionOperation.Outcome.FAILED
                && operation.failure().orElse(null) instanceof SessionStorageException failure) {
            Instant now = clock.instant();
            String reason = String.valueOf(failure.getMessage());
            down.updateAndGet(known -> new Down(known == null ? now : known.since(), reason));
        }
    }

    @Override
    public boolean reportsSpoiledAttributes() {
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
