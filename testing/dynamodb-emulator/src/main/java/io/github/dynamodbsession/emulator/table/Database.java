package io.github.dynamodbsession.emulator.table;

import io.github.dynamodbsession.emulator.clock.EmulatorClock;
import io.github.dynamodbsession.emulator.disturbance.Disturbances;
import io.github.dynamodbsession.emulator.stream.Streams;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All tables. One lock guards everything: who is within {@link #locked} may use what is here, and nobody else. A request
 * takes it for as long as it looks at items or writes them, some microseconds.
 */
public final class Database {

    /** For how long the service knows a transaction again. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final NavigableMap<String, Table> tables = new TreeMap<>();
    private final Map<String, RememberedTransaction> transactions = new LinkedHashMap<>();
    private final Streams streams = new Streams();
    private final EmulatorClock clock;
    private final Journal journal;
    private volatile Disturbances disturbances = Disturbances.NONE;
    private Random random = new Random(disturbances.seed());
    private boolean closed;

    /** An empty one, whose changes go to a journal too. */
    public Database(EmulatorClock clock, Journal journal) {
        this.clock = clock;
        this.journal = journal;
        clock.onAdvance(this::expire);
    }

    /**
     * Does something while nobody else does; what it changed is in the journal when this returns.
     *
     * @throws CancellationException if it was closed
     */
    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            if (closed) {
                throw new CancellationException("the emulator is closed");
            }
            T result = work.get();
            journal.commit();
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the journal; nothing can be read or written afterwards. Does nothing the second time. */
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                journal.close();
            }
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
        journal.dropped(table.definition());
        if (isGone(table)) {
            remove(table);
        }
    }

    private void remove(Table table) {
        tables.remove(table.definition().name());
        if (table.definition().streamArn() != null) {
            streams.close(String.valueOf(table.definition().streamArn()), now());
        }
    }

    /** Puts back what was kept, without telling anybody: what was about to become active then is active now. */
    public void restore(TableDefinition kept, Iterable<Item> items) {
        Instant now = now();
        TableDefinition definition = kept.activeBy(now);
        Table table = new Table(definition);
        tables.put(definition.name(), table);
        for (Item item : items) {
            table.write(definition.key().keyOf(item.attributes()), item, now, null, false);
        }
        openStream(definition);
    }

    /** Puts back what was kept, without telling anybody. */
    public void restore(RememberedTransaction transaction) {
        transactions.put(transaction.token(), transaction);
    }

    /** The transaction of the last ten minutes that had that token. */
    public Optional<RememberedTransaction> remembered(String token) {
        return Optional.ofNullable(transactions.get(token)).filter(transaction -> isRemembered(transaction, now()));
    }

    /** Makes it known again by its token for ten minutes. */
    public void remember(RememberedTransaction transaction) {
        Iterator<RememberedTransaction> oldest = transactions.values().iterator();
        while (oldest.hasNext()) {
            RememberedTransaction old = oldest.next();
            if (isRemembered(old, now())) {
                break;
            }
            oldest.remove();
            journal.forgotten(old.token());
        }
        transactions.put(transaction.token(), transaction);
        journal.remembered(transaction);
    }

    private static boolean isRemembered(RememberedTransaction transaction, Instant now) {
        return transaction.at().plus(REMEMBERED).isAfter(now);
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
