package io.github.dynamodbsession.emulator.table;

import io.github.dynamodbsession.emulator.clock.EmulatorClock;
import io.github.dynamodbsession.emulator.disturbance.Disturbances;
import io.github.dynamodbsession.emulator.stream.Streams;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All tables. One lock guards everything: who is within {@link #locked} may use what is here, and nobody else. A request
 * takes it for as long as it looks at items or writes them, some microseconds.
 */
public final class Database {

    private final ReentrantLock lock = new ReentrantLock();
    private final NavigableMap<String, Table> tables = new TreeMap<>();
    private final Streams streams = new Streams();
    private final EmulatorClock clock;
    private final Journal journal;
    private volatile Disturbances disturbances = Disturbances.NONE;
    private Random random = new Random(disturbances.seed());

    /** An empty one, whose changes go to a journal too. */
    public Database(EmulatorClock clock, Journal journal) {
        this.clock = clock;
        this.journal = journal;
        clock.onAdvance(this::expire);
    }

    /** Does something while nobody else does; what it changed is in the journal when this returns. */
    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            T result = work.get();
            journal.commit();
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** The time. */
    public Instant now() {
        return clock.instant();
    }

    /** What is to be shown of the service's rougher sides. */
    public Disturbances disturbances() {
        return disturbances;
    }

    /** Shows other rough sides from now on; chance begins anew from the seed. */
    public void disturb(Disturbances another) {
        locked(() -> {
            disturbances = another;
            random = new Random(another.seed());
            tables.values().forEach(Table::forgetReplaced);
            return another;
        });
    }

    /** Whether something happens that happens in that share of all cases. */
    public boolean chance(double share) {
        return share > 0 && random.nextDouble() < share;
    }

    /** Some time between nothing and that. */
    public Duration upTo(Duration most) {
        return most.isZero() ? most : Duration.ofNanos((long) (random.nextDouble() * most.toNanos()));
    }

    /** The table of that name. */
    public Optional<Table> find(String name) {
        Table table = tables.get(name);
        if (table != null && isGone(table)) {
            remove(table);
            return Optional.empty();
        }
        return Optional.ofNullable(table);
    }

    private boolean isGone(Table table) {
        Instant deleted = table.deletedFrom();
        return deleted != null && !deleted.isAfter(now());
    }

    /** All tables, by name. */
    public List<Table> tables() {
        new ArrayList<>(tables.values()).stream().filter(this::isGone).forEach(this::remove);
        return List.copyOf(tables.values());
    }

    /** Adds a table. */
    public Table create(TableDefinition definition) {
        Table table = new Table(definition);
        tables.put(definition.name(), table);
        journal.defined(definition);
        openStream(definition);
        return table;
    }

    private void openStream(TableDefinition definition) {
        String arn = definition.streamArn();
        if (arn != null && definition.streamView() != null && definition.streamLabel() != null) {
            streams.open(arn, definition.name(), definition.streamLabel(), definition.streamView(), now());
        }
    }

    /** Changes what a table is. */
    public void redefine(Table table, TableDefinition another) {
        TableDefinition before = table.definition();
        table.redefine(another);
        journal.defined(another);
        if (before.streamView() != null && another.streamView() == null) {
            streams.close(String.valueOf(before.streamArn()), now());
        } else if (before.streamView() == null) {
            openStream(another);
        }
    }

    /** Takes a table away, at that moment or at once. */
    public void drop(Table table, Instant from) {
        table.deleteFrom(from);
        if (isGone(table)) {
            remove(table);
        }
    }

    private void remove(Table table) {
        tables.remove(table.definition().name());
        journal.dropped(table.definition());
        if (table.definition().streamArn() != null) {
            streams.close(String.valueOf(table.definition().streamArn()), now());
        }
    }

    /** Puts back what was kept, without telling anybody. */
    public void restore(TableDefinition definition, Map<ItemKey, Item> items) {
        Table table = new Table(definition);
        tables.put(definition.name(), table);
        items.forEach((key, item) -> table.write(key, item, now(), null, false));
        openStream(definition);
    }

    /** Writes an item; {@code null} removes it. */
    public void write(Table table, ItemKey key, @Nullable Item after) {
        write(table, key, after, false);
    }

    private void write(Table table, ItemKey key, @Nullable Item after, boolean byTimeToLive) {
        Item before = table.get(key);
        Item any = after == null ? before : after;
        if (any == null) {
            return;
        }
        Instant now = now();
        Duration lag = upTo(disturbances.indexLag());
        table.write(key, after, now, lag.isZero() ? null : now.plus(lag), disturbances.staleReads() > 0);
        journal.written(table.definition(), key, after);
        String stream = table.definition().streamArn();
        if (stream != null) {
            streams.changed(
                    stream,
                    table.definition().key().attributesOf(any.attributes()),
                    before == null ? null : before.attributes(),
                    after == null ? null : after.attributes(),
                    byTimeToLive,
                    now);
        }
    }

    /** The streams of all tables. */
    public Streams streams() {
        return streams;
    }

    /** Removes what has expired, if that is to be shown. */
    public void expire() {
        if (!disturbances.timeToLive()) {
            return;
        }
        locked(() -> {
            for (Table table : tables()) {
                String attribute = table.definition().timeToLive();
                if (attribute != null) {
                    expired(table, attribute).forEach(key -> write(table, key, null, true));
                }
            }
            return true;
        });
    }

    private List<ItemKey> expired(Table table, String attribute) {
        TimeToLive timeToLive = new TimeToLive(attribute, now());
        List<ItemKey> expired = new ArrayList<>();
        table.items().forEach((key, item) -> {
            if (timeToLive.isOver(item.attributes()) && !table.inTransaction().contains(key)) {
                expired.add(key);
            }
        });
        return expired;
    }
}
