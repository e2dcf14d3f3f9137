package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.Stored;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes that a layout writes by comparing: read the item, apply the change to it, and write the result if the item is
 * still the one that was read. The refusal brings the newer item, so an immediate retry costs one call. One after a pause
 * reads again first: what was read before a pause is hardly ever still there after it. Retries are bounded.
 */
final class CompareSteps {

    static final int MAX_ATTEMPTS = 20;

    /** About the time of another writer's call: it is over when that call is. */
    private static final long FIRST_PAUSE_MILLIS = 5;

    private static final long MAX_PAUSE_MILLIS = 80;

    private final TableLayout layout;
    private final ConflictRetries retries;
    private final ApartSteps apart;

    CompareSteps(TableLayout layout, ConflictRetries retries, ApartSteps apart) {
        this.layout = layout;
        this.retries = retries;
        this.apart = apart;
    }

    /** A change, as far as it is judged on what was read. */
    interface Rules<T> {

        /** The session to store in place of what was read; null if the change does not apply to it. */
        @Nullable
        SessionRecord next(@Nullable Stored current);

        /** The result where the change did not apply. */
        Step<Request, Answer, T> refused(@Nullable Stored current);

        /** The result where the change was written. */
        T written();

        /**
         * What to do about a session that others changed again and again in the meantime.
         *
         * @param attempts how often the write was refused
         * @return null to try again
         */
        default @Nullable Step<Request, Answer, T> whenBusy(int attempts) {
            if (attempts >= MAX_ATTEMPTS) {
                throw new SessionStorageException(
                        "Other writers changed the session " + attempts
                                + " times in a row while all of its attributes were to be replaced.",
                        true,
                        null);
            }
            return null;
        }

        /** The failure of a write that failed for another reason than its condition. */
        SessionException failure(Request request, Failure failure, SessionRecord next);
    }

    /**
     * Carries out a change.
     *
     * @param id the session's id
     * @param write how the layout compares
     * @param rules the change
     */
    <T> Step<Request, Answer, T> change(String id, LayoutWrite.Compared write, Rules<T> rules) {
        Request.GetItem read = layout.get(id, true);
        return readAndAttempt(Duration.ZERO, read, write, rules, 1);
    }

    private <T> Step<Request, Answer, T> readAndAttempt(
            Duration pause, Request.GetItem read, LayoutWrite.Compared write, Rules<T> rules, int attempt) {
        return retries.callAfter(
                pause, read, answer -> attempt(read, write, rules, ReadSteps.item(read, answer), attempt));
    }

    private <T> Step<Request, Answer, T> attempt(
            Request.GetItem read,
            LayoutWrite.Compared write,
            Rules<T> rules,
            @Nullable Map<String, Value> item,
            int attempt) {
        Stored current = layout.readOrNull(item);
        Set<String> toLoad =
                current instanceof SessionRecord session ? write.comparison().toLoad(session) : Set.of();
        return toLoad.isEmpty()
                ? attempt(read, write, rules, item, current, attempt)
                : apart.load((SessionRecord) Objects.requireNonNull(current), toLoad)
                        .then(loaded ->
                                attempt(read, write, rules, item, ((SessionRecord) current).with(loaded), attempt));
    }

    private <T> Step<Request, Answer, T> attempt(
            Request.GetItem read,
            LayoutWrite.Compared write,
            Rules<T> rules,
            @Nullable Map<String, Value> item,
            @Nullable Stored current,
            int attempt) {
        SessionRecord next = rules.next(current);
        if (next == null) {
            return rules.refused(current);
        }
        Step<Request, Answer, T> instead = rules.whenBusy(attempt - 1);
        if (instead != null) {
            return instead;
        }
        LayoutWrite.InPlace calls = write.comparison().write(seen(item, current), next);
        Request request = calls.request();
        return apart.write(calls, answer -> {
            if (!(answer instanceof Answer.Failed failed)) {
                return Step.done(rules.written());
            }
            Failure failure = failed.failure();
            if (!FailureRules.isConditionFailed(failure)) {
                throw rules.failure(request, failure, next);
            }
            return write instanceof LayoutWrite.WholeDocument && rules.next(layout.readOrNull(failure.item())) != null
                    ? readAndAttempt(pauseAfter(attempt), read, write, rules, attempt + 1)
                    : attempt(read, write, rules, failure.item(), attempt + 1);
        });
    }

    /** A change only applies to a living session. */
    static LayoutWrite.Seen seen(@Nullable Map<String, Value> item, @Nullable Stored current) {
        return new LayoutWrite.Seen(
                Objects.requireNonNull(item), (SessionRecord) Objects.requireNonNull(current, "no session was read"));
    }

    private Duration pauseAfter(int attempt) {
        return retries.pauseUpTo(Math.min(MAX_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << attempt));
    }
}
