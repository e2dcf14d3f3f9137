package io.github.dynamodbsession.core.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which writes of content a session has had, as far as a storage has to know: the last one, the recent ones, and up to
 * which token older ones were forgotten. Immutable.
 *
 * <p>A write may arrive a second time long after its answer did: its sender gave an attempt up and sent another one, and
 * what was given up is carried out later. By the history such an attempt is refused, whatever happened since. It is among
 * the {@linkplain #knows recent ones}, or not after the {@linkplain #hasForgotten forgotten ones}. A write that is sent
 * for the first time, but decided before the forgotten ones, is refused as well: it is to be decided anew.
 */
public final class WriteHistory {

    /** So many writes are remembered, however old they are; more while all of them are young. */
    private static final int REMEMBERED = 24;

    /** Writes are remembered for at least as long, and for twice as long at the most. */
    private static final Duration YOUNG = Duration.ofSeconds(10);

    private final String last;
    private final NavigableSet<String> recent;
    private final @Nullable String forgotten;

    private WriteHistory(String last, NavigableSet<String> recent, @Nullable String forgotten) {
        this.last = Objects.requireNonNull(last, "last");
        this.recent = Collections.unmodifiableNavigableSet(recent);
        this.forgotten = forgotten;
    }

    /**
     * The history of a session that begins.
     *
     * @param token the token of the write that begins it
     * @return the history
     */
    public static WriteHistory begun(String token) {
        return new WriteHistory(token, new TreeSet<>(Set.of(token)), null);
    }

    /**
     * A history as it was stored.
     *
     * @param last the token of the last write
     * @param recent the tokens of recent ones; copied
     * @param forgotten the greatest token that was forgotten; null: none was
     * @return the history
     */
    public static WriteHistory of(String last, Iterable<String> recent, @Nullable String forgotten) {
        NavigableSet<String> copy = new TreeSet<>();
        recent.forEach(copy::add);
        return new WriteHistory(last, copy, forgotten);
    }

    /**
     * The last write.
     *
     * @return its token
     */
    public String last() {
        return last;
    }

    /**
     * The recent writes.
     *
     * @return their tokens, in order; unmodifiable
     */
    public NavigableSet<String> recent() {
        return recent;
    }

    /**
     * Up to where writes were forgotten.
     *
     * @return the greatest token that was forgotten; null: none was
     */
    public @Nullable String forgotten() {
        return forgotten;
    }

    /**
     * Whether a write is known to be stored.
     *
     * @param token its token
     * @return true if it is
     */
    public boolean knows(String token) {
        return last.equals(token) || recent.contains(token);
    }

    /**
     * Whether a write is so old that nobody knows whether it is stored. It must not be stored now.
     *
     * @param token its token
     * @return true if it is
     */
    public boolean hasForgotten(String token) {
        return forgotten != null && token.compareTo(forgotten) <= 0;
    }

    /**
     * Which of some writes could still be stored, if an attempt of one arrived now.
     *
     * @param tokens their tokens
     * @return the tokens of those, in order; unmodifiable
     */
    public NavigableSet<String> open(Collection<String> tokens) {
        if (tokens.isEmpty()) {
            return Collections.emptyNavigableSet();
        }
        NavigableSet<String> open = new TreeSet<>();
        for (String token : tokens) {
            if (!knows(token) && !hasForgotten(token)) {
                open.add(token);
            }
        }
        return Collections.unmodifiableNavigableSet(open);
    }

    /**
     * When the next write is decided: now, but not before one that was forgotten, for nodes whose clocks differ.
     *
     * @param now the time
     * @return the time to make its token with
     */
    public Instant nextDecision(Instant now) {
        if (forgotten == null) {
            return now;
        }
        Instant after = WriteTokens.decidedAt(forgotten).plusMillis(1);
        return after.isAfter(now) ? after : now;
    }

    /**
     * What the next write may forget: what is not young any more; and half of all, if there are too many. Writes that are
     * decided at about the same time forget up to the same one, as a rule, and so do not get into each other's way.
     *
     * @param now the time
     * @return the tokens, in order; the greatest is the one up to which is forgotten
     */
    public NavigableSet<String> toForget(Instant now) {
        long step = YOUNG.toMillis();
        Instant old = Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), step) * step)
                .minus(YOUNG);
        NavigableSet<String> tokens = new TreeSet<>();
        for (String token : recent) {
            boolean tooMany = recent.size() >= REMEMBERED && tokens.size() < recent.size() - REMEMBERED / 2;
            if (tooMany || WriteTokens.decidedAt(token).isBefore(old)) {
                tokens.add(token);
            }
        }
        return Collections.unmodifiableNavigableSet(tokens);
    }

    /**
     * The history after one more write that forgets none, such as an id change: those that are still under way are told by
     * its tombstone that they were carried over.
     *
     * @param token the write's token
     * @return a new history
     */
    public WriteHistory after(String token) {
        return after(token, Collections.emptyNavigableSet(), Set.of());
    }

    /**
     * The history after one more write.
     *
     * @param token the write's token
     * @param toForget what the write forgets
     * @param superseded the tokens of writes that it takes the place of
     * @return a new history
     */
    public WriteHistory after(String token, NavigableSet<String> toForget, Set<String> superseded) {
        NavigableSet<String> next = new TreeSet<>(recent);
        next.removeAll(toForget);
        next.addAll(superseded);
        next.add(token);
        return new WriteHistory(token, next, later(forgotten, toForget.isEmpty() ? null : toForget.last()));
    }

    /**
     * Whether a write may forget so far: not less far than another one did already.
     *
     * @param toForget what the write forgets
     * @return true if it may
     */
    public boolean allowsToForget(NavigableSet<String> toForget) {
        return toForget.isEmpty()
                || !hasForgotten(toForget.last())
                || toForget.last().equals(forgotten);
    }

    private static @Nullable String later(@Nullable String a, @Nullable String b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.compareTo(b) >= 0 ? a : b;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WriteHistory history
                && history.last.equals(last)
                && history.recent.equals(recent)
                && Objects.equals(history.forgotten, forgotten);
    }

    @Override
    public int hashCode() {
        return last.hashCode();
    }

    @Override
    public String toString() {
        return recent.size() + " recent writes";
    }
}
