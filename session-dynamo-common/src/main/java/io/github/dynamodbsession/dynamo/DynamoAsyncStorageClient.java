package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.step.AsyncCaller;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.AsyncAttributeLoading;
import io.github.dynamodbsession.core.storage.AsyncReapRounds;
import io.github.dynamodbsession.core.storage.AsyncSessionIndexes;
import io.github.dynamodbsession.core.storage.AsyncSessionListing;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.AsyncStorageHealth;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.DescribesItself;
import io.github.dynamodbsession.core.storage.ExpiresByItself;
import io.github.dynamodbsession.core.storage.LoadedAttributes;
import io.github.dynamodbsession.core.storage.Page;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.RenewableIds;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageStatus;
import io.github.dynamodbsession.core.storage.TimeLimited;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.AsyncTransport;
import io.github.dynamodbsession.dynamo.call.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in a DynamoDB table, without blocking: the same steps as those of {@link DynamoStorageClient}. Adapters create
 * it in their builders.
 *
 * <p>All code between two calls, listeners included, runs on the executor, never on a thread of the SDK. Safe for use by
 * any number of threads, and of nodes on one table.
 */
public final class DynamoAsyncStorageClient
        implements AsyncStorageClient,
                AsyncAttributeLoading,
                ExpiresByItself,
                RenewableIds,
                AsyncReapRounds,
                AsyncSessionListing,
                AsyncSessionIndexes,
                AsyncStorageHealth,
                TimeLimited,
                DescribesItself {

    private final DynamoOptions options;
    private final DynamoSteps steps;
    private final AsyncCaller<Request, Answer> caller;
    private final Function<Duration, AsyncCaller<Request, Answer>> operations;

    /** Starts the time of initialisation. */
    private final Supplier<AsyncCaller<Request, Answer>> initCaller;

    /** The timeout of an operation on one session. */
    private final Duration timeout;

    private final Runnable onClose;
    private final AtomicBoolean closed;
    private final AtomicReference<@Nullable CompletableFuture<Boolean>> indexBuilding;

    /** Null before initialisation. */
    private final AtomicReference<@Nullable Readiness> readiness;

    private final String place;

    /**
     * Creates a client.
     *
     * @param options the options
     * @param made makes the calls of DynamoDB
     * @param executor runs everything else; closed by its owner
     * @param onClose releases what the adapter created; run once
     */
    public DynamoAsyncStorageClient(DynamoOptions options, AsyncTransport made, Executor executor, Runnable onClose) {
        AsyncTransport transport = FailurePlace.async(made);
        this.options = Objects.requireNonNull(options, "options");
        this.steps = new DynamoSteps(options);
        CallRetries sending = CallRetries.with(options);
        Function<Request, CompletionStage<Answer>> calls =
                CallTiming.async(options.callListeners(), executor, sending.async(transport, executor));
        this.caller = new AsyncCaller<>(calls, executor);
        OperationCalls bounded = new OperationCalls(options, System::nanoTime);
        this.operations = time -> new AsyncCaller<>(
                bounded.async(
                        time,
                        calls,
                        left -> CallTiming.async(
                                options.callListeners(),
                                executor,
                                sending.within(left)
                                        .async(transport, executor)
                                        .andThen(reply -> reply.thenApply(bounded::ofCut)))),
                executor);
        OperationCalls ofInit = OperationCalls.ofInit(options, System::nanoTime);
        CallRetries initSending = CallRetries.with(options.forInit());
        AsyncTransport logged = new InitProgress(options, System::nanoTime).async(transport);
        this.initCaller = () -> new AsyncCaller<>(
                ofInit.async(
                        options.initTimeout(),
                        calls,
                        left -> CallTiming.async(
                                options.callListeners(),
                                executor,
                                initSending
                                        .within(left)
                                        .async(logged, executor)
                                        .andThen(reply -> reply.thenApply(ofInit::ofCut)))),
                executor);
        this.timeout = options.operationTimeout();
        this.onClose = Objects.requireNonNull(onClose, "onClose");
        this.closed = new AtomicBoolean();
        this.indexBuilding = new AtomicReference<>();
        this.readiness = new AtomicReference<>();
        this.place = made.place();
    }

    /** The same client with a shorter timeout of operations. */
    private DynamoAsyncStorageClient(DynamoAsyncStorageClient same, Duration timeout) {
        this.options = same.options;
        this.steps = same.steps;
        this.caller = same.caller;
        this.operations = same.operations;
        this.initCaller = same.initCaller;
        this.timeout = timeout;
        this.onClose = same.onClose;
        this.closed = same.closed;
        this.indexBuilding = same.indexBuilding;
        this.readiness = same.readiness;
        this.place = same.place;
    }

    /** As the option {@code operationTimeout} says. */
    @Override
    public Duration operationTimeout() {
        return options.operationTimeout();
    }

    @Override
    public AsyncStorageClient within(Duration left) {
        return left.compareTo(timeout) < 0 ? new DynamoAsyncStorageClient(this, left) : this;
    }

    /** Runs an operation on one session within its timeout. */
    private <T> CompletionStage<T> run(Supplier<Step<Request, Answer, T>> operation) {
        return operations.apply(timeout).run(operation);
    }

    @Override
    public CompletionStage<Boolean> init() {
        return initCaller.get().run(steps::init).thenApply(ready -> {
            readiness.set(ready);
            if (!ready.isComplete()) {
                cancel(indexBuilding.getAndSet(buildIndexes()));
            }
            return true;
        });
    }

    /** Runs in the background. */
    private CompletableFuture<Boolean> buildIndexes() {
        return caller.run(steps::buildIndexes).whenComplete((done, failure) -> {
            if (AsyncCaller.unwrapped(failure) instanceof SessionException e && !closed.get()) {
                IndexBuilding.warn(e);
            }
        });
    }

    private static void cancel(@Nullable CompletableFuture<Boolean> building) {
        if (building != null) {
            building.cancel(false);
        }
    }

    @Override
    public CompletionStage<Optional<SessionRecord>> get(String id, Instant now) {
        return run(() -> steps.get(id, now));
    }

    @Override
    public CompletionStage<LoadedAttributes> load(SessionRecord session, Set<String> names) {
        return run(() -> steps.load(session, names));
    }

    @Override
    public CompletionStage<PutResult> put(Change change, Instant now) {
        return run(() -> steps.put(change, now));
    }

    @Override
    public CompletionStage<Optional<SessionRecord>> delete(String id, Instant now) {
        return run(() -> steps.delete(id, now));
    }

    @Override
    public CompletionStage<Boolean> setExpires(String id, TimesChange times, Instant now) {
        return run(() -> steps.touch(id, times, now));
    }

    @Override
    public CompletionStage<ReapResult> deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        return caller.run(() -> steps.deleteExpired(before, removed));
    }

    @Override
    public CompletionStage<Boolean> claim(Instant now, Duration interval) {
        return caller.run(() -> steps.claimRound(now, interval));
    }

    @Override
    public CompletionStage<Page<SessionRecord>> list(Instant now, @Nullable String after) {
        return caller.run(() -> steps.list(now, after));
    }

    @Override
    public CompletionStage<Long> count(Instant now) {
        return caller.run(() -> steps.count(now));
    }

    @Override
    public CompletionStage<ReapResult> deleteAll(Instant now, Consumer<SessionRecord> removed) {
        return caller.run(() -> steps.deleteAll(now, removed));
    }

    @Override
    public void declare(Set<String> names) {
        steps.declareIndexes(names);
    }

    @Override
    public CompletionStage<Page<String>> find(String index, String value, @Nullable String after) {
        return caller.run(() -> steps.find(index, value, after));
    }

    @Override
    public CompletionStage<Optional<SessionRecord>> getConsistently(String id, Instant now) {
        return run(() -> steps.getConsistently(id, now));
    }

    @Override
    public CompletionStage<Optional<SessionRecord>> deleteIndexed(String id, String index, String value, Instant now) {
        return run(() -> steps.deleteIndexed(id, index, value, now));
    }

    @Override
    public CompletionStage<StorageStatus> look() {
        return caller.run(steps::look);
    }

    /** Ids are renewable in the native layout only. */
    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return type == RenewableIds.class && !steps.canRenewIds()
                ? Optional.empty()
                : AsyncStorageClient.super.capability(type);
    }

    /** As the option {@code nativeTtl} says. */
    @Override
    public boolean removesExpired() {
        return options.nativeTtl();
    }

    @Override
    public void delayRemoval(Duration grace) {
        steps.delayRemoval(grace);
    }

    /** The table, the result of initialisation, and the timeouts. */
    @Override
    public String description() {
        return new Description(options, steps.ttlAttribute(), place, readiness.get()).text();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            cancel(indexBuilding.get());
            onClose.run();
        }
    }
}
