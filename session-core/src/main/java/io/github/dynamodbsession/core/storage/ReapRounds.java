package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.error.SessionStorageException;
import java.time.Duration;
import java.time.Instant;

/**
 * The capability of a backend to let one of many nodes begin a round of clean-up. Without it each node makes its own
 * rounds, which is harmless and costs more.
 *
 * <p>Implementations are safe for use by any number of threads and nodes. No argument is null.
 */
public interface ReapRounds {

    /**
     * Claims the next round, as one step for all nodes: if the last round was claimed no less than an interval ago, or
     * none ever was. A round that was claimed more than an interval ahead of {@code now} was claimed by a node whose clock
     * is wrong, and does not count; so a wrong clock puts the rounds of the others off by less than two intervals.
     *
     * @param now the time, which is noted as that of this round
     * @param interval the least time between two rounds
     * @return true if the caller is to make the round; false, with nothing changed, if another one was claimed since
     * @throws SessionStorageException if the backend does not answer
     */
    boolean claim(Instant now, Duration interval);

    /**
     * The rule of {@link #claim}, for backends that read and write the time of the last round as one step of their own.
     *
     * @param last when the last round was claimed; {@link Instant#MIN} if none ever was
     * @param now the time
     * @param interval the least time between two rounds
     * @return whether the next round may be claimed
     */
    static boolean isDue(Instant last, Instant now, Duration interval) {
        return !last.isAfter(now.minus(interval)) || last.isAfter(now.plus(interval));
    }
}
