package io.github.dynamodbsession.core.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The writes of content of a session, as far as a storage must know them: the last one, the recent ones, and the token
 * up to which older ones were forgotten. Immutable.
 *
 * <p>A write may arrive a second time long after it was answered: its sender abandoned an attempt and sent another one,
 * and the abandoned one is carried out later. The history makes a storage refuse such an attempt, whatever happened
 * since: it is among the {@linkplain #knows recent ones}, or not after the {@linkplain #hasForgotten forgotten ones}. A
 * write that is sent for the first time, but was decided before the forgotten ones, is refused as well, and must be
 * decided again.
 */
public final class WriteHistory {

    /** This many writes are remembered, however old they are; more if all of them are young. */
    private static final int REMEMBERED = 24;

    /** Writes are remembered for at least this time, and at most twice as long. */
    private static final Duration YOUNG = Duration.ofSeconds(10);

    private final String last;

    /** In order, each once. A list, since it is copied with each write and holds few. */
    private final List<String> recent;

    private final @Nullable String forgotten;

    private WriteHistory(String last, List<String> recent, @Nullable String forgotten) {
        this.last = Objects.requireNonNull(last, "last");
        this.recent = recent;
        this.forgotten = forgotten;
    }

    /**
     * The history of a new session.
     *
     * @param token the token of the write that creates it
     * @return the history
     */
    public static WriteHistory begun(String token) {
        return new WriteHistory(token, List.of(token), null);
    }

    /**
     * A history from its stored parts.
     *
     * @param last the token of the last write
     * @param recent the tokens of recent ones; copied
     * @param forgotten the greatest forgotten token; null: none
     * @return the history
     */
    public static WriteHistory of(String last, Iterable<String> recent, @Nullable String forgotten) {
        List<String> copy = new ArrayList<>();
        recent.forEach(token -> add(copy, token));
        return new WriteHistory(last, Collections.unmodifiableList(copy), forgotten);
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
     * @return their tokens, in order, each once; unmodifiable
     */
    public List<String> recent() {
        return recent;
    }

    /**
     * The end of the forgotten writes.
     *
     * @return the greatest forgotten token; null: none
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
     * Whether a write is so old that it is unknown whether it is stored. It must not be stored now.
     *
     * @param token its token
     * @return true if it is
     */
    public boolean hasForgotten(String token) {
        return forgotten != null && token.compareTo(forgotten) <= 0;
    }

    /**
     * Which of these writes could still be stored if an attempt arrived now.
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
     * The decision time of the next write: now, but after all forgotten ones, to allow for clock differences.
     *
     * @param now the time
     * @return the time for its token
     */
    public Instant nextDecision(Instant now) {
        if (forgotten == null) {
            return now;
        }
        Instant after = WriteTokens.decidedAt(forgotten).plusMillis(1);
        return after.isAfter(now) ? after : now;
    }

    /**
     * What the next write may forget: writes that are no longer young, and half of all if there are too many. Writes
     * that are decided at about the same time usually forget up to the same one, and so do not conflict.
     *
     * @param now the time
     * @return the tokens, in order; all up to the greatest one are forgotten
     */
    public NavigableSet<String> toForget(Instant now) {
        long step = YOUNG.toMillis();
        long old = (Math.floorDiv(now.toEpochMilli(), step) - 1) * step;
        int tooMany = recent.size() >= REMEMBERED ? recent.size() - REMEMBERED / 2 : 0;
        int count = 0;
        while (count < recent.size() && (count < tooMany || WriteTokens.decidedAtMilli(recent.get(count)) < old)) {
            count++;
        }
        // A write that arrived after later ones were forgotten: it goes with the next ones.
        return count == 0 || hasForgotten(recent.get(count - 1))
                ? Collections.emptyNavigableSet()
                : Collections.unmodifiableNavigableSet(new TreeSet<>(recent.subList(0, count)));
    }

    /**
     * The history after another write that forgets none, such as an id change: writes that are still in flight find in
     * its tombstone that they were carried over.
     *
     * @param token the write's token
     * @return a new history
     */
    public WriteHistory after(String token) {
        return after(token, Collections.emptyNavigableSet(), Set.of());
    }

    /**
     * The history after another write.
     *
     * @param token the write's token
     * @param toForget what the write forgets
     * @param superseded the tokens of writes that it replaces
     * @return a new history
     */
    public WriteHistory after(String token, NavigableSet<String> toForget, Set<String> superseded) {
        List<String> next = new ArrayList<>(recent.size() + superseded.size() + 1);
        for (String known : recent) {
            if (!toForget.contains(known)) {
                add(next, known);
            }
        }
        superseded.forEach(replaced -> add(next, replaced));
        add(next, token);
        return new WriteHistory(
                token,
                Collections.unmodifiableList(next),
                later(forgotten, toForget.isEmpty() ? null : toForget.last()));
    }

    /** Almost always at the end: a write is decided after those before it. */
    private static void add(List<String> sorted, String token) {
        int at = sorted.size();
        while (at > 0 && sorted.get(at - 1).compareTo(token) > 0) {
            at--;
        }
        if (at == 0 || !sorted.get(at - 1).equals(token)) {
            sorted.add(at, token);
        }
    }

    /**
     * Whether a write may forget these: it must not forget less than another one already did.
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
