package io.github.dynamodbsession.core.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The effect of each operation of the port on what is stored, as pure functions: for backends that have read a session
 * when they decide. Backends that let a database decide express the same rules as its conditions.
 */
public final class ChangeRules {

    private ChangeRules() {}

    /** The decision about a change. Immutable. */
    public sealed interface Verdict {

        /**
         * Store this in place of what was read; for a {@link Change.Rename}, atomically with {@link
         * Change.Rename#tombstone} under the old id.
         *
         * @param next the session to store
         */
        record Write(SessionRecord next) implements Verdict {}

        /**
         * Store nothing.
         *
         * @param result the answer
         */
        record Answer(PutResult result) implements Verdict {}
    }

    /**
     * Decides about a change.
     *
     * @param change the change
     * @param current what is stored under the id of the change (for a rename, the old one), alive or not; null: nothing
     * @param atNewId what is stored under the new id of a rename, alive or not; null: nothing, and for other changes
     * @param now the time
     * @return what to do
     */
    public static Verdict judge(Change change, @Nullable Stored current, @Nullable Stored atNewId, Instant now) {
        if (change instanceof Change.Create create) {
            return judgeArrival(create.session(), current, now);
        }
        if (change instanceof Change.Update update) {
            return judgeUpdate(update, current, now);
        }
        return judgeRename((Change.Rename) change, current, atNewId, now);
    }

    /**
     * Applies new times, by the rules of {@link StorageClient#setExpires}.
     *
     * @param times the new times
     * @param current what is stored, alive or not; null if nothing is
     * @param now the time
     * @return the session to store; null if nothing is to be written
     */
    public static @Nullable SessionRecord touched(TimesChange times, @Nullable Stored current, Instant now) {
        SessionRecord alive = alive(current, now);
        return alive == null || !times.appliesTo(alive.times())
                ? null
                : alive.withTimes(alive.times().with(times));
    }

    /**
     * The result of {@link StorageClient#setExpires} if {@link #touched} had nothing to write.
     *
     * @param times the new times
     * @param current what is stored, alive or not; null if nothing is
     * @param now the time
     * @return true if a later access is already recorded
     */
    public static boolean isTouchedAlready(TimesChange times, @Nullable Stored current, Instant now) {
        SessionRecord alive = alive(current, now);
        return alive != null
                && alive.times().maxInactiveInterval().equals(times.maxInactiveInterval())
                && !alive.times().lastAccessedAt().isBefore(times.lastAccessedAt());
    }

    /**
     * The living session, if there is one.
     *
     * @param stored what is stored; null if nothing is
     * @param now the time
     * @return the session; null if there is none, or it has expired
     */
    public static @Nullable SessionRecord alive(@Nullable Stored stored, Instant now) {
        return stored instanceof SessionRecord session && !session.times().isExpiredAt(now) ? session : null;
    }

    /**
     * The next id of a renamed session, so that a delete can continue there.
     *
     * @param stored what is stored under its former id; null: nothing
     * @param now the time
     * @return the id; null if the session was not renamed
     */
    public static @Nullable String nextId(@Nullable Stored stored, Instant now) {
        return stored instanceof Tombstone tombstone && !tombstone.isOver(now) ? tombstone.renamedTo() : null;
    }

    /**
     * The id under which a session is stored that can still be read under a former one: what {@link StorageClient#get}
     * reads next. A storage looks no further than there.
     *
     * @param stored what is stored under the former id; null: nothing
     * @param now the time
     * @return the id; null if there is no such session
     */
    public static @Nullable String readableUnder(@Nullable Stored stored, Instant now) {
        return stored instanceof Tombstone tombstone && tombstone.isReadable(now) ? tombstone.renamedTo() : null;
    }

    /**
     * An expired session that must still be protected from being revived. A touch that was decided while the session
     * was alive may arrive after another caller has learned that it has expired. So a client that finds a session
     * expired, before it reports that, moves the expiry back by {@link Tombstone#MAX_DELAY}: then the session has
     * expired for that touch as well.
     *
     * @param stored what is stored; null if nothing is
     * @param now the time
     * @return the session to store, if it is unchanged since it was read; null if nothing is to be written
     */
    public static @Nullable SessionRecord expiredForGood(@Nullable Stored stored, Instant now) {
        if (!(stored instanceof SessionRecord session) || !session.times().isExpiredAt(now)) {
            return null;
        }
        SessionTimes times = session.times();
        Instant expiresAt = times.expiresAt();
        Instant latest = now.minus(Tombstone.MAX_DELAY);
        return expiresAt == null || !expiresAt.isAfter(latest) ? null : session.withTimes(times.withExpiry(latest));
    }

    /**
     * What the reaper leaves in place of an expired session. An attempt of its create may arrive late, and would
     * succeed if nothing were there.
     *
     * @param expired the session
     * @param before the time by which it has expired
     * @return the tombstone to store in its place; null: none is needed, because no such attempt can arrive any more
     */
    public static @Nullable Tombstone leftByReap(SessionRecord expired, Instant before) {
        return isYoung(expired.times().createdAt(), before) ? Tombstone.ofDeleted(expired.id(), before) : null;
    }

    /**
     * Whether an attempt of a session's create may still arrive.
     *
     * @param createdAt when the session was created
     * @param now the time
     * @return true if it may
     */
    public static boolean isYoung(Instant createdAt, Instant now) {
        return createdAt.plus(Tombstone.MAX_DELAY).isAfter(now);
    }

    private static Verdict judgeArrival(SessionRecord arriving, @Nullable Stored there, Instant now) {
        if (there instanceof Tombstone tombstone && !tombstone.isOver(now)) {
            return answer(tombstone.carriedOver(arriving.writeToken()) ? PutResult.applied() : PutResult.gone());
        }
        if (there instanceof SessionRecord session && !isReplaceable(session, arriving, now)) {
            return answer(session.history().knows(arriving.writeToken()) ? PutResult.applied() : PutResult.idTaken());
        }
        return new Verdict.Write(arriving);
    }

    /** An expired session is, but not by a late attempt of its own create, which is not newer. */
    private static boolean isReplaceable(SessionRecord there, SessionRecord arriving, Instant now) {
        return there.times().isExpiredAt(now)
                && there.times().createdAt().isBefore(arriving.times().createdAt());
    }

    private static Verdict judgeUpdate(Change.Update update, @Nullable Stored current, Instant now) {
        String token = update.writeToken();
        if (current instanceof Tombstone tombstone && tombstone.carriedOver(token)) {
            return answer(PutResult.applied());
        }
        SessionRecord alive = alive(current, now);
        if (alive == null) {
            return answer(PutResult.gone());
        }
        WriteHistory history = alive.history();
        if (history.knows(token)) {
            return answer(PutResult.applied());
        }
        TimesChange times = update.times();
        if (history.hasForgotten(token)
                || !history.allowsToForget(update.forgotten())
                || (times != null && !times.appliesTo(alive.times()))) {
            return answer(PutResult.stale(alive));
        }
        return new Verdict.Write(update.appliedTo(alive));
    }

    private static Verdict judgeRename(
            Change.Rename rename, @Nullable Stored current, @Nullable Stored atNewId, Instant now) {
        Verdict arrival = judgeArrival(rename.session(), atNewId, now);
        boolean appliedBefore =
                arrival instanceof Verdict.Answer answer && answer.result() instanceof PutResult.Applied;
        if (appliedBefore) {
            return arrival;
        }
        if (current instanceof Tombstone tombstone
                && arrival instanceof Verdict.Write
                && rename.session().id().equals(tombstone.renamedTo())
                && tombstone.carriedOver(rename.session().writeToken())) {
            return answer(PutResult.applied());
        }
        SessionRecord alive = alive(current, now);
        if (alive == null) {
            return answer(PutResult.gone());
        }
        if (arrival instanceof Verdict.Answer) {
            return arrival;
        }
        return alive.writeToken().equals(rename.expectedToken())
                        && !alive.times()
                                .lastAccessedAt()
                                .isAfter(rename.session().times().lastAccessedAt())
                ? arrival
                : answer(PutResult.stale(alive));
    }

    private static Verdict answer(PutResult result) {
        return new Verdict.Answer(result);
    }
}
