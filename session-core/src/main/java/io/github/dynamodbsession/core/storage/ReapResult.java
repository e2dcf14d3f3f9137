package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.error.SessionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one round of clean-up did. Immutable.
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
     * A round in which no delete failed.
     *
     * @param removed how many sessions were really deleted
     * @return the result
     */
    public static ReapResult of(long removed) {
        return new ReapResult(removed, 0, null);
    }

    /**
     * A round that went on although deletes failed.
     *
     * @param removed how many sessions were really deleted
     * @param failed how many expired sessions could not be; the next round finds them again
     * @param firstFailure the first of these failures
     * @return the result
     */
    public static ReapResult of(long removed, long failed, SessionException firstFailure) {
        return new ReapResult(removed, failed, firstFailure);
    }

    /**
     * How many sessions were really deleted; those touched in between are not among them.
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
     * Why the first of them could not.
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
