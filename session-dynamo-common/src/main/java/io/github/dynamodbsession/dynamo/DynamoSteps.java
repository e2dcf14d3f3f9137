package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.Page;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageStatus;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.core.storage.Tombstone;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a storage client as steps over calls of DynamoDB, whoever runs them. Safe for use by any number of
 * threads.
 */
final class DynamoSteps {

    private final DynamoOptions options;
    private final SortedSet<String> indexes = new TreeSet<>();
    /** As long as an attempt of the create of a session may arrive, something must lie in its way. */
    private Duration removalDelay = Tombstone.LONGEST_DELAY;

    /** Made anew when a store says what it wants of the storage, which it does before anything else. */
    private volatile Kinds by;

    private record Kinds(
            TableLayout layout,
            InitSteps init,
            HealthSteps health,
            IndexSteps index,
            ReadSteps read,
            PutSteps put,
            DeleteSteps delete,
            SweepSteps sweep,
            QuerySteps query) {}

    DynamoSteps(DynamoOptions options) {
        this.options = options;
        this.by = kinds();
    }

    private Kinds kinds() {
        TableLayout layout = new NativeLayout(
                        options.tableName(), new Keys(options.keyAttribute(), options.keyPrefix()))
                .withRemovalDelay(removalDelay);
        TableIndexes wanted =
                new TableIndexes(options, indexes.stream().map(layout::index).toList());
        Retries retries =
                new Retries(() -> ThreadLocalRandom.current().nextDouble(), new LostTable(options, layout, wanted));
        return new Kinds(
                layout,
                new InitSteps(options, layout, wanted),
                new HealthSteps(options, wanted),
                new IndexSteps(options, wanted),
                new ReadSteps(layout, retries, options.consistentRead()),
                new PutSteps(layout, retries),
                new DeleteSteps(layout, retries),
                new SweepSteps(layout, retries, Sweep.with(options)),
                new QuerySteps(options, layout, retries));
    }

    /** The longest that was ever asked for counts. */
    synchronized void delayRemoval(Duration delay) {
        if (delay.compareTo(removalDelay) > 0) {
            removalDelay = delay;
            by = kinds();
        }
    }

    synchronized void declareIndexes(Set<String> names) {
        indexes.addAll(names);
        by = kinds();
    }

    /** If not all is done, {@link #buildIndexes} is to go on. */
    Step<Request, Answer, Readiness> init() {
        return by.init.init();
    }

    /** What the table's time to live goes by. */
    String ttlAttribute() {
        return by.layout.ttlAttribute();
    }

    Step<Request, Answer, StorageStatus> look() {
        return by.health.look();
    }

    Step<Request, Answer, Boolean> buildIndexes() {
        return by.index.build();
    }

    Step<Request, Answer, Optional<SessionRecord>> get(String id, Instant now) {
        return by.read.get(id, now);
    }

    Step<Request, Answer, PutResult> put(Change change, Instant now) {
        return by.put.put(change, now);
    }

    Step<Request, Answer, Optional<SessionRecord>> delete(String id, Instant now) {
        return by.delete.delete(id, now);
    }

    Step<Request, Answer, Optional<SessionRecord>> deleteIndexed(String id, String index, String value, Instant now) {
        return by.delete.deleteIndexed(id, index, value, now);
    }

    Step<Request, Answer, Boolean> touch(String id, TimesChange times, Instant now) {
        return by.read.touch(id, times, now);
    }

    Step<Request, Answer, Boolean> claimRound(Instant now, Duration interval) {
        return by.sweep.claimRound(now, interval);
    }

    Step<Request, Answer, ReapResult> deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        return by.sweep.deleteExpired(before, removed);
    }

    Step<Request, Answer, ReapResult> deleteAll(Instant now, Consumer<SessionRecord> removed) {
        return by.sweep.deleteAll(now, removed);
    }

    Step<Request, Answer, Long> count(Instant now) {
        return by.sweep.count(now, options.consistentRead());
    }

    Step<Request, Answer, Page<SessionRecord>> list(Instant now, @Nullable String after) {
        return by.query.list(now, after);
    }

    Step<Request, Answer, Page<String>> find(String index, String value, @Nullable String after) {
        return by.query.find(index, value, after);
    }

    Step<Request, Answer, Optional<SessionRecord>> getConsistently(String id, Instant now) {
        return by.read.getConsistently(id, now);
    }
}
