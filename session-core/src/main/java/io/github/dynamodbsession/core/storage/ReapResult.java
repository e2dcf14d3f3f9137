package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.error.SessionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of one round of the reaper. Immutable.
 */
public final class ReapResult {

    private final long removed;
    private final long failed;
    private final @Nullable SessionException firstFailure;

    private ReapResult(long removed, long failed, @Nullable SessionException firstFailure) {
        this.removed = removed;
        this.failed = failed;
        this.firstFailure = firstFailure;
    }

    /**
     * The result of a round in which no delete failed.
     *
     * @param removed how many sessions were really deleted
     * @return the result
     */
    public static ReapResult of(long removed) {
        return new ReapResult(removed, 0, null);
    }

    /**
     * The result of a round in which deletes failed.
     *
     * @param removed how many sessions were really deleted
     * @param failed how many expired sessions could not be deleted; the next round retries
     * @param firstFailure the first of these failures
     * @return the result
     */
    public static ReapResult of(long removed, long failed, SessionException firstFailure) {
        return new ReapResult(removed, failed, firstFailure);
    }

    /**
     * How many sessions were actually deleted; sessions that were touched in the meantime are not counted.
     *
     * @return the number
     */
    public long removed() {
        return removed;
    }

    /**
     * How many expired sessions could not be deleted.
     *
     * @return the number
     */
    public long failed() {
        return failed;
    }

    /**
     * The first failure.
     *
     * @return the failure; empty when none failed
     */
    public Optional<SessionException> firstFailure() {
        return Optional.ofNullable(firstFailure);
    }

    @Override
    public String toString() {
        return "removed " + removed + (failed == 0 ? "" : ", failed " + failed);
    }
}
