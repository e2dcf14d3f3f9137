package io.github.dynamodbsession.core.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** The asynchronous counterpart of {@link ReapRounds}. */
public interface AsyncReapRounds {

    /**
     * Claims the next round; see {@link ReapRounds#claim}.
     *
     * @param now the time
     * @param interval the minimum time between two rounds
     * @return whether the caller is to run the round
     */
    CompletionStage<Boolean> claim(Instant now, Duration interval);
}
