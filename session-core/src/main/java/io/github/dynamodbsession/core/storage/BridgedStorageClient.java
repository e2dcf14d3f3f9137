package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.error.SessionStorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Adapts a blocking client, whose calls block threads of an executor. */
final class BridgedStorageClient implements AsyncStorageClient, BridgedCapabilities.Elsewhere {

    private final StorageClient client;
    private final Executor executor;

    /** The deadline of the operation, by {@link System#nanoTime}; null: none. */
    private final @Nullable Long deadline;

    BridgedStorageClient(StorageClient client, Executor executor) {
        this(Objects.requireNonNull(client, "client"), Objects.requireNonNull(executor, "executor"), null);
    }

    private BridgedStorageClient(StorageClient client, Executor executor, @Nullable Long deadline) {
        this.client = client;
        this.executor = executor;
        this.deadline = deadline;
    }

    /** The time spent waiting for a thread counts. */
    @Override
    public AsyncStorageClient within(Duration left) {
        return new BridgedStorageClient(client, executor, System.nanoTime() + left.toNanos());
    }

    /** The client with the remaining time; if that is over, the client fails the call. */
    @Override
    public StorageClient inTime() {
        return deadline == null ? client : client.within(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    }

    @Override
    public CompletionStage<Boolean> init() {
        return supply(() -> {
            client.init();
            return true;
        });
    }

    @Override
    public CompletionStage<Optional<SessionRecord>> get(String id, Instant now) {
        return supply(() -> inTime().get(id, now));
    }

    @Override
    public CompletionStage<PutResult> put(Change change, Instant now) {
        return supply(() -> inTime().put(change, now));
    }

    @Override
    public CompletionStage<Optional<SessionRecord>> delete(String id, Instant now) {
        return supply(() -> inTime().delete(id, now));
    }

    @Override
    public CompletionStage<Boolean> setExpires(String id, TimesChange times, Instant now) {
        return supply(() -> inTime().setExpires(id, times, now));
    }

    @Override
    public CompletionStage<ReapResult> deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        return supply(() -> client.deleteExpired(before, removed));
    }

    @Override
    public <T> CompletionStage<T> supply(Supplier<T> call) {
        try {
            return CompletableFuture.supplyAsync(call, executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    new SessionStorageException("The executor for calls of the storage rejected a call.", true, e));
        }
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return BridgedCapabilities.of(client, type, this);
    }

    @Override
    public void close() {
        client.close();
    }
}
