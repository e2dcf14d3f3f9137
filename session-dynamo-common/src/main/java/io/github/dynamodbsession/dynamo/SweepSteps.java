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
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Operations that scan the whole table: reaping expired sessions, deleting all, and counting. The scan only finds
 * candidates; each delete is conditional, so a session that is touched in between stays.
 */
final class SweepSteps {

    private final TableLayout layout;
    private final ConflictRetries retries;
    private final Sweep sweep;

    SweepSteps(TableLayout layout, ConflictRetries retries, Sweep sweep) {
        this.layout = layout;
        this.retries = retries;
        this.sweep = sweep;
    }

    /** A refusal means that another node has started a reap round within the interval. */
    Step<Request, Answer, Boolean> claimRound(Instant now, Duration interval) {
        Request claim = layout.claimRound(now, interval);
        return retries.call(claim, answer -> {
            if (!(answer instanceof Answer.Failed failed)) {
                return Step.done(true);
            }
            if (FailureRules.isConditionFailed(failed.failure())) {
                return Step.done(false);
            }
            throw FailureRules.toException(claim, failed.failure());
        });
    }

    /** An expired session whose id changed meanwhile is alive under the new one. */
    Step<Request, Answer, ReapResult> deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        return deleteEach(
                part -> layout.scanExpired(before, part),
                items -> items.stream()
                        .<Request>map(item -> layout.deleteExpired(item, before))
                        .filter(Objects::nonNull)
                        .toList(),
                refused -> null,
                removed);
    }

    Step<Request, Answer, ReapResult> deleteAll(Instant now, Consumer<SessionRecord> removed) {
        return deleteEach(
                part -> layout.scanKeysAlive(now, true, part),
                items -> ids(items).stream()
                        .<Request>map(id -> layout.deleteAlive(id, now))
                        .toList(),
                refused -> ofNext(ChangeRules.nextId(refused, now), now),
                removed);
    }

    private @Nullable Request ofNext(@Nullable String nextId, Instant now) {
        return nextId == null ? null : layout.deleteAlive(nextId, now);
    }

    Step<Request, Answer, Long> count(Instant now, boolean consistent) {
        return sweep.all(
                part -> layout.scanKeysAlive(now, consistent, part),
                0L,
                (count, items) -> Step.done(count + ids(items).size()));
    }

    /**
     * Deletes the sessions that a scan finds.
     *
     * @param requests the deletes for the items of a page
     * @param next the request that follows a refused delete, by the item that refused it; null: none
     */
    private Step<Request, Answer, ReapResult> deleteEach(
            Function<Request.Part, Request.Scan> scan,
            Function<List<Map<String, Value>>, List<Request>> requests,
            Function<@Nullable Stored, @Nullable Request> next,
            Consumer<SessionRecord> removed) {
        return sweep.all(
                        scan,
                        new Tally(removed, 0, 0, null),
                        (tally, items) -> deleteEach(requests.apply(items), next, tally))
                .map(Tally::result);
    }

    /** Only ids of this layout and prefix: the table may hold other items. */
    private List<String> ids(List<Map<String, Value>> items) {
        List<String> ids = new ArrayList<>();
        items.forEach(item -> layout.idOf(item).ifPresent(ids::add));
        return ids;
    }

    private Step<Request, Answer, Tally> deleteEach(
            List<Request> requests, Function<@Nullable Stored, @Nullable Request> next, Tally tally) {
        if (requests.isEmpty()) {
            return Step.done(tally);
        }
        return Step.calls(requests, answers -> {
            Tally sum = tally;
            List<Request> more = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                if (!(answers.get(i) instanceof Answer.Failed failed)) {
                    sum = count(sum, ((Answer.Item) answers.get(i)).item());
                } else if (FailureRules.isConditionFailed(failed.failure())) {
                    Request request = next(next, failed.failure());
                    if (request != null) {
                        more.add(request);
                    }
                } else {
                    sum = sum.plusFailed(FailureRules.toException(requests.get(i), failed.failure()));
                }
            }
            return deleteEach(more, next, sum);
        });
    }

    /** An item that cannot be read leads to no further id. */
    private @Nullable Request next(Function<@Nullable Stored, @Nullable Request> next, Failure refusal) {
        try {
            return next.apply(layout.readOrNull(refusal.item()));
        } catch (SessionException unreadable) {
            return null;
        }
    }

    private Tally count(Tally tally, @Nullable Map<String, Value> item) {
        try {
            return item != null && layout.idOf(item).isPresent() && layout.read(item) instanceof SessionRecord session
                    ? tally.plusRemoved(session)
                    : tally;
        } catch (SessionException unreadable) {
            return tally.plusFailed(unreadable);
        }
    }

    /** The counts so far. */
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
