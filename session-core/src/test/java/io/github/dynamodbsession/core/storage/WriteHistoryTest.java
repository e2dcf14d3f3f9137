package io.github.dynamodbsession.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteHistoryTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static String token(int secondsAgo) {
        return WriteTokens.of(NOW.minusSeconds(secondsAgo), "abcdef");
    }

    @Test
    void theNextWriteForgetsThoseThatAreOld() {
        WriteHistory history = WriteHistory.of(token(1), List.of(token(70), token(60), token(1)), token(90));

        assertThat(history.toForget(NOW)).containsExactly(token(70), token(60));
        assertThat(history.allowsToForget(history.toForget(NOW))).isTrue();
    }

    /** Its sender did not know that a later one was about to be forgotten; nor did that one know of it. */
    @Test
    void aWriteThatArrivedAfterLaterOnesWereForgottenKeepsNobodyFromWriting() {
        WriteHistory history = WriteHistory.of(token(1), List.of(token(80), token(1)), token(70));
        assertThat(history.toForget(NOW)).isEmpty();

        WriteHistory later = WriteHistory.of(token(60), List.of(token(80), token(60)), token(70));
        assertThat(later.toForget(NOW)).containsExactly(token(80), token(60));
        assertThat(later.allowsToForget(later.toForget(NOW))).isTrue();
    }
}
