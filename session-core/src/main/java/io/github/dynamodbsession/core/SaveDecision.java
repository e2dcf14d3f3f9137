package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.codec.SessionOrigin;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.IndexChanges;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.core.storage.WriteHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a save writes, as a pure decision. */
sealed interface SaveDecision {

    /** CREATE, CHANGE or RENAME. */
    record Write(OperationEvent.Decision kind, Change change) implements SaveDecision {}

    /** TOUCH. */
    record Touch(String id, TimesChange times) implements SaveDecision {
        @Override
        public OperationEvent.Decision kind() {
            return OperationEvent.Decision.TOUCH;
        }

        @Override
        public String toString() {
            return "TOUCH";
        }
    }

    /** NOTHING. */
    record Nothing() implements SaveDecision {
        @Override
        public OperationEvent.Decision kind() {
            return OperationEvent.Decision.NOTHING;
        }
    }

    /** The kind of decision. */
    OperationEvent.Decision kind();

    /**
     * What is known about a session when it is saved.
     *
     * @param id the id it is to have
     * @param stored the stored session, as far as this request knows; null: not stored yet
     * @param begun the times of a session that is not stored yet
     * @param origin what is to be stored as the session's origin under this id; null: nothing
     * @param newInterval an interval that was set; null: none
     * @param accessRecorded whether an earlier save of the same request recorded its access
     * @param changes the changes to the attributes
     * @param indexed the changes to the indexed values
     * @param superseded tokens of earlier updates of the same request that are not stored, as far as it knows
     * @param renews whether another id is one that the store has drawn because of the age of the stored one
     */
    record Situation(
            String id,
            @Nullable SessionRecord stored,
            SessionTimes begun,
            @Nullable SessionOrigin origin,
            @Nullable Duration newInterval,
            boolean accessRecorded,
            AttributeChanges changes,
            IndexChanges indexed,
            Set<String> superseded,
            boolean renews) {

        @Override
        public String toString() {
            return changes.toString();
        }
    }

    /**
     * Decides what to write.
     *
     * @param writeToken the token for the write, if the decision is to write
     */
    static SaveDecision decide(Situation situation, ExpiryPolicy policy, Instant now, String writeToken) {
        SessionRecord stored = situation.stored();
        if (stored == null) {
            SessionRecord empty = new SessionRecord(situation.id(), situation.begun(), Map.of(), writeToken)
                    .withOrigin(situation.origin());
            return new Write(
                    OperationEvent.Decision.CREATE,
                    new Change.Create(withAll(empty, situation, policy, now, empty.history())));
        }
        if (!stored.id().equals(situation.id())) {
            WriteHistory history = stored.history().after(writeToken);
            SessionRecord begun = stored.withId(situation.id()).withOrigin(situation.origin());
            SessionRecord moved = withAll(begun, situation, policy, now, history);
            IdRenewal renewal = policy.renewal();
            return new Write(
                    OperationEvent.Decision.RENAME,
                    new Change.Rename(
                            stored.id(),
                            stored.writeToken(),
                            moved.withTimes(renewal.moved(moved.times(), now)),
                            situation.renews() ? renewal.readableUntil(now) : null));
        }
        boolean newInterval = setsAnotherInterval(situation, stored.times());
        boolean touchDue = policy.isTouchDue(stored.times(), situation.accessRecorded(), now);
        NavigableSet<String> superseded = stored.history().open(situation.superseded());
        if (newInterval || !situation.changes().isEmpty() || !superseded.isEmpty()) {
            NavigableSet<String> forgotten = stored.history().toForget(now);
            TimesChange times = newInterval || touchDue ? times(situation, stored.times(), policy, now) : null;
            return new Write(
                    OperationEvent.Decision.CHANGE,
                    new Change.Update(
                            stored.id(),
                            situation.changes(),
                            situation.indexed(),
                            times,
                            writeToken,
                            forgotten,
                            superseded,
                            stored));
        }
        return touchDue ? new Touch(stored.id(), policy.touch(stored.times(), now)) : new Nothing();
    }

    /** The decision for a session that a request has only read: whether not even a touch is due. */
    static boolean isNothing(SessionTimes found, ExpiryPolicy policy, Instant now) {
        return !policy.isLifetimeOver(found, now) && !policy.isTouchDue(found, false, now);
    }

    private static SessionRecord withAll(
            SessionRecord base, Situation situation, ExpiryPolicy policy, Instant now, WriteHistory history) {
        TimesChange times = times(situation, base.times(), policy, now);
        return base.with(situation.changes(), history)
                .with(situation.indexed())
                .withTimes(base.times().with(times));
    }

    private static TimesChange times(Situation situation, SessionTimes base, ExpiryPolicy policy, Instant now) {
        Duration interval = situation.newInterval();
        return interval == null ? policy.touch(base, now) : policy.changeInterval(base, interval, now);
    }

    private static boolean setsAnotherInterval(Situation situation, SessionTimes stored) {
        Duration interval = situation.newInterval();
        return interval != null && !interval.equals(stored.maxInactiveInterval());
    }
}
