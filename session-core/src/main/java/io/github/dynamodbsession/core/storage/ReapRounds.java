package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.error.SessionStorageException;
import java.time.Duration;
import java.time.Instant;

/**
 * The ability of a backend to let one of many nodes begin a round of clean-up. Without it each node makes its own
 * rounds, which is harmless and costs more.
 *
 * <p>Implementations are safe for use by any number of threads and nodes. No argument is null.
 */
public interface ReapRounds {

    /**
     * Claims the next round, as one step for all nodes: if the last round was claimed no less than an interval ago, or
     * none ever was.
     *
     * @param now the time, which is noted as that of this round
     * @param interval the least time between two rounds
     * @return true if the caller is to make the round; false, with nothing changed, if another one was claimed since
     * @throws SessionStorageException if the backend does not answer
     */
    boolean claim(Instant now, Duration interval);
}
