package io.github.dynamodbsession.inmemory;

import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.MovingStorageClient;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.ReapRounds;
import io.github.dynamodbsession.core.storage.RenewableIds;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.testkit.StorageClientContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

/** All promises, of sessions that begin in the source and move with their first write. */
class MovingSessionsContractTest extends StorageClientContract {

    private final StorageClient source = InMemoryStorageClient.create();
    private final ReadWriteLock reaping = new ReentrantReadWriteLock();
    private final StorageClient moving = MovingStorageClient.of(InMemoryStorageClient.create(), source);

    @Override
    protected StorageClient newClient() {
        return new BeginningInSource(source, moving, reaping);
    }

    /**
     * A create goes to the source, unless the session has moved already. A new id that another session of the source has
     * would be a coincidence of random ids; that session is moved first, to be seen. A reap of the source and a move take
     * turns: they are not one step.
     */
    private record BeginningInSource(StorageClient source, StorageClient moving, ReadWriteLock reaping)
            implements StorageClient {

        @Override
        public void init() {
            moving.init();
        }

        @Override
        public Optional<SessionRecord> get(String id, Instant now) {
            return moving.get(id, now);
        }

        @Override
        public PutResult put(Change change, Instant now) {
            if (change instanceof Change.Update) {
                return moving.put(change, now);
            }
            synchronized (source) {
                if (change instanceof Change.Rename rename) {
                    move(rename.session().id(), now);
                    return moving.put(change, now);
                }
                String id = ((Change.Create) change).session().id();
                Optional<SessionRecord> there = moving.get(id, now);
                boolean hasMoved = there.isPresent() && !source.get(id, now).equals(there);
                return hasMoved ? moving.put(change, now) : source.put(change, now);
            }
        }

        private void move(String id, Instant now) {
            source.get(id, now).map(SessionRecord::times).ifPresent(times -> {
                Duration interval = times.maxInactiveInterval();
                moving.setExpires(
                        id, new TimesChange(interval, times.lastAccessedAt(), interval, times.expiresAt()), now);
            });
        }

        @Override
        public Optional<SessionRecord> delete(String id, Instant now) {
            return moving.delete(id, now);
        }

        @Override
        public boolean setExpires(String id, TimesChange times, Instant now) {
            reaping.readLock().lock();
            try {
                return moving.setExpires(id, times, now);
            } finally {
                reaping.readLock().unlock();
            }
        }

        @Override
        public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
            reaping.writeLock().lock();
            try {
                return moving.deleteExpired(before, removed);
            } finally {
                reaping.writeLock().unlock();
            }
        }

        /** Indexes and lists do not know what is in the source. */
        @Override
        public <T> Optional<T> capability(Class<T> type) {
            return type == ReapRounds.class || type == RenewableIds.class ? moving.capability(type) : Optional.empty();
        }

        @Override
        public void close() {}
    }
}
