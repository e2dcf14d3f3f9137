package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.Page;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.ReapRounds;
import io.github.dynamodbsession.core.storage.SessionIndexes;
import io.github.dynamodbsession.core.storage.SessionListing;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.StorageHealth;
import io.github.dynamodbsession.core.storage.StorageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A client with every capability, in the simplest way that is right. Its pages hold three. */
class CapableClient extends ListingClient implements ReapRounds, SessionListing, SessionIndexes, StorageHealth {

    private static final int PAGE = 3;

    private final Map<String, String> nextIds = new ConcurrentHashMap<>();
    private Instant lastRound = Instant.MIN;

    CapableClient(StorageClient delegate) {
        super(delegate);
    }

    @Override
    PutResult rename(Change.Rename rename, Instant now) {
        ids.add(rename.session().id());
        PutResult result = super.rename(rename, now);
        if (result instanceof PutResult.Applied) {
            nextIds.put(rename.oldId(), rename.session().id());
        }
        return result;
    }

    @Override
    public synchronized boolean claim(Instant now, Duration interval) {
        boolean due = ReapRounds.isDue(lastRound, now, interval);
        lastRound = due ? now : lastRound;
        return due;
    }

    private Stream<SessionRecord> alive(Instant now) {
        return ids.stream().sorted().flatMap(id -> here(id, now).stream());
    }

    /** A session whose present id this is. */
    final Optional<SessionRecord> here(String id, Instant now) {
        return get(id, now).filter(session -> session.formerId() == null);
    }

    private static <T> List<T> page(Stream<T> rest) {
        return rest.limit(PAGE).toList();
    }

    private static boolean isAfter(String id, @Nullable String after) {
        return after == null || id.compareTo(after) > 0;
    }

    @Override
    public Page<SessionRecord> list(Instant now, @Nullable String after) {
        List<SessionRecord> page = page(alive(now).filter(session -> isAfter(session.id(), after)));
        return new Page<>(page, page.size() < PAGE ? null : page.get(PAGE - 1).id());
    }

    @Override
    public long count(Instant now) {
        return alive(now).count();
    }

    @Override
    public ReapResult deleteAll(Instant now, Consumer<SessionRecord> removed) {
        long count = 0;
        for (SessionRecord session : alive(now).toList()) {
            Optional<SessionRecord> gone = delete(session.id(), now);
            gone.ifPresent(removed);
            count += gone.isPresent() ? 1 : 0;
        }
        return ReapResult.of(count);
    }

    @Override
    public StorageStatus look() {
        return new StorageStatus(true, "", Map.of("kind", "in memory"));
    }

    @Override
    public void declare(Set<String> names) {}

    @Override
    public Page<String> find(String index, String value, @Nullable String after) {
        List<String> page = page(alive(Instant.EPOCH)
                .filter(session -> value.equals(session.indexed().get(index)))
                .map(SessionRecord::id)
                .filter(id -> isAfter(id, after)));
        return new Page<>(page, page.size() < PAGE ? null : page.get(PAGE - 1));
    }

    @Override
    public Optional<SessionRecord> getConsistently(String id, Instant now) {
        String nextId = nextIds.get(id);
        return nextId == null ? here(id, now) : getConsistently(nextId, now);
    }

    @Override
    public Optional<SessionRecord> deleteIndexed(String id, String index, String value, Instant now) {
        String nextId = nextIds.get(id);
        if (nextId != null) {
            return deleteIndexed(nextId, index, value, now);
        }
        boolean is = get(id, now)
                .filter(session -> value.equals(session.indexed().get(index)))
                .isPresent();
        return is ? delete(id, now) : Optional.empty();
    }
}
