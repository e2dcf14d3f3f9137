package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.step.AsyncCaller;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Adapts an asynchronous client by waiting for its answers, so that the contract can test it. */
final class WaitingStorageClient implements StorageClient {

    private final AsyncStorageClient client;

    WaitingStorageClient(AsyncStorageClient client) {
        this.client = client;
    }

    @Override
    public void init() {
        wait(client.init());
    }

    @Override
    public Optional<SessionRecord> get(String id, Instant now) {
        return wait(client.get(id, now));
    }

    @Override
    public PutResult put(Change change, Instant now) {
        return wait(client.put(change, now));
    }

    @Override
    public Optional<SessionRecord> delete(String id, Instant now) {
        return wait(client.delete(id, now));
    }

    @Override
    public boolean setExpires(String id, TimesChange times, Instant now) {
        return wait(client.setExpires(id, times, now));
    }

    @Override
    public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        return wait(client.deleteExpired(before, removed));
    }

    @Override
    public StorageClient within(Duration left) {
        return new WaitingStorageClient(client.within(left));
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return WaitingCapabilities.of(client, type);
    }

    @Override
    public void close() {
        client.close();
    }

    static <T> T wait(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (AsyncCaller.unwrapped(e) instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
