package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.codec.AttributeCodec;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The operations on one session as steps over the storage port: which call follows which answer. Whether a thread waits
 * is decided by what runs them.
 */
final class SessionOperations {

    /** A save gives up after this many conflicts in a row. */
    private static final int ATTEMPTS = 20;

    /** Stored by no write. */
    private static final String NO_TOKEN = "";

    private final ExpiryPolicy policy;
    private final Duration ttl;
    private final AttributeCodec codec;
    private final IndexRegistry indexes;
    private final SessionHome home;

    /** Whether a session is handed out with what it has stored apart; otherwise that is loaded when it is read. */
    private final boolean loadsAll;

    SessionOperations(
            ExpiryPolicy policy,
            Duration ttl,
            AttributeCodec codec,
            IndexRegistry indexes,
            SessionHome home,
            boolean loadsAll) {
        this.policy = policy;
        this.ttl = ttl;
        this.codec = codec;
        this.indexes = indexes;
        this.home = home;
        this.loadsAll = loadsAll;
    }

    Session begin(SessionToken token, Instant now) {
        return begin(token, ttl, now);
    }

    Session begin(SessionToken token, Duration interval, Instant now) {
        return Session.begun(token, policy.begin(now, interval), codec, home);
    }

    /** A working copy of what is stored. */
    Session found(SessionRecord stored) {
        return Session.found(stored, codec, home);
    }

    /**
     * Working copies of what is stored; with all attributes that are stored apart if this store hands out no others, by
     * one call for each session that has any.
     */
    Step<StorageCall, StorageCall.Answer, List<Session>> handedOut(List<SessionRecord> stored) {
        List<Session> sessions = stored.stream().map(this::found).toList();
        List<UnloadedAttributes.Load> loads = new ArrayList<>();
        List<Session> incomplete = new ArrayList<>();
        for (int i = 0; loadsAll && i < stored.size(); i++) {
            Set<String> unloaded = stored.get(i).unloaded();
            if (!unloaded.isEmpty()) {
                loads.add(new UnloadedAttributes.Load(stored.get(i), unloaded));
                incomplete.add(sessions.get(i));
            }
        }
        if (loads.isEmpty()) {
            return Step.done(sessions);
        }
        List<StorageCall> calls = loads.stream()
                .<StorageCall>map(load -> new StorageCall.Load(load.session(), load.names()))
                .toList();
        return Step.calls(calls, answers -> {
            for (int i = 0; i < answers.size(); i++) {
                incomplete
                        .get(i)
                        .copy()
                        .loaded(loads.get(i), ((StorageCall.Answer.Loaded) answers.get(i)).attributes());
            }
            return Step.done(sessions);
        });
    }

    /** A removed session, for listeners. */
    Session ended(SessionRecord removed) {
        Session session = found(removed);
        session.copy().learn(new Learned.Ended());
        return session;
    }

    Step<StorageCall, StorageCall.Answer, Optional<Session>> find(String id, Instant now) {
        if (!SessionIds.isValid(id)) {
            return Step.done(Optional.empty());
        }
        return StorageCall.find(
                id, now, found -> found.isEmpty() ? Step.done(Optional.empty()) : keepAlive(found.get(), now));
    }

    /**
     * Finds a session by a token.
     *
     * @param tokens says what to look up for it
     * @param unknown what need not be looked up; learns what was not found
     */
    Step<StorageCall, StorageCall.Answer, Optional<Session>> findByToken(
            SessionToken token, SessionTokens tokens, Instant now, UnknownTokens unknown) {
        return look(
                tokens.firstLook(token),
                now,
                unknown,
                () -> look(tokens.secondLook(token), now, unknown, () -> Step.done(Optional.empty())));
    }

    private Step<StorageCall, StorageCall.Answer, Optional<Session>> look(
            @Nullable SessionToken token,
            Instant now,
            UnknownTokens unknown,
            Supplier<Step<StorageCall, StorageCall.Answer, Optional<Session>>> orElse) {
        if (token == null || unknown.has(token.id())) {
            return orElse.get();
        }
        String id = token.id();
        long looking = unknown.looking(id);
        return StorageCall.find(id, now, stored -> (stored.isEmpty()
                        ? Step.<StorageCall, StorageCall.Answer, Optional<Session>>done(Optional.empty())
                        : keepAlive(stored.get(), now))
                .then(found -> {
                    // Of a storage that compares ids loosely, one session may answer to several.
                    if (found.isEmpty() || !found.get().copy().isFoundUnder(id)) {
                        unknown.missed(id, looking);
                        return orElse.get();
                    }
                    found.get().copy().presented(token);
                    return Step.done(found);
                }));
    }

    /** Does not touch the session: a mere check must not keep it alive. */
    Step<StorageCall, StorageCall.Answer, Boolean> isAlive(String id, Instant now) {
        return SessionIds.isValid(id)
                ? StorageCall.find(id, now, found -> Step.done(found.isPresent()))
                : Step.done(false);
    }

    /** A session that is about to expire is touched first; otherwise it could expire during a long request. */
    private Step<StorageCall, StorageCall.Answer, Optional<Session>> keepAlive(SessionRecord found, Instant now) {
        if (found.formerId() != null || !policy.isNearItsEnd(found.times(), now)) {
            return optional(found);
        }
        TimesChange touch = policy.touch(found.times(), now);
        return StorageCall.setExpires(
                found.id(),
                touch,
                now,
                touched -> touched
                        ? optional(found.withTimes(found.times().with(touch)))
                        : StorageCall.getRenewed(
                                found.id(),
                                now,
                                current -> current.isEmpty() ? Step.done(Optional.empty()) : optional(current.get())));
    }

    private Step<StorageCall, StorageCall.Answer, Optional<Session>> optional(SessionRecord found) {
        return loadsAll
                ? handedOut(List.of(found)).map(sessions -> Optional.of(sessions.get(0)))
                : Step.done(Optional.of(found(found)));
    }

    /**
     * How a save ended.
     *
     * @param oldId the id under which the session was stored before; null: it was not
     */
    record Saved(Session session, SaveResult result, @Nullable String oldId) {

        /** The same with the result of an earlier save, unless the session has ended, or this one tells of another id. */
        Saved as(SaveResult earlier) {
            boolean counts =
                    switch (result) {
                        case ENDED -> true;
                        case RENAMED -> earlier == SaveResult.CHANGED || earlier == SaveResult.RENEWED;
                        case RENEWED -> earlier == SaveResult.CHANGED;
                        case CREATED, CHANGED, TOUCHED, UNCHANGED -> false;
                    };
            return counts ? this : new Saved(session, earlier, oldId);
        }

        @Override
        public String toString() {
            return result.toString();
        }
    }

    /**
     * One save under way.
     *
     * @param random the random part of its write tokens
     * @param newIds draws the token of another id, if the id may be renewed; null: it must not
     * @param oldId the id under which the session was stored when the save began; null: it was not
     */
    private record Save(
            Session session,
            AttributeChanges changes,
            Instant now,
            Supplier<String> random,
            @Nullable Supplier<SessionToken> newIds,
            @Nullable String oldId,
            Measurement measured) {

        WorkingCopy copy() {
            return session.copy();
        }

        /** The token for the write of an attempt; the tokens of attempts differ by their number. */
        String token(@Nullable WriteHistory stored, int attempt) {
            return WriteTokens.of(
                    stored == null ? now : stored.nextDecision(now),
                    attempt == 1 ? random.get() : random.get() + Integer.toString(attempt, Character.MAX_RADIX));
        }

        Step<StorageCall, StorageCall.Answer, Saved> done(SaveResult result) {
            return Step.done(new Saved(session, result, oldId));
        }

        Step<StorageCall, StorageCall.Answer, Saved> ended() {
            copy().learn(new Learned.Ended());
            return done(SaveResult.ENDED);
        }

        @Override
        public String toString() {
            return changes.toString();
        }
    }

    /**
     * Saves a session. Its working copy records what happens, step by step, so no other save of it may run at the same
     * time.
     *
     * @param random random characters, different for each save ({@link WriteTokens}), and the same each time for this one
     * @param newIds draws the token of another id, if the id may be renewed; null: it must not
     * @param measured records what the save decides
     */
    Step<StorageCall, StorageCall.Answer, Saved> save(
            Session session,
            Instant now,
            Supplier<String> random,
            @Nullable Supplier<SessionToken> newIds,
            Measurement measured) {
        WorkingCopy copy = session.copy();
        SessionRecord unchanged = copy.unchanged();
        if (unchanged != null && SaveDecision.isNothing(unchanged.times(), policy, now)) {
            measured.decided(OperationEvent.Decision.NOTHING);
            return Step.done(new Saved(session, SaveResult.UNCHANGED, unchanged.id()));
        }
        @Nullable String oldId = copy.storedId();
        if (session.isEnded()) {
            return Step.done(new Saved(session, SaveResult.ENDED, oldId));
        }
        if (copy.isReadOnly()) {
            return Step.done(new Saved(session, savedReadOnly(copy, measured), oldId));
        }
        Learned.Sent unanswered = copy.unanswered();
        if (unanswered == null) {
            return compared(session, now, random, newIds, oldId, measured);
        }
        // An earlier save may have been stored although its answer was lost: then this save reports its result.
        return StorageCall.get(unanswered.id(), now, found -> {
            Optional<SaveResult> earlier = settle(copy, unanswered, found.orElse(null));
            return compared(session, now, random, newIds, oldId, measured)
                    .map(saved -> earlier.map(saved::as).orElse(saved));
        });
    }

    /** Nothing is written under a former id. A request that only reads the session need not know. */
    private static SaveResult savedReadOnly(WorkingCopy copy, Measurement measured) {
        measured.decided(OperationEvent.Decision.NOTHING);
        if (!copy.hasRefusedChanges()) {
            return SaveResult.UNCHANGED;
        }
        copy.learn(new Learned.Ended());
        return SaveResult.ENDED;
    }

    /** What was set without having been read, and is stored apart, is loaded first: it may be unchanged. */
    private Step<StorageCall, StorageCall.Answer, Saved> compared(
            Session session,
            Instant now,
            Supplier<String> random,
            @Nullable Supplier<SessionToken> newIds,
            @Nullable String oldId,
            Measurement measured) {
        WorkingCopy copy = session.copy();
        UnloadedAttributes.Load load = copy.toCompare();
        if (load == null) {
            return attempt(new Save(session, copy.changes(), now, random, newIds, oldId, measured), 1);
        }
        return StorageCall.load(load.session(), load.names()).then(loaded -> {
            copy.loaded(load, loaded);
            return compared(session, now, random, newIds, oldId, measured);
        });
    }

    /** Returns the result of the earlier save if it is stored. */
    private static Optional<SaveResult> settle(
            WorkingCopy session, Learned.Sent unanswered, @Nullable SessionRecord current) {
        boolean applied = current != null && current.history().knows(unanswered.writeToken());
        if (!applied) {
            session.learn(new Learned.Doubted(unanswered));
        }
        if (current != null && unanswered.change() instanceof Change.Update) {
            session.learn(new Learned.Settled(unanswered.changes(), current));
            return applied ? Optional.of(unanswered.result()) : Optional.empty();
        }
        if (current == null || !applied) {
            return Optional.empty();
        }
        session.learn(new Learned.Stored(current, unanswered.changes()));
        return Optional.of(unanswered.result());
    }

    private Step<StorageCall, StorageCall.Answer, Saved> attempt(Save save, int attempt) {
        WorkingCopy copy = save.copy();
        if (attempt > ATTEMPTS) {
            save.measured.gaveUp();
            throw new SessionStorageException(
                    "The session could not be saved: it was changed concurrently " + ATTEMPTS + " times in a row.",
                    true,
                    null);
        }
        if (copy.isStored() && policy.isLifetimeOver(copy.times(), save.now)) {
            return save.ended();
        }
        if (copy.mustReadBeforeRename()) {
            return StorageCall.get(
                    Objects.requireNonNull(copy.storedId()),
                    save.now,
                    found -> found.isEmpty() ? save.ended() : again(save, found.get(), attempt));
        }
        SaveDecision decision = decide(save, copy.situation(save.changes, indexed(save)), attempt);
        if (decision.kind() == OperationEvent.Decision.CHANGE && isRenewed(save)) {
            return attempt(save, attempt); // the same changes, under another id
        }
        save.measured.decided(decision.kind());
        if (decision instanceof SaveDecision.Write write) {
            copy.learn(new Learned.Sent(write.change(), save.changes, save.now));
            return StorageCall.put(write.change(), save.now, result -> afterPut(save, write.change(), result, attempt));
        }
        if (decision instanceof SaveDecision.Touch touch) {
            return StorageCall.setExpires(
                    touch.id(), touch.times(), save.now, done -> afterTouch(save, touch, done, attempt));
        }
        return save.done(SaveResult.UNCHANGED);
    }

    /** Draws another id, if the id is so old that it is renewed with this write. */
    private boolean isRenewed(Save save) {
        WorkingCopy copy = save.copy();
        if (save.newIds == null || !policy.renewal().isDue(copy.times(), save.now) || !copy.isRenewable()) {
            return false;
        }
        copy.renewId(save.newIds.get());
        return true;
    }

    /** Most saves write no content, and so need no token: one is created only for a decision that has a use for it. */
    private SaveDecision decide(Save save, SaveDecision.Situation situation, int attempt) {
        if (save.changes.isEmpty()) {
            SaveDecision decision = SaveDecision.decide(situation, policy, save.now, NO_TOKEN);
            if (!(decision instanceof SaveDecision.Write)) {
                return decision;
            }
        }
        return SaveDecision.decide(
                situation, policy, save.now, save.token(save.copy().history(), attempt));
    }

    /**
     * Indexed values are derived from attributes: if a stored session has no changed attributes, it has no changed
     * indexed values.
     */
    private IndexChanges indexed(Save save) {
        WorkingCopy copy = save.copy();
        boolean same = save.changes.isEmpty() && copy.isStored();
        return same || indexes.isEmpty()
                ? IndexChanges.none()
                : indexes.changes(save.session.withoutToken(), copy.indexed(), save.changes);
    }

    private Step<StorageCall, StorageCall.Answer, Saved> afterPut(
            Save save, Change change, PutResult result, int attempt) {
        WorkingCopy copy = save.copy();
        if (result instanceof PutResult.Applied) {
            return save.done(applied(copy, change, save.changes));
        }
        if (result instanceof PutResult.Stale stale) {
            copy.learn(new Learned.Refused(change));
            save.measured.metConflict();
            return again(save, stale.current(), attempt);
        }
        copy.learn(new Learned.Answered());
        return askDoubtful(save, copy.doubtful(), result, attempt);
    }

    /**
     * A write is refused, perhaps because of an earlier one of this session whose answer was lost: it was not stored
     * when that was checked, but has been stored since. Sending it again, unchanged, shows whether it was; and if it
     * was refused, it changes nothing. What caused the refusal may have ended in between.
     */
    private Step<StorageCall, StorageCall.Answer, Saved> askDoubtful(
            Save save, List<Learned.Sent> doubtful, PutResult refusal, int attempt) {
        if (!doubtful.isEmpty()) {
            Learned.Sent earlier = doubtful.get(0);
            return StorageCall.put(
                    earlier.change(),
                    earlier.now(),
                    result -> result instanceof PutResult.Applied
                            ? goOnAfter(earlier, save, attempt)
                            : askDoubtful(
                                    save,
                                    doubtful.subList(1, doubtful.size()),
                                    result instanceof PutResult.Gone ? result : refusal,
                                    attempt));
        }
        if (refusal instanceof PutResult.Gone) {
            return save.ended();
        }
        throw new SessionStorageException(
                "The id of the new session is already in use; nothing was stored. Ids must be random; see the option"
                        + " idGenerator.",
                false,
                null);
    }

    /** An earlier write is stored; if the session has ended or been renamed since, nothing more can be stored. */
    private Step<StorageCall, StorageCall.Answer, Saved> goOnAfter(Learned.Sent earlier, Save save, int attempt) {
        WorkingCopy copy = save.copy();
        return StorageCall.get(earlier.id(), save.now, found -> {
            if (found.isEmpty()) {
                copy.learn(new Learned.Ended());
                boolean wasAll = earlier.changes().equals(save.changes) && !copy.isToBeMovedFrom(earlier.id());
                return save.done(wasAll ? earlier.result() : SaveResult.ENDED);
            }
            copy.learn(new Learned.Stored(found.get(), earlier.changes()));
            return again(save, found.get(), attempt).map(saved -> saved.as(earlier.result()));
        });
    }

    private static SaveResult applied(WorkingCopy session, Change change, AttributeChanges changes) {
        if (change instanceof Change.Create create) {
            session.learn(new Learned.Stored(create.session(), changes));
            return SaveResult.CREATED;
        }
        if (change instanceof Change.Rename rename) {
            session.learn(new Learned.Stored(rename.session(), changes));
            return Learned.renamed(rename);
        }
        session.learn(new Learned.Merged((Change.Update) change));
        return SaveResult.CHANGED;
    }

    private Step<StorageCall, StorageCall.Answer, Saved> afterTouch(
            Save save, SaveDecision.Touch touch, boolean done, int attempt) {
        WorkingCopy copy = save.copy();
        if (!done) {
            return StorageCall.getRenewed(touch.id(), save.now, found -> {
                if (found.isEmpty()) {
                    return save.ended();
                }
                if (found.get().formerId() != null) {
                    copy.learn(new Learned.Renewed(found.get()));
                    return save.done(SaveResult.UNCHANGED);
                }
                save.measured.metConflict();
                return again(save, found.get(), attempt);
            });
        }
        copy.learn(new Learned.Touched(touch.times()));
        return save.done(SaveResult.TOUCHED);
    }

    private Step<StorageCall, StorageCall.Answer, Saved> again(Save save, SessionRecord current, int attempt) {
        save.copy().learn(new Learned.Refreshed(current));
        return attempt(save, attempt + 1);
    }

    /** Deletes a session under every id that it may be stored under; returns the first one that was there. */
    Step<StorageCall, StorageCall.Answer, Optional<SessionRecord>> delete(WorkingCopy session, Instant now) {
        return deleteEach(session.idsToDelete(), now, Optional.empty()).map(removed -> {
            session.learn(new Learned.Ended());
            return removed;
        });
    }

    Step<StorageCall, StorageCall.Answer, Optional<SessionRecord>> delete(String id, Instant now) {
        return SessionIds.isValid(id) ? StorageCall.delete(id, now, Step::done) : Step.done(Optional.empty());
    }

    /** Deletes the session that a token opens, under whichever id it is stored; the same looks as in a find. */
    Step<StorageCall, StorageCall.Answer, Optional<SessionRecord>> deleteByToken(
            SessionToken token, SessionTokens tokens, Instant now) {
        return delete(tokens.firstLook(token), now)
                .then(removed -> removed.isEmpty() ? delete(tokens.secondLook(token), now) : Step.done(removed));
    }

    private Step<StorageCall, StorageCall.Answer, Optional<SessionRecord>> delete(
            @Nullable SessionToken token, Instant now) {
        return token == null ? Step.done(Optional.empty()) : delete(token.id(), now);
    }

    private Step<StorageCall, StorageCall.Answer, Optional<SessionRecord>> deleteEach(
            List<String> ids, Instant now, Optional<SessionRecord> removedBefore) {
        return ids.isEmpty()
                ? Step.done(removedBefore)
                : delete(ids.get(0), now)
                        .then(removed -> deleteEach(
                                ids.subList(1, ids.size()), now, removedBefore.isPresent() ? removedBefore : removed));
    }
}
