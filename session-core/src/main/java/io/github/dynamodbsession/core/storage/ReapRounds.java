package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.error.SessionStorageException;
import java.time.Duration;
import java.time.Instant;

/**
 * The capability of a backend to let one of many nodes claim a round of the reaper. Without it, each node runs its own
 * rounds, which is harmless but costs more.
 *
 * <p>Implementations are safe for use by any number of threads and nodes. No argument is null.
 */
public interface ReapRounds {

    /**
     * Claims the next round, atomically for all nodes: if the last round was claimed at least an interval ago, or none
     * ever was. A round that was claimed more than an interval ahead of {@code now} was claimed by a node with a wrong
     * clock, and does not count; so a wrong clock delays the rounds of other nodes by less than two intervals.
     *
     * @param now the time, which is stored as that of this round
     * @param interval the minimum time between two rounds
     * @return true if the caller is to run the round; false, with nothing changed, if another one was claimed since
     * @throws SessionStorageException if the backend does not answer
     */
    boolean claim(Instant now, Duration interval);

    /**
     * The rule of {@link #claim}, for backends that read and write the time of the last round in an atomic step of
     * their own.
     *
     * @param last when the last round was claimed; {@link Instant#MIN} if none ever was
     * @param now the time
     * @param interval the minimum time between two rounds
     * @return whether the next round may be claimed
     */
    static boolean isDue(Instant last, Instant now, Duration interval) {
        return !last.isAfter(now.minus(interval)) || last.isAfter(now.plus(interval));
    }
}
