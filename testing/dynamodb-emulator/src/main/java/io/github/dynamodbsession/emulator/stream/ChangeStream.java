package io.github.dynamodbsession.emulator.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stream of one table: one shard, with the changes of the last 24 hours. Not safe for use by several threads: who
 * holds the database's lock uses it.
 */
public final class ChangeStream {

    private static final Duration RETENTION = Duration.ofHours(24);

    private final String arn;
    private final String table;
    private final String label;
    private final String view;
    private final Instant created;
    private final long firstSequence;
    private final Deque<StreamRecord> records = new ArrayDeque<>();
    private @Nullable Instant closed;
    private long lastSequence;

    ChangeStream(String arn, String table, String label, String view, Instant created, long firstSequence) {
        this.arn = arn;
        this.table = table;
        this.label = label;
        this.view = view;
        this.created = created;
        this.firstSequence = firstSequence;
        this.lastSequence = firstSequence;
    }

    /** Its name for all of AWS. */
    public String arn() {
        return arn;
    }

    /** The table whose changes these are. */
    public String table() {
        return table;
    }

    /** When it began, as a text. */
    public String label() {
        return label;
    }

    /** What of an item it shows. */
    public String view() {
        return view;
    }

    /** When it began. */
    public Instant created() {
        return created;
    }

    /** Whether it takes more changes. */
    public boolean isOpen() {
        return closed == null;
    }

    /** The first number that a change in it may have. */
    public long firstSequence() {
        return firstSequence;
    }

    /** The last number of a change in it so far. */
    public long lastSequence() {
        return lastSequence;
    }

    /** The name of its only shard. */
    public String shard() {
        return String.format("shardId-%020d-%08x", created.toEpochMilli(), arn.hashCode());
    }

    /** The oldest number that is still there, or the next one. */
    public long oldest(Instant now) {
        forget(now);
        return records.isEmpty() ? lastSequence + 1 : records.getFirst().sequence();
    }

    /** The changes from a number on, oldest first, at most {@code limit}. */
    public List<StreamRecord> from(long sequence, int limit, Instant now) {
        forget(now);
        return records.stream()
                .filter(change -> change.sequence() >= sequence)
                .limit(limit)
                .toList();
    }

    void add(StreamRecord change) {
        records.addLast(change);
        lastSequence = change.sequence();
    }

    void close(Instant now) {
        closed = now;
    }

    /** Whether it was closed so long ago that nothing is left of it. */
    boolean isOver(Instant now) {
        return closed != null && closed.plus(RETENTION).isBefore(now);
    }

    private void forget(Instant now) {
        while (!records.isEmpty() && records.getFirst().at().plus(RETENTION).isBefore(now)) {
            records.removeFirst();
        }
    }
}
