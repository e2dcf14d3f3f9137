package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
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

    Step<Request, Answer, ReapResult> deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        return deleteEach(part -> layout.scanExpired(before, part), id -> layout.deleteExpired(id, before), removed);
    }

    Step<Request, Answer, ReapResult> deleteAll(Instant now, Consumer<SessionRecord> removed) {
        return deleteEach(part -> layout.scanKeysAlive(now, true, part), id -> layout.deleteAlive(id, now), removed);
    }

    Step<Request, Answer, Long> count(Instant now, boolean consistent) {
        return sweep.all(
                part -> layout.scanKeysAlive(now, consistent, part),
                0L,
                (count, items) -> Step.done(count + ids(items).size()));
    }

    private Step<Request, Answer, ReapResult> deleteEach(
            Function<Request.Part, Request.Scan> scan,
            Function<String, Request> delete,
            Consumer<SessionRecord> removed) {
        return sweep.all(scan, new Tally(removed, 0, 0, null), (tally, items) -> {
                    List<Request> deletes = ids(items).stream().map(delete).toList();
                    return deletes.isEmpty() ? Step.done(tally) : deleteAll(deletes, tally);
                })
                .map(Tally::result);
    }

    /** Ids of sessions of ours: others may lie in the same table. */
    private List<String> ids(List<Map<String, Value>> items) {
        List<String> ids = new ArrayList<>();
        items.forEach(item -> layout.idOf(item).ifPresent(ids::add));
        return ids;
    }

    private Step<Request, Answer, Tally> deleteAll(List<Request> deletes, Tally tally) {
        return Step.calls(deletes, answers -> {
            Tally sum = tally;
            for (int i = 0; i < answers.size(); i++) {
                sum = count(sum, deletes.get(i), answers.get(i));
            }
            return Step.done(sum);
        });
    }

    private Tally count(Tally tally, Request delete, Answer answer) {
        if (!(answer instanceof Answer.Failed failed)) {
            Map<String, Value> item = ((Answer.Item) answer).item();
            return item == null ? tally : counted(tally, item);
        }
        Failure failure = failed.failure();
        return Failures.isConditionFailed(failure) ? tally : tally.plusFailed(Failures.toException(delete, failure));
    }

    private Tally counted(Tally tally, Map<String, Value> item) {
        SessionRecord session;
        try {
            session = layout.read(item);
        } catch (SessionException unreadable) {
            return tally.plusFailed(unreadable);
        }
        return tally.plusRemoved(session);
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
