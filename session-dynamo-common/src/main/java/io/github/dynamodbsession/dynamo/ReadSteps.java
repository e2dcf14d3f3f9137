package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.ChangeRules;
import io.github.dynamodbsession.core.storage.LoadedAttributes;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and touches one session. */
final class ReadSteps {

    private final TableLayout layout;
    private final ConflictRetries retries;
    private final boolean consistentRead;
    private final ExpirySteps expiry;
    private final ApartSteps apart;
    private final CompareSteps compare;

    ReadSteps(TableLayout layout, ConflictRetries retries, ApartSteps apart, boolean consistentRead) {
        this.layout = layout;
        this.retries = retries;
        this.consistentRead = consistentRead;
        this.expiry = new ExpirySteps(layout, retries);
        this.apart = apart;
        this.compare = new CompareSteps(layout, retries, apart);
    }

    /** An eventually consistent read may miss a session that exists, so a miss is read again, consistently. */
    Step<Request, Answer, Optional<SessionRecord>> get(String id, Instant now) {
        if (consistentRead) {
            return getOrFollow(id, now);
        }
        Request.GetItem request = layout.get(id, false);
        return retries.call(request, answer -> {
            Optional<SessionRecord> found = layout.readAlive(item(request, answer), now);
            return found.isPresent() ? Step.done(found) : getOrFollow(id, now);
        });
    }

    /** If the id was renewed a moment ago, one more read, under the new one. */
    private Step<Request, Answer, Optional<SessionRecord>> getOrFollow(String id, Instant now) {
        Request.GetItem request = layout.get(id, true);
        return retries.call(request, answer -> {
            Stored there = layout.readOrNull(item(request, answer));
            String nextId = ChangeRules.readableUnder(there, now);
            return nextId == null
                    ? expiry.alive(there, now)
                    : alive(nextId, now).map(found -> found.map(session -> session.readUnder(id)));
        });
    }

    private Step<Request, Answer, Optional<SessionRecord>> alive(String id, Instant now) {
        Request.GetItem request = layout.get(id, true);
        return retries.call(request, answer -> expiry.alive(layout.readOrNull(item(request, answer)), now));
    }

    /** An index that lags shows a former id: the session is read under the one that it has by now. */
    Step<Request, Answer, Optional<SessionRecord>> getConsistently(String id, Instant now) {
        return getConsistently(id, now, 1);
    }

    private Step<Request, Answer, Optional<SessionRecord>> getConsistently(String id, Instant now, int ids) {
        IdChanges.check(ids, "read");
        Request.GetItem request = layout.get(id, true);
        return retries.call(request, answer -> {
            Stored there = layout.readOrNull(item(request, answer));
            String nextId = ChangeRules.nextId(there, now);
            return nextId == null ? expiry.alive(there, now) : getConsistently(nextId, now, ids + 1);
        });
    }

    /** See {@link io.github.dynamodbsession.core.storage.AttributeLoading#load}. */
    Step<Request, Answer, LoadedAttributes> load(SessionRecord session, Set<String> names) {
        return apart.load(session, names);
    }

    Step<Request, Answer, Boolean> touch(String id, TimesChange times, Instant now) {
        LayoutWrite write = layout.touch(id, times, now);
        if (write instanceof LayoutWrite.Compared compared) {
            return touch(id, compared, times, now);
        }
        return touch((LayoutWrite.InPlace) write, times, now, 1);
    }

    private Step<Request, Answer, Boolean> touch(
            LayoutWrite.InPlace write, TimesChange times, Instant now, int attempt) {
        Request request = write.request();
        return retries.call(request, answer -> {
            if (!(answer instanceof Answer.Failed failed)) {
                return Step.done(true);
            }
            Failure failure = failed.failure();
            if (!FailureRules.isConditionFailed(failure)) {
                throw FailureRules.toException(request, failure);
            }
            Stored current = layout.readOrNull(failure.item());
            return apart.prolonged(
                    current,
                    times,
                    now,
                    attempt,
                    () -> touch(write, times, now, attempt + 1),
                    () -> notTouched(current, times, now));
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
