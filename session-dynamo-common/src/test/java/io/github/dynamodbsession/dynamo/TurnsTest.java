package io.github.dynamodbsession.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Whose turn it is. */
class TurnsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Turns turns = new Turns(2);

    @Test
    void soManyGoAtOnceAndTheOthersInTheirOrder() {
        assertThat(turns.within(LONG).getNow(false)).isTrue();
        assertThat(turns.within(LONG).getNow(false)).isTrue();
        CompletableFuture<Boolean> third = turns.within(LONG);
        CompletableFuture<Boolean> fourth = turns.within(LONG);
        assertThat(third).isNotDone();

        turns.end();
        assertThat(third.getNow(false)).isTrue();
        assertThat(fourth).isNotDone();

        turns.end();
        assertThat(fourth.getNow(false)).isTrue();
    }

    private void takeBoth() throws InterruptedException {
        assertThat(turns.await(LONG)).isTrue();
        assertThat(turns.await(LONG)).isTrue();
    }

    @Test
    void whoGaveUpIsPassedOver() throws InterruptedException {
        takeBoth();
        assertThat(turns.await(Duration.ofMillis(1))).isFalse();
        assertThat(turns.within(Duration.ofMillis(1)).join()).isFalse();
        CompletableFuture<Boolean> next = turns.within(LONG);

        turns.end();

        assertThat(next.getNow(false)).isTrue();
    }

    @Test
    void aTurnThatNobodyWaitsForIsKept() throws InterruptedException {
        assertThat(turns.await(LONG)).isTrue();
        turns.end();
        assertThat(turns.await(LONG)).isTrue();
        assertThat(turns.await(LONG)).isTrue();
        assertThat(turns.await(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void whoIsInterruptedLeavesHisTurnToOthers() throws InterruptedException {
        takeBoth();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> turns.await(LONG)).isInstanceOf(InterruptedException.class);
        CompletableFuture<Boolean> next = turns.within(LONG);

        turns.end();

        assertThat(next.getNow(false)).isTrue();
    }
}
