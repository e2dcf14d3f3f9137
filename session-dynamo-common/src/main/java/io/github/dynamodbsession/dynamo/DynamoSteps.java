package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.LoadedAttributes;
import io.github.dynamodbsession.core.storage.Page;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageStatus;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a storage client as steps over calls of DynamoDB, for blocking and asynchronous callers. Safe for use
 * by any number of threads.
 */
final class DynamoSteps {

    private final boolean consistentRead;

    /** Changes when a store declares what it needs, which it does before anything else. */
    private final AtomicReference<Plan> plan;

    DynamoSteps(DynamoOptions options) {
        this.consistentRead = options.consistentRead();
        this.plan = new AtomicReference<>(Plan.of(options));
    }

    private Plan plan() {
        return Objects.requireNonNull(plan.get());
    }

    /** The maximum of all delays counts. */
    void delayRemoval(Duration delay) {
        plan.updateAndGet(before -> before.delayRemoval(delay));
    }

    void declareIndexes(Set<String> names) {
        plan.updateAndGet(before -> before.declare(names));
    }

    /** If indexes are still missing, {@link #buildIndexes} has to follow. */
    Step<Request, Answer, Readiness> init() {
        return plan().init().init();
    }

    /** The attribute of the table's time to live; empty if the layout has none. */
    Optional<String> ttlAttribute() {
        return plan().layout().ttlAttribute();
    }

    /** Whether the layout has the capability {@link io.github.dynamodbsession.core.storage.RenewableIds}. */
    boolean canRenewIds() {
        return plan().layout().canRenewIds();
    }

    Step<Request, Answer, StorageStatus> look() {
        return plan().health().look();
    }

    Step<Request, Answer, Boolean> buildIndexes() {
        return plan().indexing().build();
    }

    Step<Request, Answer, Optional<SessionRecord>> get(String id, Instant now) {
        return plan().read().get(id, now);
    }

    Step<Request, Answer, LoadedAttributes> load(SessionRecord session, Set<String> names) {
        return plan().read().load(session, names);
    }

    Step<Request, Answer, PutResult> put(Change change, Instant now) {
        return plan().put().put(change, now);
    }

    Step<Request, Answer, Optional<SessionRecord>> delete(String id, Instant now) {
        return plan().delete().delete(id, now);
    }

    Step<Request, Answer, Optional<SessionRecord>> deleteIndexed(String id, String index, String value, Instant now) {
        return plan().delete().deleteIndexed(id, index, value, now);
    }

    Step<Request, Answer, Boolean> touch(String id, TimesChange times, Instant now) {
        return plan().read().touch(id, times, now);
    }

    Step<Request, Answer, Boolean> claimRound(Instant now, Duration interval) {
        return plan().sweep().claimRound(now, interval);
    }

    Step<Request, Answer, ReapResult> deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        return plan().sweep().deleteExpired(before, removed);
    }

    Step<Request, Answer, ReapResult> deleteAll(Instant now, Consumer<SessionRecord> removed) {
        return plan().sweep().deleteAll(now, removed);
    }

    Step<Request, Answer, Long> count(Instant now) {
        return plan().sweep().count(now, consistentRead);
    }

    Step<Request, Answer, Page<SessionRecord>> list(Instant now, @Nullable String after) {
        return plan().query().list(now, after);
    }

    Step<Request, Answer, Page<String>> find(String index, String value, @Nullable String after) {
        return plan().query().find(index, value, after);
    }

    Step<Request, Answer, Optional<SessionRecord>> getConsistently(String id, Instant now) {
        return plan().read().getConsistently(id, now);
    }
}
