package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynamodbsession.core.OperationEvent;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.ReapRounds;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** One reaper for all nodes, if the storage lets nodes claim its rounds. */
@Asks(Promise.REAP)
@ResourceLock(value = PromiseTests.REAPING, mode = ResourceAccessMode.READ_WRITE)
abstract class ReapRoundTests extends PromiseTests {

    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final long TIMEOUT_SECONDS = 6;
    private static final int NODES = 5;
    private static final int ROUNDS = 6;

    ReapRoundTests(StorageUnderTest contract) {
        super(contract);
    }

    @BeforeEach
    void onlyWhereRoundsCanBeClaimed() {
        assumeTrue(
                newClient().capability(ReapRounds.class).isPresent(),
                "this storage has no rounds to claim (capability ReapRounds)");
    }

    private ReapRounds node() {
        return rounds(newClient());
    }

    private static ReapRounds rounds(StorageClient client) {
        return client.capability(ReapRounds.class).orElseThrow();
    }

    /** Claims a round: with an interval of zero, that is always possible. */
    static Instant claimed(ReapRounds node) {
        Instant now = SettableClock.startingNow().instant();
        assertThat(node.claim(now, Duration.ZERO)).isTrue();
        return now;
    }

    @Test
    @LookAt("A reap round was claimed twice in an interval, or not when it was due: is the claim "
            + "conditional on the time of the last one, which all nodes share?")
    void aRoundIsClaimedOnceInAnIntervalByWhicheverNode() {
        ReapRounds node = node();
        ReapRounds other = node();
        Instant last = claimed(node);

        assertThat(other.claim(last.plus(INTERVAL).minusMillis(1), INTERVAL)).isFalse();
        assertThat(node.claim(last.plus(INTERVAL).minusMillis(1), INTERVAL)).isFalse();
        assertThat(other.claim(last.plus(INTERVAL), INTERVAL)).isTrue();
        assertThat(node.claim(last.plus(INTERVAL), INTERVAL)).isFalse();
        assertThat(node.claim(last.plus(INTERVAL.multipliedBy(2)), INTERVAL)).isTrue();
    }

    @Test
    @LookAt("A claim in vain put the next round off: is the time of a claim written only where it is granted?")
    void aClaimInVainDoesNotPutTheNextRoundOff() {
        ReapRounds node = node();
        Instant last = claimed(node);

        assertThat(node.claim(last.plus(INTERVAL.dividedBy(2)), INTERVAL)).isFalse();

        assertThat(node.claim(last.plus(INTERVAL), INTERVAL)).isTrue();
    }

    @Test
    @LookAt("Several nodes got the same round: is the comparison with the last claim one step with the write?")
    void ofManyNodesThatClaimAtOnceOneGetsTheRound() {
        List<ReapRounds> nodes = List.of(node(), node());
        Instant last = claimed(nodes.get(0));
        for (int round = 1; round <= 10; round++) {
            Instant now = last.plus(INTERVAL.multipliedBy(round));

            List<Boolean> claims = Overlap.of(
                    Overlap.THREADS, (i, others) -> nodes.get(i % nodes.size()).claim(now, INTERVAL));

            assertThat(claims).containsOnlyOnce(true);
        }
    }

    /** Like a node whose clock is a day ahead. */
    @Test
    @LookAt("A claim by a node whose clock is far ahead blocks all others: is a last claim that lies more "
            + "than an interval ahead taken for none?")
    void aClaimFromFarInTheFutureBlocksNobody() {
        ReapRounds node = node();
        ReapRounds ahead = node();
        Instant last = claimed(node);
        assertThat(ahead.claim(last.plus(Duration.ofDays(1)), INTERVAL)).isTrue();
        Instant now = last.plus(INTERVAL);

        assertThat(node.claim(now, INTERVAL)).isTrue();

        assertThat(node.claim(now.plusMillis(1), INTERVAL))
                .as("whether another round is claimed at once")
                .isFalse();
        assertThat(node.claim(now.plus(INTERVAL), INTERVAL)).isTrue();
    }

    /** Clocks of nodes always differ a little. */
    @Test
    @LookAt("A claim by a node whose clock is a little ahead did not count: is a last claim that lies less "
            + "than an interval ahead taken for one?")
    void aClaimFromLittleInTheFutureCounts() {
        ReapRounds node = node();
        ReapRounds ahead = node();
        Instant last = claimed(node);
        Instant now = last.plus(INTERVAL);
        assertThat(ahead.claim(now.plus(INTERVAL), INTERVAL)).isTrue();

        assertThat(node.claim(now, INTERVAL)).isFalse();
    }

    @Test
    @LookAt("The record of a claim was taken for a session: does a reap ignore it?")
    void aClaimIsNoSession() {
        StorageClient client = newClient();
        Instant last = claimed(rounds(client));

        List<String> removed = new ArrayList<>();
        client.deleteExpired(last, session -> removed.add(session.id()));

        assertThat(rounds(client).claim(last.plusMillis(1), INTERVAL))
                .as("whether the reap removed the record of its own round")
                .isFalse();
    }

    /** The system's clock, moved ahead: the reapers' threads use no other. */
    @Test
    @LookAt("Five nodes made too many rounds or too few: is a claim granted to one of them in an interval, "
            + "and does it answer in time?")
    void fiveNodesMakeOneRoundInAnInterval() throws InterruptedException {
        List<StorageClient> clients = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            clients.add(newClient());
        }
        Clock ahead = TickingClock.from(claimed(rounds(clients.get(0))));
        Queue<Long> ends = new ConcurrentLinkedQueue<>();
        CountDownLatch enough = new CountDownLatch(ROUNDS);
        Queue<OperationEvent.Outcome> claims = new ConcurrentLinkedQueue<>();
        SessionListener notes = new SessionListener() {
            @Override
            public void onOperation(OperationEvent operation) {
                if (operation.kind() == OperationEvent.Kind.CLAIM_REAP) {
                    claims.add(operation.outcome());
                }
            }

            @Override
            public void onReaped(ReapResult result) {
                ends.add(System.nanoTime());
                enough.countDown();
            }
        };

        // Not from the end of the first round, which may be late on a busy machine.
        long start = System.nanoTime();
        List<SessionStore> nodes = clients.stream()
                .map(client -> nodeOn(client)
                        .clock(ahead)
                        .cleanupInterval(SHORT)
                        .listener(notes)
                        .build())
                .toList();
        boolean done = enough.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        // Before the nodes are stopped, which may be in the midst of a claim.
        List<OperationEvent.Outcome> outcomes = List.copyOf(claims);
        nodes.forEach(SessionStore::close);

        assertThat(done).isTrue();
        assertThat(outcomes)
                .contains(OperationEvent.Outcome.DONE)
                .isSubsetOf(OperationEvent.Outcome.DONE, OperationEvent.Outcome.MISSED);
        List<Long> times = ends.stream().sorted().limit(ROUNDS).toList();
        assertThat(Duration.ofNanos(times.get(ROUNDS - 1) - start))
                .as("the time from the start of the nodes to the end of round " + ROUNDS)
                .isGreaterThanOrEqualTo(SHORT.multipliedBy(ROUNDS - 1));
    }
}
