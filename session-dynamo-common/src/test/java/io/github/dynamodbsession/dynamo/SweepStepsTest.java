package io.github.dynamodbsession.dynamo;

import static io.github.dynamodbsession.dynamo.Script.conditionFailed;
import static io.github.dynamodbsession.dynamo.Script.error;
import static io.github.dynamodbsession.dynamo.Script.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.Tombstone;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SweepStepsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant BEGIN = NOW.minus(Tombstone.MAX_DELAY);

    private final NativeLayout layout = new NativeLayout("sessions", new Keys("id", "session:"));

    private SweepSteps steps(Sweep sweep) {
        return new SweepSteps(layout, TestRetries.on(layout), sweep);
    }

    private Map<String, Value> stored(String id) {
        return layout.item(
                new SessionRecord(id, new SessionTimes(BEGIN, NOW, Duration.ofSeconds(1), NOW), Map.of(), "token"));
    }

    private static Answer page(List<Map<String, Value>> items, @Nullable String next) {
        return page(items, next, items.size(), 0);
    }

    private static Answer page(List<Map<String, Value>> items, @Nullable String next, int looked, double units) {
        return new Answer.Page(items, next == null ? null : Map.of("id", new Value.S(next)), looked, units);
    }

    @Test
    void aReapFollowsPagesAndCountsWhatWasReallyDeleted() {
        Map<String, Value> foreign = Map.of("id", new Value.S("session:x:y"));
        Map<String, Value> unreadable = new HashMap<>(stored("d"));
        unreadable.remove("createdAt");
        Script script = Script.of(
                page(List.of(stored("a"), foreign, stored("b")), "k"),
                item(stored("a")),
                conditionFailed(stored("b")),
                page(List.of(stored("c"), stored("d")), null),
                error("ProvisionedThroughputExceededException"),
                item(unreadable));
        List<String> removed = new ArrayList<>();

        ReapResult result =
                script.run(steps(new Sweep(1, 0, null)).deleteExpired(NOW, session -> removed.add(session.id())));

        assertThat(script.operations())
                .containsExactly("Scan", "DeleteItem", "DeleteItem", "Scan", "DeleteItem", "DeleteItem");
        assertThat(removed).containsExactly("a");
        assertThat(result.removed()).isEqualTo(1);
        assertThat(result.failed()).isEqualTo(2);
        assertThat(result.firstFailure()).containsInstanceOf(SessionStorageException.class);
    }

    /** An attempt of its create may arrive late, and must not find nothing in its way. */
    @Test
    void aYoungSessionLeavesATombstone() {
        Map<String, Value> young = new HashMap<>(stored("a"));
        young.put("createdAt", Value.N.of(BEGIN.plusMillis(1).toEpochMilli()));
        Script script = Script.of(page(List.of(young, stored("b")), null), item(young), item(stored("b")));

        ReapResult result = script.run(steps(new Sweep(1, 0, null)).deleteExpired(NOW, session -> {}));

        assertThat(script.operations()).containsExactly("Scan", "PutItem", "DeleteItem");
        Request.PutItem left = (Request.PutItem) script.asked().get(1);
        assertThat(left.item()).containsEntry("endedAt", Value.N.of(NOW.toEpochMilli()));
        assertThat(left.expression().condition())
                .isEqualTo(((Request.DeleteItem) script.asked().get(2))
                        .expression()
                        .condition());
        assertThat(result.removed()).isEqualTo(2);
    }

    @Test
    void everySegmentIsReadToItsOwnEnd() {
        Script script = Script.of(
                page(List.of(stored("a")), "k0"),
                page(List.of(stored("b")), null),
                page(List.of(), "k2"),
                page(List.of(stored("c")), null),
                page(List.of(stored("d")), "k22"),
                page(List.of(stored("e")), null));

        assertThat(script.run(steps(new Sweep(3, 0, 2)).count(NOW, true))).isEqualTo(5);
        assertThat(script.asked())
                .extracting(request -> ((Request.Scan) request).part().segment())
                .containsExactly(0, 1, 2, 0, 2, 2);
        assertThat(script.asked()).allSatisfy(request -> {
            assertThat(((Request.Scan) request).part().segments()).isEqualTo(3);
            assertThat(((Request.Scan) request).part().limit()).isEqualTo(2);
        });
    }

    @Test
    void aPageThatFailsEndsTheSweep() {
        Script script = Script.of(page(List.of(), "k"), error("ProvisionedThroughputExceededException"));

        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(() -> script.run(steps(new Sweep(2, 0, null)).count(NOW, true)))
                .satisfies(e -> assertThat(e.isRetryable()).isTrue());
    }

    /** 40 units a second: a page is made as large as costs about that, and what it cost is waited for. */
    @Test
    void aBoundOnReadUnitsMakesPagesSmallAndPausesLong() {
        Deque<Answer> answers = new ArrayDeque<>(List.of(
                page(List.of(), "a", 20, 10),
                page(List.of(), "b", 20, 50),
                page(List.of(), "c", 16, 40),
                page(List.of(), null, 16, 20),
                page(List.of(), null, 100, 1)));
        List<Integer> limits = new ArrayList<>();
        List<Duration> pauses = new ArrayList<>();

        Step<Request, Answer, Long> step = steps(new Sweep(2, 40, null)).count(NOW, true);
        while (step instanceof Step.Calls<Request, Answer, Long> calls) {
            pauses.add(calls.delay());
            calls.requests()
                    .forEach(scan -> limits.add(((Request.Scan) scan).part().limit()));
            step = calls.next()
                    .apply(calls.requests().stream().map(r -> answers.remove()).toList());
        }

        assertThat(pauses).containsExactly(Duration.ZERO, Duration.ofMillis(1500), Duration.ofMillis(1500));
        assertThat(limits).as("of two, of two, of one").containsExactly(20, 20, 13, 13, 21);
    }

    @Test
    void withoutABoundThereAreNoPausesAndPagesAreAsLargeAsCanBe() {
        Step<Request, Answer, Long> step = steps(new Sweep(1, 0, null)).count(NOW, true);

        assertThat(step).isInstanceOfSatisfying(Step.Calls.class, calls -> {
            assertThat(calls.delay()).isEqualTo(Duration.ZERO);
            assertThat(((Request.Scan) calls.requests().get(0)).part().limit()).isNull();
        });
    }
}
