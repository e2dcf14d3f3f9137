package io.github.dynamodbsession.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.StoreBuilder;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.contract.EngineSettings;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.TestTable;
import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import io.github.dynamodbsession.micrometer.DynamoDbMetrics;
import io.github.dynamodbsession.micrometer.SessionMetrics;
import io.github.dynamodbsession.testkit.SettableClock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The measured values of a known load, through one adapter. */
public abstract class MetricsOnDynamoContract {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TestTable table = new TestTable(DynamoDbEndpoint.shared());
    private final SettableClock clock = SettableClock.startingNow();
    private FaultProxy proxy;
    private Node node;

    /** For subclasses. */
    protected MetricsOnDynamoContract() {}

    /** Creates a store over the adapter; both builders must be configured with {@link #set}. */
    protected abstract Node newNode();

    /**
     * Sets the options of a storage.
     *
     * @param builder the adapter's builder
     * @param <B> its type
     * @return the builder
     */
    protected final <B extends DynamoStorageBuilder<B>> B set(B builder) {
        return EngineSettings.set(builder, proxy.endpoint())
                .tableName(table.name())
                .autoCreate(true)
                .nativeTtl(false)
                .scanSegments(1)
                .callTimeout(Duration.ofSeconds(4))
                .callListener(DynamoDbMetrics.of(registry));
    }

    /**
     * Sets the options of a store.
     *
     * @param builder its builder
     * @param <B> its type
     * @return the builder
     */
    protected final <B extends StoreBuilder<B>> B set(B builder) {
        return builder.clock(clock).cleanupInterval(Duration.ZERO).listener(SessionMetrics.of(registry));
    }

    @BeforeEach
    void start() {
        proxy = FaultProxy.to(DynamoDbEndpoint.shared());
        node = newNode();
        registry.clear();
        proxy.forget();
    }

    @AfterEach
    void stop() {
        node.close();
        proxy.close();
        registry.close();
        table.delete();
    }

    private Map<String, Long> timers(String name) {
        return registry.find(name).timers().stream()
                .collect(Collectors.toMap(
                        timer -> timer.getId().getTags().stream()
                                .map(Tag::getValue)
                                .collect(Collectors.joining(" ")),
                        Timer::count,
                        Long::sum,
                        TreeMap::new));
    }

    private Map<String, Double> units(String name) {
        return registry.find(name).counters().stream()
                .collect(Collectors.toMap(
                        counter -> counter.getId().getTag("operation"), Counter::count, Double::sum, TreeMap::new));
    }

    private Session stored() {
        Session session = node.create().get();
        assertThat(node.save().apply(session)).isEqualTo(SaveResult.CREATED);
        return session;
    }

    /** One of each call; the id change after a save reads the session once more. */
    private void load() {
        Session session = stored();
        for (int i = 0; i < 3; i++) {
            session = node.find().apply(session.id()).orElseThrow();
            session.setAttribute("count", i);
            assertThat(node.save().apply(session)).isEqualTo(SaveResult.CHANGED);
        }
        node.changeId().accept(session);
        assertThat(node.save().apply(session)).isEqualTo(SaveResult.RENAMED);
        clock.advance(Duration.ofMinutes(1));
        session = node.find().apply(session.id()).orElseThrow();
        assertThat(node.save().apply(session)).isEqualTo(SaveResult.TOUCHED);
        node.reap().run();
        assertThat(node.delete().apply(session)).isTrue();
        assertThat(node.find().apply(session.id())).isEmpty();
    }

    @Test
    void operationsAreWhatTheStoreWasAsked() {
        load();

        assertThat(timers("dynamodb.session.operations"))
                .containsOnly(
                        entry("none save created", 1L),
                        entry("none find found", 4L),
                        entry("none save changed", 3L),
                        entry("none save renamed", 1L),
                        entry("none save touched", 1L),
                        entry("none reap done", 1L),
                        entry("none delete deleted", 1L),
                        entry("none find missed", 1L));
        assertThat(registry.find("dynamodb.session.operations").timers())
                .allSatisfy(timer ->
                        assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive());
    }

    @Test
    void callsAreThoseThatTheEngineSaw() {
        load();

        Map<String, Long> done = timers("dynamodb.session.calls");
        assertThat(done)
                .containsOnly(
                        entry("PutItem done", 2L),
                        entry("GetItem done", 6L),
                        entry("UpdateItem done", 4L),
                        entry("TransactWriteItems done", 1L),
                        entry("Scan done", 1L));
        proxy.counts().forEach((operation, count) -> assertThat(done).containsEntry(operation + " done", (long) count));
    }

    /** DynamoDB bills a transaction twice: 4 units for the two items of an id change. */
    @Test
    void unitsAreThoseThatTheEngineTellsOf() {
        load();

        assertThat(units("dynamodb.session.consumed.write"))
                .containsOnly(entry("PutItem", 2.0), entry("UpdateItem", 4.0), entry("TransactWriteItems", 4.0));
        assertThat(units("dynamodb.session.consumed.read")).containsOnly(entry("GetItem", 6.0), entry("Scan", 0.5));
    }

    @Test
    void callsThatMeetATransactionAreConflictsAndTheOperationIsNone() {
        Session session = stored();
        registry.clear();
        proxy.fault("UpdateItem", 2, Fault.CONFLICT);

        session.setAttribute("a", 1);
        assertThat(node.save().apply(session)).isEqualTo(SaveResult.CHANGED);

        assertThat(timers("dynamodb.session.calls"))
                .containsOnly(entry("UpdateItem conflict", 2L), entry("UpdateItem done", 1L));
        assertThat(timers("dynamodb.session.operations")).containsOnly(entry("none save changed", 1L));
    }

    @Test
    void aSaveThatComesTooLateIsACallWhoseConditionFails() {
        Session session = stored();
        Session late = node.find().apply(session.id()).orElseThrow();
        assertThat(node.delete().apply(session)).isTrue();
        registry.clear();

        late.setAttribute("a", 1);
        assertThat(node.save().apply(late)).isEqualTo(SaveResult.ENDED);

        assertThat(timers("dynamodb.session.calls")).containsEntry("UpdateItem condition_failed", 1L);
        assertThat(timers("dynamodb.session.operations")).containsOnly(entry("none save ended", 1L));
    }

    @Test
    void anEngineThatDoesNotAnswerIsAFailure() {
        proxy.fault("GetItem", FaultProxy.ALWAYS, Fault.RESET);

        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(() -> node.find().apply("id"));

        assertThat(timers("dynamodb.session.calls")).containsOnly(entry("GetItem no_answer", 1L));
        await("dynamodb.session.failures");
        assertThat(registry.get("dynamodb.session.failures")
                        .tags("kind", "find", "error", "SessionStorageException", "retryable", "true")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(timers("dynamodb.session.operations"))
                .containsOnly(entry("SessionStorageException find failed", 1L));
    }

    /** The failure of an asynchronous operation may be visible before listeners are notified. */
    private void await(String meter) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (registry.find(meter).counters().isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
