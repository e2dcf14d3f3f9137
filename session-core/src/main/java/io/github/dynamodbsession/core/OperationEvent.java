package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.storage.ReapResult;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a store that is over, for those who count and time them. Immutable. It holds no session id and no
 * value, and kinds and outcomes are few.
 */
public final class OperationEvent {

    /** What was asked of the store. Beginning a session and giving it another id ask nothing before it is saved. */
    public enum Kind {
        /** The storage was made ready, as the store was built. Ends {@link Outcome#DONE}. */
        INIT,
        /** {@link SessionStore#find} and {@link SessionStore#isAlive}. Ends {@link Outcome#FOUND} or {@link Outcome#MISSED}. */
        FIND,
        /**
         * {@link SessionStore#save}. Ends {@link Outcome#CREATED}, {@link Outcome#CHANGED}, {@link Outcome#RENAMED},
         * {@link Outcome#TOUCHED}, {@link Outcome#UNCHANGED}, {@link Outcome#ENDED}, {@link Outcome#REFUSED} or
         * {@link Outcome#CONFLICT}.
         */
        SAVE,
        /** {@link SessionStore#delete(Session)}. Ends {@link Outcome#DELETED} or {@link Outcome#MISSED}. */
        DELETE,
        /**
         * {@link SessionStore#findByIndex}: of a blocking store each page that is read, of an asynchronous one the whole.
         * Ends {@link Outcome#FOUND} or {@link Outcome#MISSED}.
         */
        FIND_BY_INDEX,
        /** {@link SessionStore#deleteByIndex}. Ends {@link Outcome#DELETED} or {@link Outcome#MISSED}. */
        DELETE_BY_INDEX,
        /**
         * {@link SessionStore#sessions}, each page that is read, or {@link AsyncSessionStore#forEachSession}, the whole.
         * Ends {@link Outcome#DONE}.
         */
        LIST,
        /** {@link SessionStore#count}. Ends {@link Outcome#DONE}. */
        COUNT,
        /** {@link SessionStore#deleteAllSessionsOfEveryUser}. Ends {@link Outcome#DONE} or {@link Outcome#INCOMPLETE}. */
        DELETE_ALL,
        /**
         * The clean-up asked whether it is this node's turn. Ends {@link Outcome#DONE} if it is, {@link Outcome#MISSED} if
         * another node made the round.
         */
        CLAIM_REAP,
        /** {@link SessionStore#reap}. Ends {@link Outcome#DONE} or {@link Outcome#INCOMPLETE}. */
        REAP,
        /**
         * {@link SessionStore#health}, if that really looks at the storage. Ends {@link Outcome#DONE}, whatever was found.
         */
        HEALTH
    }

    /** How it ended. Any kind may end {@link #FAILED}, and of an asynchronous store {@link #CANCELLED}. */
    public enum Outcome {
        /** There was a session, or at least one. */
        FOUND,
        /** There was nothing alive, or nothing to do. */
        MISSED,
        /** {@link SaveResult#CREATED}. */
        CREATED,
        /** {@link SaveResult#CHANGED}. */
        CHANGED,
        /** {@link SaveResult#RENAMED}. */
        RENAMED,
        /** {@link SaveResult#TOUCHED}. */
        TOUCHED,
        /** {@link SaveResult#UNCHANGED}. */
        UNCHANGED,
        /** {@link SaveResult#ENDED}. */
        ENDED,
        /** A session was alive and is not any more, or at least one. */
        DELETED,
        /** It did what it is for. */
        DONE,
        /** It went on to its end, but some sessions could not be deleted. */
        INCOMPLETE,
        /** What was to be saved cannot be: a value that cannot be encoded, or too much. Nothing was stored. */
        REFUSED,
        /** A save gave up, because others were faster each time. Nothing was stored. */
        CONFLICT,
        /** It failed otherwise; what it was to write is stored or not. */
        FAILED,
        /** The caller did not wait for its end: cancelled the future, or completed it otherwise. */
        CANCELLED;

        static Outcome of(SaveResult result) {
            return switch (result) {
                case CREATED -> CREATED;
                case CHANGED -> CHANGED;
                case RENAMED -> RENAMED;
                case TOUCHED -> TOUCHED;
                case UNCHANGED -> UNCHANGED;
                case ENDED -> ENDED;
            };
        }

        static Outcome of(ReapResult result) {
            return result.failed() == 0 ? DONE : INCOMPLETE;
        }

        static Outcome found(boolean any) {
            return any ? FOUND : MISSED;
        }

        static Outcome deleted(boolean any) {
            return any ? DELETED : MISSED;
        }

        static Outcome claimed(boolean claimed) {
            return claimed ? DONE : MISSED;
        }
    }

    /** What a save decided to write; the last time, if it was decided anew. */
    public enum Decision {
        /** A new session. */
        CREATE,
        /** The changed attributes, or another interval. */
        CHANGE,
        /** All of a session, under its new id. */
        RENAME,
        /** Times only. */
        TOUCH,
        /** Nothing. */
        NOTHING,
        /** None was taken: the operation is no save, or ended before. */
        NONE
    }

    private final Kind kind;
    private final Outcome outcome;
    private final Decision decision;
    private final int conflicts;
    private final Duration duration;
    private final @Nullable SessionException failure;

    OperationEvent(
            Kind kind,
            Outcome outcome,
            Decision decision,
            int conflicts,
            Duration duration,
            @Nullable SessionException failure) {
        this.kind = kind;
        this.outcome = outcome;
        this.decision = decision;
        this.conflicts = conflicts;
        this.duration = duration;
        this.failure = failure;
    }

    /**
     * What was asked of the store.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * How it ended.
     *
     * @return the outcome; which ones a kind can have is said there
     */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * What a save decided to write; its outcome says whether that was stored.
     *
     * @return the decision; {@link Decision#NONE} for other kinds
     */
    public Decision decision() {
        return decision;
    }

    /**
     * How often a save met what somebody else had written meanwhile, so that it was decided anew.
     *
     * @return the number; 0 for other kinds
     */
    public int conflicts() {
        return conflicts;
    }

    /**
     * How long it took, from being asked to its end. What a save waits for another save of the same {@link Session} is in
     * it, what listeners do afterwards is not.
     *
     * @return the duration, not negative
     */
    public Duration duration() {
        return duration;
    }

    /**
     * What its caller was thrown, or the first failure of one that is {@linkplain Outcome#INCOMPLETE incomplete}.
     *
     * @return the failure; empty if there was none, or something else than a {@link SessionException} was thrown
     */
    public Optional<SessionException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public String toString() {
        return kind + " " + outcome + " in " + duration
                + (decision == Decision.NONE ? "" : ", decided " + decision)
                + (conflicts == 0 ? "" : ", conflicts " + conflicts);
    }
}
