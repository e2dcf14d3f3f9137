package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.storage.Tombstone;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The parts that a storage client's operations consist of, for what a store has declared so far. Immutable: a further
 * declaration gives a new plan.
 */
final class Plan {

    private final DynamoOptions options;
    private final SortedSet<String> indexes;
    private final Duration removalDelay;

    private final TableLayout layout;
    private final InitSteps init;
    private final HealthSteps health;
    private final IndexSteps indexing;
    private final ReadSteps read;
    private final PutSteps put;
    private final DeleteSteps delete;
    private final SweepSteps sweep;
    private final QuerySteps query;

    private Plan(DynamoOptions options, SortedSet<String> indexes, Duration removalDelay) {
        this.options = options;
        this.indexes = Collections.unmodifiableSortedSet(indexes);
        this.removalDelay = removalDelay;
        this.layout = options.tableLayout().withRemovalDelay(removalDelay);
        TableIndexes wanted =
                new TableIndexes(options, indexes.stream().map(layout::index).toList());
        ConflictRetries retries = new ConflictRetries(
                () -> ThreadLocalRandom.current().nextDouble(), new LostTable(options, layout, wanted));
        this.init = new InitSteps(options, layout, wanted);
        this.health = new HealthSteps(options, wanted);
        this.indexing = new IndexSteps(options, wanted);
        ApartSteps apart = new ApartSteps(layout, retries, options.tableName());
        this.read = new ReadSteps(layout, retries, apart, options.consistentRead());
        this.put = new PutSteps(layout, retries, apart);
        this.delete = new DeleteSteps(layout, retries);
        this.sweep = new SweepSteps(layout, retries, Sweep.with(options));
        this.query = new QuerySteps(options, layout, retries);
    }

    /** Without indexes. An expired item stays as long as an attempt to create its session may still arrive. */
    static Plan of(DynamoOptions options) {
        return new Plan(options, new TreeSet<>(), Tombstone.MAX_DELAY);
    }

    /** With these indexes as well. */
    Plan declare(Set<String> names) {
        SortedSet<String> all = new TreeSet<>(indexes);
        all.addAll(names);
        return new Plan(options, all, removalDelay);
    }

    /** With a delay of DynamoDB's time to live of at least this duration. */
    Plan delayRemoval(Duration delay) {
        return delay.compareTo(removalDelay) > 0 ? new Plan(options, indexes, delay) : this;
    }

    TableLayout layout() {
        return layout;
    }

    InitSteps init() {
        return init;
    }

    HealthSteps health() {
        return health;
    }

    IndexSteps indexing() {
        return indexing;
    }

    ReadSteps read() {
        return read;
    }

    PutSteps put() {
        return put;
    }

    DeleteSteps delete() {
        return delete;
    }

    SweepSteps sweep() {
        return sweep;
    }

    QuerySteps query() {
        return query;
    }
}
