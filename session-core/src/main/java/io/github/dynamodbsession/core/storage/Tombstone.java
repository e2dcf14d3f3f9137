package io.github.dynamodbsession.core.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What remains under an id whose session was deleted or renamed, for as long as an attempt of a write may arrive late.
 * It refuses every write, so that no session is restored; it holds the next id for deletes, and for a while for reads if
 * the id was renewed; and it shows whether a repeated write was stored before. For everything else it counts as absent.
 * Immutable.
 *
 * @param id the id; it is never reused
 * @param endedAt when the session was deleted, or got another id
 * @param renamedTo the session's next id; null: it was deleted
 * @param writes tokens of the last writes that were carried over to the next id, in order; empty for a deleted session
 * @param readableUntil the first instant at which the session can no longer be read under this id; null: not at all
 */
public record Tombstone(
        String id,
        Instant endedAt,
        @Nullable String renamedTo,
        NavigableSet<String> writes,
        @Nullable Instant readableUntil)
        implements Stored {

    /**
     * The maximum time that an attempt of a write is expected to be in flight. AWS refuses a request that arrives five
     * minutes after it was signed (AWS Identity and Access Management User Guide, "Signing AWS API requests"), and an
     * attempt is signed when it is sent; the rest allows for clock differences.
     */
    public static final Duration MAX_DELAY = Duration.ofMinutes(15);

    /**
     * Copies the tokens, and truncates the times to milliseconds.
     *
     * @param id the id
     * @param endedAt when the session was deleted, or got another id
     * @param renamedTo the session's next id; null: it was deleted
     * @param writes tokens of the last writes that were carried over
     * @param readableUntil until when the session can be read under this id; null: not at all
     */
    public Tombstone {
        Objects.requireNonNull(id, "id");
        endedAt = endedAt.truncatedTo(ChronoUnit.MILLIS);
        writes = Collections.unmodifiableNavigableSet(new TreeSet<>(writes));
        readableUntil = readableUntil == null ? null : readableUntil.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * A tombstone of an id that opens nothing.
     *
     * @param id the id
     * @param endedAt when the session was deleted, or got another id
     * @param renamedTo the session's next id; null: it was deleted
     * @param writes tokens of the last writes that were carried over
     */
    public Tombstone(String id, Instant endedAt, @Nullable String renamedTo, NavigableSet<String> writes) {
        this(id, endedAt, renamedTo, writes, null);
    }

    /**
     * The tombstone of a deleted session.
     *
     * @param id its id
     * @param now the time
     * @return the tombstone
     */
    public static Tombstone ofDeleted(String id, Instant now) {
        return new Tombstone(id, now, null, Collections.emptyNavigableSet());
    }

    /**
     * When it is no longer needed, and may be removed.
     *
     * @return the time
     */
    public Instant endsAt() {
        return endedAt.plus(MAX_DELAY);
    }

    /**
     * Whether it is no longer needed: then it counts as absent.
     *
     * @param now the time
     * @return true if it is
     */
    public boolean isOver(Instant now) {
        return !now.isBefore(endsAt());
    }

    /**
     * Whether a write was stored, and carried over to the session's next id.
     *
     * @param token the write's token
     * @return true if it was
     */
    public boolean carriedOver(String token) {
        return renamedTo != null && writes.contains(token);
    }

    /**
     * Whether the session can still be read under this id.
     *
     * @param now the time
     * @return true if it can; false also for a deleted session
     */
    public boolean isReadable(Instant now) {
        return renamedTo != null && readableUntil != null && now.isBefore(readableUntil) && !isOver(now);
    }

    @Override
    public String toString() {
        return "tombstone of a session that was " + (renamedTo == null ? "deleted" : "given another id");
    }
}
