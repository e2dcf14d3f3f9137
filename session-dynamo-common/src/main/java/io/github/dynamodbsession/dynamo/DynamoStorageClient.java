package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.step.BlockingCaller;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.AttributeLoading;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.DescribesItself;
import io.github.dynamodbsession.core.storage.ExpiresByItself;
import io.github.dynamodbsession.core.storage.LoadedAttributes;
import io.github.dynamodbsession.core.storage.Page;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.ReapRounds;
import io.github.dynamodbsession.core.storage.RenewableIds;
import io.github.dynamodbsession.core.storage.SessionIndexes;
import io.github.dynamodbsession.core.storage.SessionListing;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.StorageHealth;
import io.github.dynamodbsession.core.storage.StorageStatus;
import io.github.dynamodbsession.core.storage.TimeLimited;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in a DynamoDB table, independent of the SDK that makes the calls. Adapters create it in their builders.
 *
 * <p>Safe for use by any number of threads, and of nodes on one table.
 */
public final class DynamoStorageClient
        implements StorageClient,
                AttributeLoading,
                ExpiresByItself,
                RenewableIds,
                ReapRounds,
                SessionListing,
                SessionIndexes,
                StorageHealth,
                TimeLimited,
                DescribesItself {

    private final DynamoOptions options;
    private final DynamoSteps steps;
    private final BlockingCaller<Request, Answer> caller;
    private final Function<Duration, Function<Request, Answer>> operations;

    /** Starts the time of initialisation. */
    private final Supplier<Function<Request, Answer>> initCalls;

    /** The timeout of an operation on one session. */
    private final Duration timeout;

    private final Runnable onClose;
    private final AtomicBoolean closed;
    private final AtomicReference<@Nullable IndexBuilding> indexBuilding;

    /** Null before initialisation. */
    private final AtomicReference<@Nullable Readiness> readiness;

    private final String place;

    /**
     * Creates a client.
     *
     * @param options the options
     * @param made makes the calls of DynamoDB
     * @param onClose releases what the adapter created; run once
     */
    public DynamoStorageClient(DynamoOptions options, Transport made, Runnable onClose) {
        Transport transport = FailurePlace.blocking(made);
        this.options = Objects.requireNonNull(options, "options");
        this.steps = new DynamoSteps(options);
        CallRetries sending = CallRetries.with(options);
        Function<Request, Answer> calls = CallTiming.blocking(options.callListeners(), sending.blocking(transport));
        this.caller = new ParallelCaller(calls);
        OperationCalls bounded = new OperationCalls(options, System::nanoTime);
        this.operations = time -> bounded.blocking(
                time,
                calls,
                left -> CallTiming.blocking(
                        options.callListeners(),
                        sending.within(left).blocking(transport).andThen(bounded::ofCut)));
        OperationCalls ofInit = OperationCalls.ofInit(options, System::nanoTime);
        CallRetries initSending = CallRetries.with(options.forInit());
        Transport logged = new InitProgress(options, System::nanoTime).blocking(transport);
        this.initCalls = () -> ofInit.blocking(
                options.initTimeout(),
                calls,
                left -> CallTiming.blocking(
                        options.callListeners(),
                        initSending.within(left).blocking(logged).andThen(ofInit::ofCut)));
        this.timeout = options.operationTimeout();
        this.onClose = Objects.requireNonNull(onClose, "onClose");
        this.closed = new AtomicBoolean();
        this.indexBuilding = new AtomicReference<>();
        this.readiness = new AtomicReference<>();
        this.place = made.place();
    }

    /** The same client with a shorter timeout of operations. */
    private DynamoStorageClient(DynamoStorageClient same, Duration timeout) {
        this.options = same.options;
        this.steps = same.steps;
        this.caller = same.caller;
        this.operations = same.operations;
        this.initCalls = same.initCalls;
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
    public StorageClient within(Duration left) {
        return left.compareTo(timeout) < 0 ? new DynamoStorageClient(this, left) : this;
    }

    /** Runs an operation on one session within its timeout. */
    private <T> T run(Step<Request, Answer, T> operation) {
        return new ParallelCaller(operations.apply(timeout)).run(operation);
    }

    @Override
    public void init() {
        Readiness ready = new ParallelCaller(initCalls.get()).run(steps.init());
        readiness.set(ready);
        if (!ready.isComplete()) {
            close(indexBuilding.getAndSet(IndexBuilding.start(() -> caller.run(steps.buildIndexes()))));
        }
    }

    private static void close(@Nullable IndexBuilding building) {
        if (building != null) {
            building.close();
        }
    }

    @Override
    public Optional<SessionRecord> get(String id, Instant now) {
        return run(steps.get(id, now));
    }

    @Override
    public LoadedAttributes load(SessionRecord session, Set<String> names) {
        return run(steps.load(session, names));
    }

    @Override
    public PutResult put(Change change, Instant now) {
        return run(steps.put(change, now));
    }

    @Override
    public Optional<SessionRecord> delete(String id, Instant now) {
        return run(steps.delete(id, now));
    }

    @Override
    public boolean setExpires(String id, TimesChange times, Instant now) {
        return run(steps.touch(id, times, now));
    }

    @Override
    public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        return caller.run(steps.deleteExpired(before, removed));
    }

    @Override
    public boolean claim(Instant now, Duration interval) {
        return caller.run(steps.claimRound(now, interval));
    }

    @Override
    public Page<SessionRecord> list(Instant now, @Nullable String after) {
        return caller.run(steps.list(now, after));
    }

    @Override
    public long count(Instant now) {
        return caller.run(steps.count(now));
    }

    @Override
    public ReapResult deleteAll(Instant now, Consumer<SessionRecord> removed) {
        return caller.run(steps.deleteAll(now, removed));
    }

    @Override
    public void declare(Set<String> names) {
        steps.declareIndexes(names);
    }

    @Override
    public Page<String> find(String index, String value, @Nullable String after) {
        return caller.run(steps.find(index, value, after));
    }

    @Override
    public Optional<SessionRecord> getConsistently(String id, Instant now) {
        return run(steps.getConsistently(id, now));
    }

    @Override
    public Optional<SessionRecord> deleteIndexed(String id, String index, String value, Instant now) {
        return run(steps.deleteIndexed(id, index, value, now));
    }

    @Override
    public StorageStatus look() {
        return caller.run(steps.look());
    }

    /** Ids are renewable in the native layout only. */
    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return type == RenewableIds.class && !steps.canRenewIds()
                ? Optional.empty()
                : StorageClient.super.capability(type);
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
            close(indexBuilding.get());
            onClose.run();
        }
    }
}
