package io.github.dynamodbsession.history;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One operation as its caller saw it. Sessions, their ids, writes and nodes are numbers, so that a history shows no id.
 * Times are nanoseconds since the run began, by one clock.
 *
 * @param session the session in its history; {@link #NONE} for an operation on several
 * @param id the id of the session that it used, numbered in order of creation
 * @param newId the new id, for an id change; {@link #NONE} for none
 * @param node the node
 * @param ahead by how much that node's clock is ahead of the run's; negative: behind
 * @param since when the same changes of the same working copy were first sent: before {@code start} if a save failed and
 *     is made again
 * @param start when it began
 * @param end when its caller got the answer
 * @param written the values to write: the number of the write by attribute; a negative one is a removal
 * @param read the number of the write that each attribute showed; null if it read none
 * @param times the times that the caller was shown; null if none
 * @param user the user whose sessions were ended
 * @param count the number of sessions that were ended
 */
record Operation(
        int session,
        int id,
        int newId,
        Kind kind,
        Outcome outcome,
        int node,
        long ahead,
        long since,
        long start,
        long end,
        Map<String, Integer> written,
        @Nullable Map<String, Integer> read,
        @Nullable Times times,
        int user,
        long count) {

    static final int NONE = -1;

    /** The name under which the interval is kept, like an attribute. */
    static final String INTERVAL = "(interval)";

    /** The attribute that sessions can be found by. */
    static final String USER = "user";

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** The kind of operation. */
    enum Kind {
        CREATE,
        CHANGE,
        CHANGE_ID,
        TOUCH,
        FIND,
        IS_ALIVE,
        DELETE,
        DELETE_BY_USER,
        REAP
    }

    /** The outcome. */
    enum Outcome {
        ALIVE,
        ABSENT,
        CREATED,
        CHANGED,
        RENAMED,
        TOUCHED,
        UNCHANGED,
        ENDED,
        DELETED,
        NOT_THERE,
        COUNTED,
        /** An exception: the values may be written or not, now or later. */
        FAILED,
        /** An exception that is not retryable. */
        REFUSED
    }

    /** When the session was last accessed and ends, in nanoseconds of the run. */
    record Times(long lastAccessed, long expires) {}

    private static final Set<Kind> SAVES = EnumSet.of(Kind.CREATE, Kind.CHANGE, Kind.CHANGE_ID, Kind.TOUCH);
    private static final Set<Outcome> WRITTEN =
            EnumSet.of(Outcome.CREATED, Outcome.CHANGED, Outcome.RENAMED, Outcome.TOUCHED);

    static Builder of(Kind kind) {
        return new Builder(kind);
    }

    boolean isSave() {
        return SAVES.contains(kind);
    }

    /** A save that was answered that something was stored. */
    boolean isStored() {
        return isSave() && WRITTEN.contains(outcome);
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean is(Outcome wanted) {
        return outcome == wanted;
    }

    /** Whether it got an exception. */
    boolean failed() {
        return outcome == Outcome.FAILED || outcome == Outcome.REFUSED;
    }

    /** The time by which it took effect, if it did; unlimited if it got an exception. */
    long doneBy() {
        return failed() ? Long.MAX_VALUE : end;
    }

    /** Whether it was answered that no session is alive under its id. */
    boolean sawNothing() {
        return outcome == Outcome.ABSENT || (outcome == Outcome.ENDED && isSave());
    }

    /** One line of a history. */
    String line() {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%9.4f to %9.4f s  node %d%+d ms  %-14s",
                start / NANOS_PER_SECOND,
                end / NANOS_PER_SECOND,
                node,
                ahead / NANOS_PER_MILLI,
                kind));
        if (session != NONE) {
            line.append(" session ").append(session).append(" id ").append(id);
        }
        if (newId != NONE) {
            line.append(" to ").append(newId);
        }
        if (is(Kind.DELETE_BY_USER)) {
            line.append(" user ").append(user).append(" count ").append(count);
        }
        if (!written.isEmpty()) {
            line.append(" writes ").append(new TreeMap<>(written));
        }
        line.append("  ").append(outcome);
        if (read != null) {
            line.append(' ').append(new TreeMap<>(read));
        }
        if (times != null) {
            line.append(String.format(
                    Locale.ROOT,
                    " accessed %.3f ends %.3f",
                    times.lastAccessed / NANOS_PER_SECOND,
                    times.expires / NANOS_PER_SECOND));
        }
        if (since < start) {
            line.append(String.format(Locale.ROOT, " (first sent %.4f)", since / NANOS_PER_SECOND));
        }
        return line.toString();
    }

    /** Builds an operation. Not safe for use by several threads. */
    static final class Builder {
        private final Kind kind;
        private Outcome outcome = Outcome.FAILED;
        private int session = NONE;
        private int id = NONE;
        private int newId = NONE;
        private int node;
        private long ahead;
        private long since = Long.MIN_VALUE;
        private long start;
        private Map<String, Integer> written = Map.of();
        private @Nullable Map<String, Integer> read;
        private @Nullable Times times;
        private int user;
        private long count;

        private Builder(Kind kind) {
            this.kind = kind;
        }

        Builder on(int ofSession, int ofId) {
            session = ofSession;
            id = ofId;
            return this;
        }

        Builder to(int value) {
            newId = value;
            return this;
        }

        Builder at(int ofNode, long aheadBy) {
            node = ofNode;
            ahead = aheadBy;
            return this;
        }

        Builder firstSent(long value) {
            since = value;
            return this;
        }

        Builder from(long value) {
            start = value;
            return this;
        }

        Builder writing(Map<String, Integer> value) {
            written = Map.copyOf(value);
            return this;
        }

        Builder reading(Map<String, Integer> value) {
            read = Map.copyOf(value);
            return this;
        }

        Builder showing(Times value) {
            times = value;
            return this;
        }

        Builder ofUser(int value) {
            user = value;
            return this;
        }

        Builder counting(long value) {
            count = value;
            return this;
        }

        Builder with(Outcome value) {
            outcome = value;
            return this;
        }

        Operation until(long end) {
            return new Operation(
                    session,
                    id,
                    newId,
                    kind,
                    outcome,
                    node,
                    ahead,
                    since == Long.MIN_VALUE ? start : since,
                    start,
                    end,
                    written,
                    read,
                    times,
                    user,
                    count);
        }
    }
}
