package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Passes each call on to another storage, and has no capability: for tests that change one of the calls. */
abstract class PassingStorage implements StorageClient {

    private final StorageClient stored;

    PassingStorage(StorageClient stored) {
        this.stored = stored;
    }

    @Override
    public void init() {}

    @Override
    public Optional<SessionRecord> get(String id, Instant now) {
        return stored.get(id, now);
    }

    @Override
    public PutResult put(Change change, Instant now) {
        return stored.put(change, now);
    }

    @Override
    public Optional<SessionRecord> delete(String id, Instant now) {
        return stored.delete(id, now);
    }

    @Override
    public boolean setExpires(String id, TimesChange times, Instant now) {
        return stored.setExpires(id, times, now);
    }

    @Override
    public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        return stored.deleteExpired(before, removed);
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
