package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.ApartAttributes;
import io.github.dynamodbsession.core.storage.AttributeLoading;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.LoadedAttributes;
import io.github.dynamodbsession.core.storage.Page;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionIndexes;
import io.github.dynamodbsession.core.storage.SessionListing;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps attributes from a size on apart: every record that it returns has only their names. The client below stores all of
 * them. Counts what is loaded and written.
 */
class ApartClient extends ClientDecorator implements AttributeLoading {

    private final int minSize;

    /** The names of each call. */
    final List<Set<String>> loads = new CopyOnWriteArrayList<>();

    /** The names that each update set. */
    final List<Set<String>> updates = new CopyOnWriteArrayList<>();

    final List<Change.Rename> renames = new CopyOnWriteArrayList<>();

    final Map<String, String> unreadable = new ConcurrentHashMap<>();
    volatile boolean fails;
    volatile Runnable beforeLoading = () -> {};

    ApartClient(StorageClient delegate, int minSize) {
        super(delegate);
        this.minSize = minSize;
    }

    /** Knows the values, so that they fit the record for ever. */
    private record Apart(Map<String, EncodedValue> values) implements ApartAttributes {

        @Override
        public Set<String> names() {
            return values.keySet();
        }

        @Override
        public ApartAttributes without(Collection<String> names) {
            Map<String, EncodedValue> rest = new HashMap<>(values);
            rest.keySet().removeAll(names);
            return new Apart(Map.copyOf(rest));
        }

        @Override
        public String toString() {
            return values.size() + " apart";
        }
    }

    @Override
    public LoadedAttributes load(SessionRecord session, Set<String> names) {
        loads.add(Set.copyOf(names));
        beforeLoading.run();
        if (fails) {
            throw new SessionStorageException("No loading, as the test wants it", true, null);
        }
        Map<String, EncodedValue> values = new HashMap<>(((Apart) session.apart()).values());
        values.keySet().retainAll(names);
        Map<String, String> reasons = new HashMap<>(unreadable);
        reasons.keySet().retainAll(values.keySet());
        values.keySet().removeAll(reasons.keySet());
        return new LoadedAttributes(values, reasons);
    }

    private SessionRecord shown(SessionRecord whole) {
        Map<String, EncodedValue> head = new HashMap<>(whole.attributes());
        Map<String, EncodedValue> apart = new HashMap<>(whole.attributes());
        head.values().removeIf(value -> value.size() >= minSize);
        apart.keySet().removeAll(head.keySet());
        if (apart.isEmpty()) {
            return whole;
        }
        SessionRecord shown = new SessionRecord(
                        whole.id(), whole.times(), head, whole.indexed(), whole.history(), new Apart(Map.copyOf(apart)))
                .withOrigin(whole.origin());
        return whole.formerId() == null ? shown : shown.readUnder(whole.formerId());
    }

    /** What is stored apart is taken from there, whatever the record says of it. */
    private static SessionRecord whole(SessionRecord shown) {
        if (!(shown.apart() instanceof Apart apart)) {
            return shown;
        }
        Map<String, EncodedValue> all = new HashMap<>(shown.attributes());
        all.putAll(apart.values());
        return new SessionRecord(shown.id(), shown.times(), all, shown.indexed(), shown.history())
                .withOrigin(shown.origin());
    }

    private static PutResult shown(PutResult result, ApartClient client) {
        return result instanceof PutResult.Stale stale ? PutResult.stale(client.shown(stale.current())) : result;
    }

    @Override
    public Optional<SessionRecord> get(String id, Instant now) {
        return delegate.get(id, now).map(this::shown);
    }

    @Override
    PutResult create(Change.Create create, Instant now) {
        return delegate.put(new Change.Create(whole(create.session())), now);
    }

    @Override
    PutResult update(Change.Update update, Instant now) {
        updates.add(Set.copyOf(update.attributes().set().keySet()));
        return shown(delegate.put(update, now), this);
    }

    @Override
    PutResult rename(Change.Rename rename, Instant now) {
        renames.add(rename);
        return shown(
                delegate.put(
                        new Change.Rename(
                                rename.oldId(),
                                rename.expectedToken(),
                                whole(rename.session()),
                                rename.readableUntil()),
                        now),
                this);
    }

    @Override
    public Optional<SessionRecord> delete(String id, Instant now) {
        return delegate.delete(id, now).map(this::shown);
    }

    @Override
    public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        return delegate.deleteExpired(before, session -> removed.accept(shown(session)));
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        if (type.equals(SessionListing.class)) {
            return delegate.capability(SessionListing.class).map(Listing::new).map(type::cast);
        }
        if (type.equals(SessionIndexes.class)) {
            return delegate.capability(SessionIndexes.class).map(Indexes::new).map(type::cast);
        }
        return super.capability(type);
    }

    private final class Listing implements SessionListing {

        private final SessionListing all;

        Listing(SessionListing all) {
            this.all = all;
        }

        @Override
        public Page<SessionRecord> list(Instant now, @Nullable String after) {
            Page<SessionRecord> page = all.list(now, after);
            return new Page<>(page.items().stream().map(ApartClient.this::shown).toList(), page.next());
        }

        @Override
        public long count(Instant now) {
            return all.count(now);
        }

        @Override
        public ReapResult deleteAll(Instant now, Consumer<SessionRecord> removed) {
            return all.deleteAll(now, session -> removed.accept(shown(session)));
        }
    }

    private final class Indexes implements SessionIndexes {

        private final SessionIndexes indexes;

        Indexes(SessionIndexes indexes) {
            this.indexes = indexes;
        }

        @Override
        public void declare(Set<String> names) {
            indexes.declare(names);
        }

        @Override
        public Page<String> find(String index, String value, @Nullable String after) {
            return indexes.find(index, value, after);
        }

        @Override
        public Optional<SessionRecord> getConsistently(String id, Instant now) {
            return indexes.getConsistently(id, now).map(ApartClient.this::shown);
        }

        @Override
        public Optional<SessionRecord> deleteIndexed(String id, String index, String value, Instant now) {
            return indexes.deleteIndexed(id, index, value, now).map(ApartClient.this::shown);
        }
    }
}
