package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A completed operation of a store, for counters and timers. Immutable. It contains no session id and no value, and
 * there are few kinds and outcomes, so they can be tags.
 */
public final class OperationEvent {

    /** The kind of operation. Creating a session and changing its id are none; the save that follows is. */
    public enum Kind {
        /** The storage was prepared, when the store was built. Ends {@link Outcome#DONE}. */
        INIT,
        /** {@link SessionStore#find} and {@link SessionStore#isAlive}. Ends {@link Outcome#FOUND} or {@link Outcome#MISSED}. */
        FIND,
        /**
         * An attribute that the storage keeps apart from its session was loaded, because it was read ({@link
         * Session#attribute}). What a save loads, and what an {@link AsyncSessionStore} loads, is part of that
         * operation. Ends {@link Outcome#DONE}.
         */
        LOAD,
        /**
         * {@link SessionStore#save}. Ends {@link Outcome#CREATED}, {@link Outcome#CHANGED}, {@link Outcome#RENAMED},
         * {@link Outcome#TOUCHED}, {@link Outcome#UNCHANGED}, {@link Outcome#ENDED}, {@link Outcome#REFUSED} or
         * {@link Outcome#CONFLICT}.
         */
        SAVE,
        /** {@link SessionStore#delete(Session)}. Ends {@link Outcome#DELETED} or {@link Outcome#MISSED}. */
        DELETE,
        /**
         * {@link SessionStore#findByIndex}: for a blocking store each page that is read, for an asynchronous one the
         * whole. Ends {@link Outcome#FOUND} or {@link Outcome#MISSED}.
         */
        FIND_BY_INDEX,
        /** {@link SessionStore#deleteByIndex}. Ends {@link Outcome#DELETED} or {@link Outcome#MISSED}. */
        DELETE_BY_INDEX,
        /**
         * {@link SessionStore#sessions}, each page that is read; {@link AsyncSessionStore#sessions} and {@link
         * AsyncSessionStore#forEachSession}, the whole. Ends {@link Outcome#DONE}.
         */
        LIST,
        /** {@link SessionStore#count}. Ends {@link Outcome#DONE}. */
        COUNT,
        /** {@link SessionStore#deleteAllSessionsOfEveryUser}. Ends {@link Outcome#DONE} or {@link Outcome#INCOMPLETE}. */
        DELETE_ALL,
        /**
         * The reaper tried to claim a round for this node. Ends {@link Outcome#DONE} if it did, {@link Outcome#MISSED}
         * if another node claimed it.
         */
        CLAIM_REAP,
        /** {@link SessionStore#reap}. Ends {@link Outcome#DONE} or {@link Outcome#INCOMPLETE}. */
        REAP,
        /**
         * {@link SessionStore#health}, if the storage was really checked. Ends {@link Outcome#DONE}, whatever the
         * result.
         */
        HEALTH
    }

    /** How an operation ended. Any kind may end {@link #FAILED}, and in an asynchronous store {@link #CANCELLED}. */
    public enum Outcome {
        /** A session was found, or at least one. */
        FOUND,
        /** No living session was found, or there was nothing to do. */
        MISSED,
        /** {@link SaveResult#CREATED}. */
        CREATED,
        /** {@link SaveResult#CHANGED}. */
        CHANGED,
        /** {@link SaveResult#RENAMED} or {@link SaveResult#RENEWED}. */
        RENAMED,
        /** {@link SaveResult#TOUCHED}. */
        TOUCHED,
        /** {@link SaveResult#UNCHANGED}. */
        UNCHANGED,
        /** {@link SaveResult#ENDED}. */
        ENDED,
        /** A living session was deleted, or at least one. */
        DELETED,
        /** It was successful. */
        DONE,
        /** It completed, but some sessions could not be deleted. */
        INCOMPLETE,
        /** The session cannot be stored: a value cannot be encoded, or it is too large. Nothing was stored. */
        REFUSED,
        /** A save gave up after too many conflicts. Nothing was stored. */
        CONFLICT,
        /** It failed otherwise; its write may or may not have been stored. */
        FAILED,
        /** The caller cancelled the future, or completed it. */
        CANCELLED
    }

    /** What a save decided to write; its last decision, if there were retries. */
    public enum Decision {
        /** A new session. */
        CREATE,
        /** The changed attributes, or another interval. */
        CHANGE,
        /** The whole session, under its new id. */
        RENAME,
        /** Times only. */
        TOUCH,
        /** Nothing. */
        NOTHING,
        /** There was none: the operation is not a save, or ended before its decision. */
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
     * The kind of operation.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * How it ended.
     *
     * @return the outcome; {@link Kind} lists which ones are possible
     */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * What a save decided to write; the outcome says whether it was stored.
     *
     * @return the decision; {@link Decision#NONE} for other kinds
     */
    public Decision decision() {
        return decision;
    }

    /**
     * How often a save met a concurrent write and was retried.
     *
     * @return the number; 0 for other kinds
     */
    public int conflicts() {
        return conflicts;
    }

    /**
     * How long the operation took, from the call to its end. Includes the time a save waits for another save of the
     * same {@link Session}, but not the time of listeners that are notified afterwards.
     *
     * @return the duration, not negative
     */
    public Duration duration() {
        return duration;
    }

    /**
     * The exception that was thrown, or the first failure of an {@linkplain Outcome#INCOMPLETE incomplete} operation.
     *
     * @return the failure; empty if there was none, or if it was not a {@link SessionException}
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
