package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.IndexChanges;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionIds;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.core.storage.WriteHistory;
import io.github.dynamodbsession.core.storage.WriteTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a store as steps over the storage port: which call follows which answer. Whoever runs the steps
 * decides whether a thread waits.
 */
final class SessionOperations {

    /** Somebody else has to win this often in a row before a save gives up. */
    private static final int ATTEMPTS = 20;

    private final ExpiryPolicy policy;
    private final Duration ttl;
    private final AttributeCodec codec;
    private final IndexRegistry indexes;
    private final Supplier<String> random;
    private final Consumer<SessionCodecException> onSpoiled;

    SessionOperations(
            ExpiryPolicy policy,
            Duration ttl,
            AttributeCodec codec,
            IndexRegistry indexes,
            Supplier<String> random,
            Consumer<SessionCodecException> onSpoiled) {
        this.policy = policy;
        this.ttl = ttl;
        this.codec = codec;
        this.indexes = indexes;
        this.random = random;
        this.onSpoiled = onSpoiled;
    }

    Session begin(String id, Instant now) {
        return begin(id, ttl, now);
    }

    Session begin(String id, Duration interval, Instant now) {
        return Session.begun(id, policy.begin(now, interval), codec, onSpoiled);
    }

    /** A working copy of what is stored. */
    Session found(SessionRecord stored) {
        return Session.found(stored, codec, onSpoiled);
    }

    /** What was removed, for those who want to look at it. */
    Session ended(SessionRecord removed) {
        Session session = found(removed);
        session.copy().end();
        return session;
    }

    Step<StorageCall, StorageCall.Answer, Optional<Session>> find(String id, Instant now) {
        if (!SessionIds.isValid(id)) {
            return Step.done(Optional.empty());
        }
        return StorageCall.get(
                id,
                now,
                found -> found.isEmpty()
                        ? Step.done(Optional.empty())
                        : keepAlive(found.get(), now).map(alive -> alive.map(this::found)));
    }

    /** Nothing is touched, or a mere look would keep a session alive. */
    Step<StorageCall, StorageCall.Answer, Boolean> isAlive(String id, Instant now) {
        return SessionIds.isValid(id)
                ? StorageCall.get(id, now, found -> Step.done(found.isPresent()))
                : Step.done(false);
    }

    /** A session near its end is touched before anything else, or a long request would end with an expired one. */
    private Step<StorageCall, StorageCall.Answer, Optional<SessionRecord>> keepAlive(SessionRecord found, Instant now) {
        if (!policy.isNearItsEnd(found.times(), now)) {
            return Step.done(Optional.of(found));
        }
        TimesChange touch = policy.touch(found.times(), now);
        return StorageCall.setExpires(
                found.id(),
                touch,
                now,
                touched -> touched
                        ? Step.done(Optional.of(found.withTimes(found.times().with(touch))))
                        : StorageCall.get(found.id(), now, Step::done));
    }

    /** One save under way. */
    private record Save(Session session, AttributeChanges changes, Instant now, Measurement measured) {

        @Override
        public String toString() {
            return changes.toString();
        }
    }

    Step<StorageCall, StorageCall.Answer, SaveResult> save(Session session, Instant now, Measurement measured) {
        if (session.isEnded()) {
            return Step.done(SaveResult.ENDED);
        }
        return settleUnanswered(session.copy(), now)
                .then(settled -> attempt(new Save(session, session.copy().changes(), now, measured), 1)
                        .map(result -> result == SaveResult.ENDED ? result : settled.orElse(result)));
    }

    /** An earlier save may have been stored though its answer was lost: what it did if that is seen, or empty. */
    private Step<StorageCall, StorageCall.Answer, Optional<SaveResult>> settleUnanswered(
            WorkingCopy session, Instant now) {
        WorkingCopy.Unanswered unanswered = session.unanswered().orElse(null);
        if (unanswered == null) {
            return Step.done(Optional.empty());
        }
        return StorageCall.get(
                unanswered.id(), now, found -> Step.done(settle(session, unanswered, found.orElse(null))));
    }

    private static Optional<SaveResult> settle(
            WorkingCopy session, WorkingCopy.Unanswered unanswered, @Nullable SessionRecord current) {
        boolean applied = current != null && current.history().knows(unanswered.writeToken());
        if (!applied) {
            session.doubts(unanswered);
        }
        if (current != null && unanswered.change() instanceof Change.Update) {
            session.settled(unanswered.changes(), current);
            return applied ? Optional.of(unanswered.result()) : Optional.empty();
        }
        if (current == null || !applied) {
            return Optional.empty();
        }
        session.storedWhole(current, unanswered.changes());
        return Optional.of(unanswered.result());
    }

    private Step<StorageCall, StorageCall.Answer, SaveResult> attempt(Save save, int attempt) {
        WorkingCopy copy = save.session.copy();
        if (attempt > ATTEMPTS) {
            save.measured.gaveUp();
            throw new SessionStorageException(
                    "The session was changed by others " + ATTEMPTS + " times in a row while it was to be saved.",
                    true,
                    null);
        }
        if (copy.storedId().isPresent() && policy.isLifetimeOver(copy.times(), save.now)) {
            return ended(copy);
        }
        if (copy.mustReadBeforeRename()) {
            return StorageCall.get(
                    copy.storedId().orElseThrow(),
                    save.now,
                    found -> found.isEmpty() ? ended(copy) : again(save, found.get(), attempt));
        }
        SaveDecision decision = SaveDecision.decide(
                copy.situation(save.changes, indexed(save)), policy, save.now, newToken(copy.history(), save.now));
        save.measured.decided(decision.kind());
        if (decision instanceof SaveDecision.Write write) {
            copy.sending(write.change(), save.changes, save.now);
            return StorageCall.put(write.change(), save.now, result -> afterPut(save, write.change(), result, attempt));
        }
        if (decision instanceof SaveDecision.Touch touch) {
            return StorageCall.setExpires(
                    touch.id(), touch.times(), save.now, done -> afterTouch(save, touch, done, attempt));
        }
        return Step.done(SaveResult.UNCHANGED);
    }

    private String newToken(@Nullable WriteHistory stored, Instant now) {
        return WriteTokens.of(stored == null ? now : stored.nextDecision(now), random.get());
    }

    /** Values for indexes come of attributes: where none changed and something is stored, none did. */
    private IndexChanges indexed(Save save) {
        WorkingCopy copy = save.session.copy();
        boolean same = save.changes.isEmpty() && copy.storedId().isPresent();
        return same || indexes.isEmpty()
                ? IndexChanges.none()
                : indexes.changes(save.session, copy.indexed(), save.changes);
    }

    private Step<StorageCall, StorageCall.Answer, SaveResult> afterPut(
            Save save, Change change, PutResult result, int attempt) {
        WorkingCopy copy = save.session.copy();
        if (result instanceof PutResult.Applied) {
            return Step.done(applied(copy, change, save.changes));
        }
        if (result instanceof PutResult.Stale stale) {
            copy.refused(change);
            save.measured.metConflict();
            return again(save, stale.current(), attempt);
        }
        copy.answered();
        return askDoubtful(save, copy.doubtful().iterator(), result, attempt);
    }

    /**
     * A write is refused, perhaps by an earlier one of this session whose answer was lost: it was not stored when that was
     * asked, and has been since. To send it once more, as it was, tells, and changes nothing where this one was refused. What
     * was in the way of this one may have ended in between.
     */
    private Step<StorageCall, StorageCall.Answer, SaveResult> askDoubtful(
            Save save, Iterator<WorkingCopy.Unanswered> doubtful, PutResult refusal, int attempt) {
        if (doubtful.hasNext()) {
            WorkingCopy.Unanswered earlier = doubtful.next();
            return StorageCall.put(
                    earlier.change(),
                    earlier.now(),
                    result -> result instanceof PutResult.Applied
                            ? goOnAfter(earlier, save, attempt)
                            : askDoubtful(
                                    save, doubtful, result instanceof PutResult.Gone ? result : refusal, attempt));
        }
        if (refusal instanceof PutResult.Gone) {
            return ended(save.session.copy());
        }
        throw new SessionStorageException(
                "The new session's id is taken by another session: nothing was stored. Ids must be random; see the"
                        + " option idGenerator.",
                false,
                null);
    }

    /** An earlier write is stored; where the session has ended or another id since, it is all that can be. */
    private Step<StorageCall, StorageCall.Answer, SaveResult> goOnAfter(
            WorkingCopy.Unanswered earlier, Save save, int attempt) {
        WorkingCopy copy = save.session.copy();
        return StorageCall.get(earlier.id(), save.now, found -> {
            if (found.isEmpty()) {
                copy.end();
                return Step.done(earlier.changes().equals(save.changes) ? earlier.result() : SaveResult.ENDED);
            }
            copy.storedWhole(found.get(), earlier.changes());
            return again(save, found.get(), attempt)
                    .map(result -> result == SaveResult.ENDED ? result : earlier.result());
        });
    }

    private static SaveResult applied(WorkingCopy session, Change change, AttributeChanges changes) {
        if (change instanceof Change.Create create) {
            session.storedWhole(create.session(), changes);
            return SaveResult.CREATED;
        }
        if (change instanceof Change.Rename rename) {
            session.storedWhole(rename.session(), changes);
            return SaveResult.RENAMED;
        }
        session.storedMerged((Change.Update) change);
        return SaveResult.CHANGED;
    }

    private Step<StorageCall, StorageCall.Answer, SaveResult> afterTouch(
            Save save, SaveDecision.Touch touch, boolean done, int attempt) {
        WorkingCopy copy = save.session.copy();
        if (!done) {
            return StorageCall.get(touch.id(), save.now, found -> {
                if (found.isEmpty()) {
                    return ended(copy);
                }
                save.measured.metConflict();
                return again(save, found.get(), attempt);
            });
        }
        copy.touchedBy(touch.times());
        return Step.done(SaveResult.TOUCHED);
    }

    private Step<StorageCall, StorageCall.Answer, SaveResult> again(Save save, SessionRecord current, int attempt) {
        save.session.copy().refreshed(current);
        return attempt(save, attempt + 1);
    }

    private static Step<StorageCall, StorageCall.Answer, SaveResult> ended(WorkingCopy session) {
        session.end();
        return Step.done(SaveResult.ENDED);
    }

    /** Deletes a session under every id that it may be stored under; the first that was there is what was removed. */
    Step<StorageCall, StorageCall.Answer, Optional<SessionRecord>> delete(WorkingCopy session, Instant now) {
        return deleteEach(session.idsToDelete().iterator(), now, Optional.empty())
                .map(removed -> {
                    session.end();
                    return removed;
                });
    }

    Step<StorageCall, StorageCall.Answer, Optional<SessionRecord>> delete(String id, Instant now) {
        return SessionIds.isValid(id) ? StorageCall.delete(id, now, Step::done) : Step.done(Optional.empty());
    }

    private Step<StorageCall, StorageCall.Answer, Optional<SessionRecord>> deleteEach(
            Iterator<String> ids, Instant now, Optional<SessionRecord> removedBefore) {
        return ids.hasNext()
                ? delete(ids.next(), now)
                        .then(removed -> deleteEach(ids, now, removedBefore.isPresent() ? removedBefore : removed))
                : Step.done(removedBefore);
    }
}
