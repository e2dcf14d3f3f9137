package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionException;
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

/** Reads and touches one session. */
final class ReadSteps {

    private final TableLayout layout;
    private final ConflictRetries retries;
    private final boolean consistentRead;
    private final ExpirySteps expiry;
    private final CompareSteps compare;

    ReadSteps(TableLayout layout, ConflictRetries retries, boolean consistentRead) {
        this.layout = layout;
        this.retries = retries;
        this.consistentRead = consistentRead;
        this.expiry = new ExpirySteps(layout, retries);
        this.compare = new CompareSteps(layout, retries);
    }

    /** An eventually consistent read may miss a session that exists, so a miss is read again, consistently. */
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
        return retries.call(request, answer -> expiry.alive(layout.readOrNull(item(request, answer)), now));
    }

    Step<Request, Answer, Boolean> touch(String id, TimesChange times, Instant now) {
        LayoutWrite write = layout.touch(id, times, now);
        if (write instanceof LayoutWrite.Compared compared) {
            return touch(id, compared, times, now);
        }
        Request request = ((LayoutWrite.InPlace) write).request();
        return retries.call(request, answer -> {
            if (!(answer instanceof Answer.Failed failed)) {
                return Step.done(true);
            }
            Failure failure = failed.failure();
            if (!FailureRules.isConditionFailed(failure)) {
                throw FailureRules.toException(request, failure);
            }
            return notTouched(layout.readOrNull(failure.item()), times, now);
        });
    }

    private Step<Request, Answer, Boolean> notTouched(@Nullable Stored current, TimesChange times, Instant now) {
        return expiry.answer(current, now, stored -> ChangeRules.isTouchedAlready(times, stored, now));
    }

    private Step<Request, Answer, Boolean> touch(
            String id, LayoutWrite.Compared write, TimesChange times, Instant now) {
        return compare.change(id, write, new CompareSteps.Rules<Boolean>() {
            @Override
            public @Nullable SessionRecord next(@Nullable Stored current) {
                return ChangeRules.touched(times, current, now);
            }

            @Override
            public Step<Request, Answer, Boolean> refused(@Nullable Stored current) {
                return notTouched(current, times, now);
            }

            @Override
            public Boolean written() {
                return true;
            }

            @Override
            public SessionException failure(Request request, Failure failure, SessionRecord next) {
                return FailureRules.toException(request, failure);
            }
        });
    }

    /** The item of an answer; throws the exception of a failure. */
    static @Nullable Map<String, Value> item(Request request, Answer answer) {
        if (answer instanceof Answer.Failed failed) {
            throw FailureRules.toException(request, failed.failure());
        }
        return ((Answer.Item) answer).item();
    }
}
