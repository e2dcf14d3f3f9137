package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** After which calls a read joins one that is in flight. */
class JoinedReadsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ID = "one";

    private final SharedReads reads = new SharedReads(true);

    private static SharedReads.Flight read() {
        return new SharedReads.Flight(new StorageCall.Get(ID, NOW, true));
    }

    private void begin(SharedReads.Flight read) {
        assertThat(reads.join(read)).isSameAs(read);
    }

    private boolean isJoinedAfter(StorageCall call) {
        reads.forgetAll();
        SharedReads.Flight first = read();
        begin(first);
        reads.ended(call);
        return reads.join(read()) == first;
    }

    @Test
    void afterReadsItDoes() {
        assertThat(List.of(
                        new StorageCall.Get(ID, NOW),
                        new StorageCall.GetConsistently(ID, NOW),
                        new StorageCall.FindIds("index", "value", null),
                        new StorageCall.ListAll(NOW, null),
                        new StorageCall.Count(NOW),
                        new StorageCall.ClaimReap(NOW, Duration.ofMinutes(5)),
                        new StorageCall.Look(),
                        new StorageCall.Init()))
                .allMatch(this::isJoinedAfter);
    }

    @Test
    void afterWhatMayHaveEndedItsSessionItDoesNot() {
        assertThat(List.of(
                        new StorageCall.Delete("another", NOW),
                        new StorageCall.DeleteIndexed("another", "index", "value", NOW),
                        new StorageCall.DeleteAll(NOW, removed -> {}),
                        new StorageCall.DeleteExpired(NOW, removed -> {})))
                .noneMatch(this::isJoinedAfter);
    }

    @Test
    void afterAWriteToItsSessionItDoesNot() {
        assertThat(isJoinedAfter(updateOf(ID))).isFalse();
        assertThat(isJoinedAfter(updateOf("another"))).isTrue();
    }

    private static StorageCall updateOf(String id) {
        return new StorageCall.Put(new Change.Update(id, AttributeChanges.none(), null, "token"), NOW);
    }

    @Test
    void onlyReadsThatMayShareAreKeptAndOnlyWhileTheyAreInFlight() {
        assertThat(reads.shares(new StorageCall.Get(ID, NOW))).isFalse();
        assertThat(reads.shares(new StorageCall.Get(ID, NOW, true))).isTrue();
        SharedReads.Flight answered = read();
        SharedReads.Flight failed = read();

        begin(answered);
        assertThat(reads.isIdle()).isFalse();
        reads.landed(answered, new StorageCall.Answer.Found(null));
        assertThat(reads.isIdle()).isTrue();
        begin(failed);
        reads.failed(failed, new IllegalStateException(), false);
        assertThat(reads.isIdle()).isTrue();
    }

    /** A read that was forgotten does not end the one that took its place. */
    @Test
    void oneThatEndsLeavesItsSuccessor() {
        SharedReads.Flight forgotten = read();
        begin(forgotten);
        reads.forgetAll();
        SharedReads.Flight successor = read();
        begin(successor);

        reads.landed(forgotten, new StorageCall.Answer.Found(null));

        assertThat(reads.join(read())).isSameAs(successor);
    }

    @Test
    void theEndOfTheTimeOfOneThatWaitsIsNotTheEndOfTheCall() {
        CompletableFuture<String> call = new CompletableFuture<>();
        TimeLeft time = new TimeLeft(Duration.ofMillis(1), () -> 0, 0);

        CompletableFuture<String> waiting = time.limit(call);

        assertThatThrownBy(waiting::join).hasCauseInstanceOf(SessionStorageException.class);
        assertThat(call).isNotDone();
    }

    @Test
    void switchedOffNoneIsShared() {
        assertThat(new SharedReads(false).shares(new StorageCall.Get(ID, NOW, true)))
                .isFalse();
    }
}
