package io.github.dynamodbsession.core.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What each {@link Change} does to what is stored, as a pure function: for backends that hold a session in their hands
 * while they decide. Backends that let a database decide put the same rules into its conditions.
 */
public final class ChangeRules {

    private ChangeRules() {}

    /** What to do about a change. Immutable. */
    public sealed interface Verdict {

        /**
         * Store this in place of what was looked at; for a {@link Change.Rename}, and take the old id away as one.
         *
         * @param next the session to store
         */
        record Write(SessionRecord next) implements Verdict {}

        /**
         * Store nothing.
         *
         * @param result what to answer
         */
        record Answer(PutResult result) implements Verdict {}
    }

    /**
     * Judges a change.
     *
     * @param change the change
     * @param current what is stored under the id that the change is about (of a rename, the old one), alive or not;
     *     null if nothing is
     * @param atNewId what is stored under a rename's new id, alive or not; null if nothing is, and for other changes
     * @param now the time
     * @return what to do
     */
    public static Verdict judge(
            Change change, @Nullable SessionRecord current, @Nullable SessionRecord atNewId, Instant now) {
        if (change instanceof Change.Create create) {
            return judgeArrival(create.session(), current, now);
        }
        if (change instanceof Change.Update update) {
            return judgeUpdate(update, current, now);
        }
        return judgeRename((Change.Rename) change, current, atNewId, now);
    }

    /**
     * Whether new times apply, as {@link StorageClient#setExpires} asks it.
     *
     * @param times the new times
     * @param current what is stored, alive or not; null if nothing is
     * @param now the time
     * @return the session to store; null if nothing is to be written
     */
    public static @Nullable SessionRecord touched(TimesChange times, @Nullable SessionRecord current, Instant now) {
        if (current == null || current.times().isExpiredAt(now) || !times.appliesTo(current.times())) {
            return null;
        }
        return current.withTimes(current.times().with(times));
    }

    /**
     * What {@link StorageClient#setExpires} answers when {@link #touched} had nothing to write.
     *
     * @param times the new times
     * @param current what is stored, alive or not; null if nothing is
     * @param now the time
     * @return true if a later access was recorded already
     */
    public static boolean isTouchedAlready(TimesChange times, @Nullable SessionRecord current, Instant now) {
        return current != null
                && !current.times().isExpiredAt(now)
                && current.times().maxInactiveInterval().equals(times.maxInactiveInterval())
                && !current.times().lastAccessedAt().isBefore(times.lastAccessedAt());
    }

    private static Verdict judgeArrival(SessionRecord arriving, @Nullable SessionRecord there, Instant now) {
        if (there == null || there.times().isExpiredAt(now)) {
            return new Verdict.Write(arriving);
        }
        return WriteTokens.isOf(there.writeToken(), arriving.writeToken())
                ? new Verdict.Answer(PutResult.applied())
                : new Verdict.Answer(PutResult.idTaken());
    }

    private static Verdict judgeUpdate(Change.Update update, @Nullable SessionRecord current, Instant now) {
        if (current == null || current.times().isExpiredAt(now)) {
            return new Verdict.Answer(PutResult.gone());
        }
        TimesChange times = update.times();
        if (WriteTokens.isOf(current.writeToken(), update.writeToken())) {
            return new Verdict.Answer(PutResult.applied());
        }
        if (times != null && !times.appliesTo(current.times())) {
            return new Verdict.Answer(PutResult.stale(current));
        }
        SessionRecord next = current.with(
                        update.attributes(), WriteTokens.afterUpdate(current.writeToken(), update.writeToken()))
                .with(update.indexed());
        return new Verdict.Write(
                times == null ? next : next.withTimes(next.times().with(times)));
    }

    private static Verdict judgeRename(
            Change.Rename rename, @Nullable SessionRecord current, @Nullable SessionRecord atNewId, Instant now) {
        Verdict arrival = judgeArrival(rename.session(), atNewId, now);
        boolean appliedBefore =
                arrival instanceof Verdict.Answer answer && answer.result() instanceof PutResult.Applied;
        if (appliedBefore) {
            return arrival;
        }
        if (current == null || current.times().isExpiredAt(now)) {
            return new Verdict.Answer(PutResult.gone());
        }
        if (arrival instanceof Verdict.Answer) {
            return arrival;
        }
        return current.writeToken().equals(rename.expectedToken())
                ? arrival
                : new Verdict.Answer(PutResult.stale(current));
    }
}
