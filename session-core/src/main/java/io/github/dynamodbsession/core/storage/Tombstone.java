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
 * What is left under an id whose session was deleted or has another id by now, for as long as an attempt to write may
 * arrive late. It refuses every write, so that nothing comes back; it tells a delete under which id the session went on;
 * and it tells a write that is repeated whether it was stored before. To everything else it is absent. Immutable.
 *
 * @param id the id; it is never used again
 * @param endedAt when the session was deleted, or got another id
 * @param renamedTo the session's next id; null: it was deleted
 * @param writes tokens of the last writes that were carried over to the next id, in order; none of a session that was
 *     deleted
 */
public record Tombstone(String id, Instant endedAt, @Nullable String renamedTo, NavigableSet<String> writes)
        implements Stored {

    /**
     * The longest that an attempt of a write is expected to be on its way. AWS refuses a request that arrives five minutes
     * after it was signed (AWS Identity and Access Management User Guide, "Signing AWS API requests"), and an attempt is
     * signed when it is sent; the rest is for clocks that differ.
     */
    public static final Duration MAX_DELAY = Duration.ofMinutes(15);

    /**
     * Copies the tokens, and cuts the time to whole milliseconds.
     *
     * @param id the id
     * @param endedAt when the session was deleted, or got another id
     * @param renamedTo the session's next id; null: it was deleted
     * @param writes tokens of the last writes that were carried over
     */
    public Tombstone {
        Objects.requireNonNull(id, "id");
        endedAt = endedAt.truncatedTo(ChronoUnit.MILLIS);
        writes = Collections.unmodifiableNavigableSet(new TreeSet<>(writes));
    }

    /**
     * The tombstone of a session that is deleted.
     *
     * @param id its id
     * @param now the time
     * @return the tombstone
     */
    public static Tombstone ofDeleted(String id, Instant now) {
        return new Tombstone(id, now, null, Collections.emptyNavigableSet());
    }

    /**
     * When it is of no more use, and may be removed.
     *
     * @return the time
     */
    public Instant endsAt() {
        return endedAt.plus(MAX_DELAY);
    }

    /**
     * Whether it is of no more use: then nothing is there.
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

    @Override
    public String toString() {
        return "tombstone of a session that was " + (renamedTo == null ? "deleted" : "given another id");
    }
}
