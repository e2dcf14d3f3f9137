package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.ChangeRules;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reading, removing and touching one session. */
final class ReadSteps {

    private final TableLayout layout;
    private final Retries retries;
    private final boolean consistentRead;

    ReadSteps(TableLayout layout, Retries retries, boolean consistentRead) {
        this.layout = layout;
        this.retries = retries;
        this.consistentRead = consistentRead;
    }

    /** What a read does not find, without being consistent, may be there all the same. */
    Step<Request, Answer, Optional<SessionRecord>> get(String id, Instant now) {
        return get(id, consistentRead, now)
                .then(found -> found.isPresent() || consistentRead ? Step.done(found) : getConsistently(id, now));
    }

    Step<Request, Answer, Optional<SessionRecord>> getConsistently(String id, Instant now) {
        return get(id, true, now);
    }

    private Step<Request, Answer, Optional<SessionRecord>> get(String id, boolean consistent, Instant now) {
        Request.GetItem request = layout.get(id, consistent);
        return retries.call(request, answer -> Step.done(layout.readAlive(item(request, answer), now)));
    }

    Step<Request, Answer, Optional<SessionRecord>> delete(String id) {
        Request.DeleteItem request = layout.delete(id);
        return retries.call(request, answer -> {
            boolean absent = answer instanceof Answer.Failed failed && Failures.isConditionFailed(failed.failure());
            return Step.done(
                    absent
                            ? Optional.empty()
                            : Optional.ofNullable(item(request, answer)).map(layout::read));
        });
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
            SessionRecord current = layout.readAlive(failure.item(), now).orElse(null);
            return Step.done(ChangeRules.isTouchedAlready(times, current, now));
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
