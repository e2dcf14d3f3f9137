package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Does what another client does; to be overridden where something is to be different. */
class ClientDecorator implements StorageClient {

    final StorageClient delegate;

    ClientDecorator(StorageClient delegate) {
        this.delegate = delegate;
    }

    @Override
    public void init() {
        delegate.init();
    }

    @Override
    public Optional<SessionRecord> get(String id, Instant now) {
        return delegate.get(id, now);
    }

    @Override
    public final PutResult put(Change change, Instant now) {
        if (change instanceof Change.Create create) {
            return create(create, now);
        }
        return change instanceof Change.Update update ? update(update, now) : rename((Change.Rename) change, now);
    }

    PutResult create(Change.Create create, Instant now) {
        return delegate.put(create, now);
    }

    PutResult update(Change.Update update, Instant now) {
        return delegate.put(update, now);
    }

    PutResult rename(Change.Rename rename, Instant now) {
        return delegate.put(rename, now);
    }

    @Override
    public Optional<SessionRecord> delete(String id, Instant now) {
        return delegate.delete(id, now);
    }

    @Override
    public boolean setExpires(String id, TimesChange times, Instant now) {
        return delegate.setExpires(id, times, now);
    }

    @Override
    public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        return delegate.deleteExpired(before, removed);
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : delegate.capability(type);
    }

    @Override
    public void close() {
        delegate.close();
    }
}
