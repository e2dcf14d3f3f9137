package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Removing expired sessions, page after page. The scan only says who may have expired; each delete asks once more, so
 * a session that is touched in between stays.
 */
final class ReapSteps {

    private final TableLayout layout;
    private final Retries retries;

    ReapSteps(TableLayout layout, Retries retries) {
        this.layout = layout;
        this.retries = retries;
    }

    Step<Request, Answer, ReapResult> deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        return page(before, null, new Tally(removed, 0, 0, null));
    }

    private Step<Request, Answer, ReapResult> page(Instant before, @Nullable Map<String, Value> startKey, Tally tally) {
        Request.Scan scan = layout.scanExpired(before, startKey);
        return retries.call(scan, answer -> {
            if (answer instanceof Answer.Failed failed) {
                throw Failures.toException(scan, failed.failure());
            }
            Answer.Page page = (Answer.Page) answer;
            return deleteAll(page, before, tally)
                    .then(after ->
                            page.nextKey() == null ? Step.done(after.result()) : page(before, page.nextKey(), after));
        });
    }

    private Step<Request, Answer, Tally> deleteAll(Answer.Page page, Instant before, Tally tally) {
        List<Request> deletes = new ArrayList<>();
        for (Map<String, Value> found : page.items()) {
            layout.idOf(found).ifPresent(id -> deletes.add(layout.deleteExpired(id, before)));
        }
        if (deletes.isEmpty()) {
            return Step.done(tally);
        }
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
            return item == null ? tally : tally.plusRemoved(layout.read(item));
        }
        Failure failure = failed.failure();
        return Failures.isConditionFailed(failure) ? tally : tally.plusFailed(Failures.toException(delete, failure));
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
