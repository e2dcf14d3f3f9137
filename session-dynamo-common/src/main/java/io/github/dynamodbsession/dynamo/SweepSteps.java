package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.ChangeRules;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.Stored;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What reads all of a table: removing expired sessions, removing all, and counting. A scan only says who may be meant;
 * each delete asks once more, so a session that is touched in between stays.
 */
final class SweepSteps {

    private final TableLayout layout;
    private final Retries retries;
    private final Sweep sweep;

    SweepSteps(TableLayout layout, Retries retries, Sweep sweep) {
        this.layout = layout;
        this.retries = retries;
        this.sweep = sweep;
    }

    /** Whoever is refused comes too early: another node began a round since. */
    Step<Request, Answer, Boolean> claimRound(Instant now, Duration interval) {
        Request.UpdateItem claim = layout.claimRound(now, interval);
        return retries.call(claim, answer -> {
            if (!(answer instanceof Answer.Failed failed)) {
                return Step.done(true);
            }
            if (Failures.isConditionFailed(failed.failure())) {
                return Step.done(false);
            }
            throw Failures.toException(claim, failed.failure());
        });
    }

    /** An expired session that was given another id meanwhile is alive there. */
    Step<Request, Answer, ReapResult> deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        return deleteEach(
                part -> layout.scanExpired(before, part),
                new Deletes(id -> layout.deleteExpired(id, before), refused -> null),
                removed);
    }

    Step<Request, Answer, ReapResult> deleteAll(Instant now, Consumer<SessionRecord> removed) {
        return deleteEach(
                part -> layout.scanKeysAlive(now, true, part),
                new Deletes(id -> layout.deleteAlive(id, now), refused -> ChangeRules.nextId(refused, now)),
                removed);
    }

    /**
     * How each is deleted.
     *
     * @param request the call for an id
     * @param nextId under which id to go on where that was refused; null: it is over
     */
    private record Deletes(Function<String, Request> request, Function<@Nullable Stored, @Nullable String> nextId) {}

    Step<Request, Answer, Long> count(Instant now, boolean consistent) {
        return sweep.all(
                part -> layout.scanKeysAlive(now, consistent, part),
                0L,
                (count, items) -> Step.done(count + ids(items).size()));
    }

    private Step<Request, Answer, ReapResult> deleteEach(
            Function<Request.Part, Request.Scan> scan, Deletes deletes, Consumer<SessionRecord> removed) {
        return sweep.all(scan, new Tally(removed, 0, 0, null), (tally, items) -> deleteEach(ids(items), deletes, tally))
                .map(Tally::result);
    }

    /** Ids of sessions of ours: others may lie in the same table. */
    private List<String> ids(List<Map<String, Value>> items) {
        List<String> ids = new ArrayList<>();
        items.forEach(item -> layout.idOf(item).ifPresent(ids::add));
        return ids;
    }

    private Step<Request, Answer, Tally> deleteEach(List<String> ids, Deletes deletes, Tally tally) {
        if (ids.isEmpty()) {
            return Step.done(tally);
        }
        List<Request> requests = ids.stream().map(deletes.request()).toList();
        return Step.calls(requests, answers -> {
            Tally sum = tally;
            List<String> nextIds = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                if (!(answers.get(i) instanceof Answer.Failed failed)) {
                    sum = count(sum, ((Answer.Item) answers.get(i)).item());
                } else if (Failures.isConditionFailed(failed.failure())) {
                    String nextId = nextId(deletes, failed.failure());
                    if (nextId != null) {
                        nextIds.add(nextId);
                    }
                } else {
                    sum = sum.plusFailed(Failures.toException(requests.get(i), failed.failure()));
                }
            }
            return deleteEach(nextIds, deletes, sum);
        });
    }

    /** What cannot be read is nobody's trace. */
    private @Nullable String nextId(Deletes deletes, Failure refusal) {
        try {
            return deletes.nextId().apply(layout.readOrNull(refusal.item()));
        } catch (SessionException unreadable) {
            return null;
        }
    }

    private Tally count(Tally tally, @Nullable Map<String, Value> item) {
        try {
            return layout.readOrNull(item) instanceof SessionRecord session ? tally.plusRemoved(session) : tally;
        } catch (SessionException unreadable) {
            return tally.plusFailed(unreadable);
        }
    }

    /** What was done so far. */
    private record Tally(
            Consumer<SessionRecord> handOver, long removed, long failed, @Nullable SessionException firstFailure) {

        Tally plusRemoved(SessionRecord session) {
            handOver.accept(session);
            return new Tally(handOver, removed + 1, failed, firstFailure);
        }

        Tally plusFailed(SessionException failure) {
            return new Tally(handOver, removed, failed + 1, firstFailure == null ? failure : firstFailure);
        }

        ReapResult result() {
            return firstFailure == null ? ReapResult.of(removed) : ReapResult.of(removed, failed, firstFailure);
        }
    }
}
