package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.Page;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.StorageStatus;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Listings and indexes that show too much or too little. */
final class AbilityBreaks {

    private AbilityBreaks() {}

    static List<Break> all() {
        return List.of(
                health("is never ready", NeverReady::new),
                health("shows a session in a look", ShowsASession::new),
                health("a look touches what it sees", TouchingLook::new),
                listing("lists what has expired", ListsExpired::new),
                listing("lists the first page only", FirstPage::new),
                listing("lists some twice", Twice::new),
                listing("counts what has expired", CountsExpired::new),
                listing("removes what has expired with all the others", RemovesExpired::new),
                listing("removes all and hands nothing over", HandsNothingOver::new),
                index("finds the first page only", FirstPage::new),
                index("an update does not change what a session is found by", NoIndexInUpdates::new),
                index("an id change loses what a session is found by", NoIndexInRenames::new),
                index("a confirming read knows present ids only", PresentIdsOnly::new),
                Break.client(
                        "stores a short text only as what a session is found by",
                        StorageClientContract.HashedIndex.class,
                        ShortValues::new),
                Break.client(
                        "a confirming read shows what was there before",
                        StorageClientContract.IndexLag.class,
                        StaleReads::new));
    }

    private static Break listing(String what, UnaryOperator<StorageClient> broken) {
        return Break.client(what, StorageClientContract.Listing.class, broken);
    }

    private static Break health(String what, UnaryOperator<StorageClient> broken) {
        return Break.client(what, StorageClientContract.Health.class, broken);
    }

    private static Break index(String what, UnaryOperator<StorageClient> broken) {
        return Break.client(what, StorageClientContract.Index.class, broken);
    }

    private static final class NeverReady extends CapableClient {
        NeverReady(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public StorageStatus look() {
            return new StorageStatus(false, "The moon is full.", Map.of());
        }
    }

    private static final class ShowsASession extends CapableClient {
        ShowsASession(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public StorageStatus look() {
            return new StorageStatus(true, "", ids.stream().collect(Collectors.toMap(id -> "of " + id, id -> "seen")));
        }
    }

    private static final class TouchingLook extends CapableClient {
        TouchingLook(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public StorageStatus look() {
            for (String id : ids) {
                SessionTimes old = get(id, Instant.EPOCH).orElseThrow().times();
                Instant later = old.lastAccessedAt().plusSeconds(1);
                setExpires(
                        id,
                        new TimesChange(old.maxInactiveInterval(), later, old.maxInactiveInterval(), old.expiresAt()),
                        Instant.EPOCH);
            }
            return super.look();
        }
    }

    private static final class ListsExpired extends CapableClient {
        ListsExpired(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public Page<SessionRecord> list(Instant now, @Nullable String after) {
            return super.list(Instant.EPOCH, after);
        }
    }

    /** As an index of a database may do. */
    private static final class ShortValues extends CapableClient {
        ShortValues(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public Page<String> find(String index, String value, @Nullable String after) {
            return super.find(index, value.length() > 36 ? value.substring(0, 36) : value, after);
        }
    }

    private static final class FirstPage extends CapableClient {
        FirstPage(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public Page<SessionRecord> list(Instant now, @Nullable String after) {
            return new Page<>(super.list(now, after).items(), null);
        }

        @Override
        public Page<String> find(String index, String value, @Nullable String after) {
            return new Page<>(super.find(index, value, after).items(), null);
        }
    }

    private static final class Twice extends CapableClient {
        Twice(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public Page<SessionRecord> list(Instant now, @Nullable String after) {
            Page<SessionRecord> page = super.list(now, after);
            return page.items().isEmpty()
                    ? page
                    : new Page<>(List.of(page.items().get(0), page.items().get(0)), page.next());
        }
    }

    private static final class CountsExpired extends CapableClient {
        CountsExpired(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public long count(Instant now) {
            return ids.size();
        }
    }

    private static final class RemovesExpired extends CapableClient {
        RemovesExpired(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public ReapResult deleteAll(Instant now, Consumer<SessionRecord> removed) {
            return super.deleteAll(Instant.EPOCH, removed);
        }
    }

    private static final class HandsNothingOver extends CapableClient {
        HandsNothingOver(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public ReapResult deleteAll(Instant now, Consumer<SessionRecord> removed) {
            return super.deleteAll(now, session -> {});
        }
    }

    private static final class NoIndexInUpdates extends ClientDecorator {
        NoIndexInUpdates(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult update(Change.Update update, Instant now) {
            return super.update(
                    new Change.Update(update.id(), update.attributes(), update.times(), update.writeToken()), now);
        }
    }

    private static final class NoIndexInRenames extends ClientDecorator {
        NoIndexInRenames(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult rename(Change.Rename rename, Instant now) {
            SessionRecord moved = rename.session();
            SessionRecord without =
                    new SessionRecord(moved.id(), moved.times(), moved.attributes(), moved.writeToken());
            return super.rename(new Change.Rename(rename.oldId(), rename.expectedToken(), without), now);
        }
    }

    private static final class PresentIdsOnly extends CapableClient {
        PresentIdsOnly(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public Optional<SessionRecord> getConsistently(String id, Instant now) {
            return here(id, now);
        }
    }

    private static final class StaleReads extends CapableClient {
        private final Map<String, SessionRecord> first = new ConcurrentHashMap<>();

        StaleReads(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public Optional<SessionRecord> getConsistently(String id, Instant now) {
            super.getConsistently(id, now).ifPresent(session -> first.putIfAbsent(id, session));
            return Optional.ofNullable(first.get(id));
        }
    }
}
