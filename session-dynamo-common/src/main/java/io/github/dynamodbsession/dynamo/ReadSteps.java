package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.ChangeRules;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.Stored;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reading and touching one session. */
final class ReadSteps {

    private final TableLayout layout;
    private final Retries retries;
    private final boolean consistentRead;
    private final LookSteps look;

    ReadSteps(TableLayout layout, Retries retries, boolean consistentRead) {
        this.layout = layout;
        this.retries = retries;
        this.consistentRead = consistentRead;
        this.look = new LookSteps(layout, retries);
    }

    /** What a read does not find, without being consistent, may be there all the same. */
    Step<Request, Answer, Optional<SessionRecord>> get(String id, Instant now) {
        if (consistentRead) {
            return getConsistently(id, now);
        }
        Request.GetItem request = layout.get(id, false);
        return retries.call(request, answer -> {
            Optional<SessionRecord> found = layout.readAlive(item(request, answer), now);
            return found.isPresent() ? Step.done(found) : getConsistently(id, now);
        });
    }

    Step<Request, Answer, Optional<SessionRecord>> getConsistently(String id, Instant now) {
        Request.GetItem request = layout.get(id, true);
        return retries.call(request, answer -> look.alive(layout.readOrNull(item(request, answer)), now));
    }

    Step<Request, Answer, Boolean> touch(String id, TimesChange times, Instant now) {
        Request.UpdateItem request = layout.touch(id, times, now);
        return retries.call(request, answer -> {
            if (!(answer instanceof Answer.Failed failed)) {
                return Step.done(true);
            }
            Failure failure = failed.failure();
            if (!Failures.isConditionFailed(failure)) {
                throw Failures.toException(request, failure);
            }
            Stored current = layout.readOrNull(failure.item());
            return look.answer(current, now, stored -> ChangeRules.isTouchedAlready(times, stored, now));
        });
    }

    /** The item of an answer, or the failure as an exception. */
    static @Nullable Map<String, Value> item(Request request, Answer answer) {
        if (answer instanceof Answer.Failed failed) {
            throw Failures.toException(request, failed.failure());
        }
        return ((Answer.Item) answer).item();
    }
}
