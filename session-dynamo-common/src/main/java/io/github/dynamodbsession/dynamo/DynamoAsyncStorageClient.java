package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.step.AsyncCaller;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.ExpiresByItself;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.AsyncTransport;
import io.github.dynamodbsession.dynamo.call.Request;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Sessions in a DynamoDB table, without a thread that waits: the same steps as {@link DynamoStorageClient}, run another
 * way. Adapters for an SDK make one of these in their builders.
 *
 * <p>What lies between two calls, listeners included, runs on the executor, never on a thread of the SDK. Safe for use by
 * any number of threads, and of nodes on one table.
 */
public final class DynamoAsyncStorageClient implements AsyncStorageClient, ExpiresByItself {

    private final DynamoOptions options;
    private final DynamoSteps steps;
    private final AsyncCaller<Request, Answer> caller;
    private final Runnable onClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Makes one.
     *
     * @param options the options
     * @param transport makes the calls
     * @param executor where everything else runs; closed by whoever made it
     * @param onClose frees what the adapter made; run once
     */
    public DynamoAsyncStorageClient(
            DynamoOptions options, AsyncTransport transport, Executor executor, Runnable onClose) {
        this.options = Objects.requireNonNull(options, "options");
        this.steps = new DynamoSteps(options);
        this.caller = new AsyncCaller<>(new Measured(options.callListener(), executor).async(transport), executor);
        this.onClose = Objects.requireNonNull(onClose, "onClose");
    }

    @Override
    public CompletionStage<Boolean> init() {
        return caller.run(steps::init);
    }

    @Override
    public CompletionStage<Optional<SessionRecord>> get(String id, Instant now) {
        return caller.run(() -> steps.get(id, now));
    }

    @Override
    public CompletionStage<PutResult> put(Change change, Instant now) {
        return caller.run(() -> steps.put(change, now));
    }

    @Override
    public CompletionStage<Optional<SessionRecord>> delete(String id, Instant now) {
        return caller.run(() -> steps.delete(id, now));
    }

    @Override
    public CompletionStage<Boolean> setExpires(String id, TimesChange times, Instant now) {
        return caller.run(() -> steps.touch(id, times, now));
    }

    @Override
    public CompletionStage<ReapResult> deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        return caller.run(() -> steps.deleteExpired(before, removed));
    }

    /** As the option {@code nativeTtl} says. */
    @Override
    public boolean removesExpired() {
        return options.nativeTtl();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            onClose.run();
        }
    }
}
