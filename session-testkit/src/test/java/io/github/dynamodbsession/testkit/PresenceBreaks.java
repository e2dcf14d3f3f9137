package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.Document;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Sessions that are there and should not be, or are overwritten: promises 3 and 4 broken. */
final class PresenceBreaks {

    private static final Instant LONG_AGO = Instant.EPOCH;

    private PresenceBreaks() {}

    static List<Break> all() {
        return List.of(
                Break.client(
                        "finds what has expired",
                        StorageClientContract.ExpiredIsAbsent.class,
                        c -> new Timeless(c, "get")),
                Break.client(
                        "changes what has expired",
                        StorageClientContract.ExpiredIsAbsent.class,
                        c -> new Timeless(c, "update")),
                Break.client(
                        "renames what has expired",
                        StorageClientContract.ExpiredIsAbsent.class,
                        c -> new Timeless(c, "rename")),
                Break.client(
                        "touches what has expired",
                        StorageClientContract.ExpiredIsAbsent.class,
                        c -> new Timeless(c, "touch")),
                Break.client(
                        "deletes what has expired without a word",
                        StorageClientContract.ExpiredIsAbsent.class,
                        SilentDelete::new),
                Break.client(
                        "cannot create where something has expired",
                        StorageClientContract.ExpiredIsAbsent.class,
                        c -> new Timeless(c, "create")),
                Break.client(
                        "is a millisecond late", StorageClientContract.ExpiredIsAbsent.class, MillisecondLate::new),
                Break.client(
                        "keeps whole seconds only", StorageClientContract.ExpiredIsAbsent.class, WholeSeconds::new),
                Break.client(
                        "create overwrites", StorageClientContract.CreateNeverOverwrites.class, CreateOverwrites::new),
                Break.storage(
                        "does not compare when nothing was there",
                        StorageClientContract.CreateNeverOverwrites.class,
                        CarelessArrivals::new),
                Break.client(
                        "a rename overwrites",
                        StorageClientContract.CreateNeverOverwrites.class,
                        RenameOverwrites::new));
    }

    private static final class CarelessArrivals extends MapStorage {
        @Override
        public boolean writeIfUnchanged(@Nullable String expectedVersion, Document next) {
            LockSupport.parkNanos(100_000);
            String there = read(next.id()).map(Document::version).orElse(null);
            return super.writeIfUnchanged(expectedVersion == null ? there : expectedVersion, next);
        }
    }

    private static final class SilentDelete extends ClientDecorator {
        SilentDelete(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public Optional<SessionRecord> delete(String id, Instant now) {
            return super.delete(id, now).filter(session -> !session.times().isExpiredAt(now));
        }
    }

    /** One operation does not look at the time. */
    private static final class Timeless extends ClientDecorator {
        private final String operation;

        Timeless(StorageClient delegate, String operation) {
            super(delegate);
            this.operation = operation;
        }

        private Instant time(String asked, Instant now) {
            return asked.equals(operation) ? LONG_AGO : now;
        }

        @Override
        public Optional<SessionRecord> get(String id, Instant now) {
            return super.get(id, time("get", now));
        }

        @Override
        PutResult create(Change.Create create, Instant now) {
            return super.create(create, time("create", now));
        }

        @Override
        PutResult update(Change.Update update, Instant now) {
            return super.update(update, time("update", now));
        }

        @Override
        PutResult rename(Change.Rename rename, Instant now) {
            return super.rename(rename, time("rename", now));
        }

        @Override
        public boolean setExpires(String id, TimesChange times, Instant now) {
            return super.setExpires(id, times, time("touch", now));
        }

        @Override
        public Optional<SessionRecord> delete(String id, Instant now) {
            return super.delete(id, time("delete", now));
        }
    }

    private static final class MillisecondLate extends ClientDecorator {
        MillisecondLate(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public Optional<SessionRecord> get(String id, Instant now) {
            return super.get(id, now.minusMillis(1));
        }
    }

    private static final class WholeSeconds extends ClientDecorator {
        WholeSeconds(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult create(Change.Create create, Instant now) {
            SessionRecord session = create.session();
            SessionTimes times = session.times();
            Instant expiry = times.expiresAt() == null
                    ? null
                    : times.expiresAt().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
            return super.create(
                    new Change.Create(session.withTimes(new SessionTimes(
                            times.createdAt(), times.lastAccessedAt(), times.maxInactiveInterval(), expiry))),
                    now);
        }
    }

    private static final class CreateOverwrites extends ClientDecorator {
        CreateOverwrites(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult create(Change.Create create, Instant now) {
            delete(create.session().id(), now);
            return super.create(create, now);
        }
    }

    private static final class RenameOverwrites extends ClientDecorator {
        RenameOverwrites(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult rename(Change.Rename rename, Instant now) {
            if (get(rename.oldId(), now).isPresent()) {
                delete(rename.session().id(), now);
            }
            return super.rename(rename, now);
        }
    }
}
