package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.ChangeRules;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Ends one session, also if its id has changed meanwhile: a tombstone takes its place. */
final class DeleteSteps {

    private final TableLayout layout;
    private final ConflictRetries retries;

    DeleteSteps(TableLayout layout, ConflictRetries retries) {
        this.layout = layout;
        this.retries = retries;
    }

    Step<Request, Answer, Optional<SessionRecord>> delete(String id, Instant now) {
        return delete(id, each -> layout.delete(each, now), now, 1);
    }

    Step<Request, Answer, Optional<SessionRecord>> deleteIndexed(String id, String index, String value, Instant now) {
        return delete(id, each -> layout.deleteIndexed(each, index, value, now), now, 1);
    }

    private Step<Request, Answer, Optional<SessionRecord>> delete(
            String id, Function<String, Request.Write> requests, Instant now, int ids) {
        IdChanges.check(ids, "deleted");
        Request request = requests.apply(id);
        return retries.call(request, answer -> {
            if (!(answer instanceof Answer.Failed failed)) {
                return Step.done(Optional.ofNullable(layout.readOrNull(((Answer.Item) answer).item()))
                        .filter(SessionRecord.class::isInstance)
                        .map(SessionRecord.class::cast));
            }
            if (!FailureRules.isConditionFailed(failed.failure())) {
                throw FailureRules.toException(request, failed.failure());
            }
            String nextId =
                    ChangeRules.nextId(layout.readOrNull(failed.failure().item()), now);
            return nextId == null ? Step.done(Optional.empty()) : delete(nextId, requests, now, ids + 1);
        });
    }
}
