package io.github.dynamodbsession.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.dynamodbsession.core.EndCause;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.testkit.FailingStorageClient.Operation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SessionMetrics metrics = SessionMetrics.of(registry);
    private final Load load = new Load(metrics);
    private final SessionStore store = load.store;

    @AfterEach
    void close() {
        load.close();
        registry.close();
    }

    private static String tags(Meter meter) {
        return meter.getId().getTags().stream().map(Tag::getValue).collect(Collectors.joining(" "));
    }

    /** The number of operations by the values of the tags, in the order of their keys: error, kind, outcome. */
    private Map<String, Long> operations() {
        return registry.find("dynamodb.session.operations").timers().stream()
                .collect(Collectors.toMap(SessionMetricsTest::tags, Timer::count, Long::sum, TreeMap::new));
    }

    /** The non-zero counts of the counters of a name, by the values of their tags. */
    private Map<String, Double> counted(String name) {
        return registry.find(name).counters().stream()
                .filter(counter -> counter.count() > 0)
                .collect(Collectors.toMap(SessionMetricsTest::tags, Counter::count, Double::sum, TreeMap::new));
    }

    @Test
    void everyOperationIsTimedByItsKindAndOutcome() {
        load.everything();

        assertThat(operations())
                .containsOnly(
                        entry("none init done", 1L),
                        entry("none save created", 4L),
                        entry("none save unchanged", 1L),
                        entry("none save changed", 1L),
                        entry("none save renamed", 1L),
                        entry("none save touched", 1L),
                        entry("none save ended", 1L),
                        entry("none find found", 3L),
                        entry("none find missed", 1L),
                        entry("none find_by_index found", 1L),
                        entry("none find_by_index missed", 1L),
                        entry("none list done", 1L),
                        entry("none count done", 1L),
                        entry("none delete deleted", 1L),
                        entry("none delete missed", 1L),
                        entry("none delete_by_index deleted", 1L),
                        entry("none delete_all done", 1L),
                        entry("none reap done", 1L));
        assertThat(registry.find("dynamodb.session.operations").timers())
                .allSatisfy(timer -> assertThat(timer.totalTime(TimeUnit.MILLISECONDS))
                        .isEqualTo(timer.count() * (double) Load.EACH.toMillis()));
    }

    @Test
    void savesAreCountedByWhatWasDecidedAndConflictsByThemselves() {
        load.everything();

        assertThat(counted("dynamodb.session.saves"))
                .containsOnly(
                        entry("create", 4.0),
                        entry("change", 2.0), // one of them too late
                        entry("rename", 1.0),
                        entry("touch", 1.0),
                        entry("nothing", 1.0));
        assertThat(counted("dynamodb.session.conflicts")).containsOnly(entry("", 1.0));
    }

    @Test
    void aSaveThatTakesNoDecisionIsCountedAsNone() {
        Session session = load.stored();
        store.delete(session);

        store.save(session);

        assertThat(counted("dynamodb.session.saves")).contains(entry("none", 1.0));
    }

    @Test
    void endsAreCountedByTheirCauseAndThoseOfTheCleanUpByThemselves() {
        load.everything();

        assertThat(counted("dynamodb.session.ended"))
                .containsOnly(entry("application", 1.0), entry("administration", 2.0), entry("expiry", 1.0));
        assertThat(counted("dynamodb.session.reaped")).containsOnly(entry("removed", 1.0));
    }

    @Test
    void whatTheCleanUpLeavesBehindIsCounted() {
        metrics.onReaped(ReapResult.of(3, 2, new SessionStorageException("of the first", true, null)));

        assertThat(counted("dynamodb.session.reaped")).containsOnly(entry("removed", 3.0), entry("failed", 2.0));
    }

    private record Unknown() implements Serializable {}

    @Test
    void undecodableAttributesAreCounted() {
        SessionStore writing = load.on(SessionStore.builder(load.storage))
                .codec(JavaSerializationCodec.builder()
                        .allowClass(Unknown.class)
                        .build())
                .build();
        Session session = writing.create();
        session.setAttribute("one", new Unknown());
        session.setAttribute("two", new Unknown());
        session.setAttribute("three", 3);
        writing.save(session);

        Session found = store.find(session.id()).orElseThrow();
        assertThat(found.attribute("one")).isEmpty();
        assertThat(found.attribute("two")).isEmpty();
        assertThat(found.attribute("three")).contains(3);

        assertThat(counted("dynamodb.session.undecodable")).containsOnly(entry("", 2.0));
    }

    @Test
    void failuresAreTimedAndCountedByWhatTheyAre() {
        Session session = load.stored();
        load.storage.on(Operation.GET).failBeforeApplying();
        load.storage
                .on(Operation.GET)
                .with(() -> new IllegalStateException(Load.SECRET))
                .failBeforeApplying();
        load.storage.on(Operation.DELETE_EXPIRED).failAfterApplying();

        assertThatThrownBy(() -> store.find(session.id())).isInstanceOf(SessionStorageException.class);
        assertThatThrownBy(() -> store.find(session.id())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(store::reap).isInstanceOf(SessionStorageException.class);
        session.setAttribute("a", new Object());
        assertThatThrownBy(() -> store.save(session)).isInstanceOf(SessionCodecException.class);

        assertThat(counted("dynamodb.session.failures"))
                .containsOnly(
                        entry("SessionStorageException find true", 1.0),
                        entry("other find false", 1.0),
                        entry("SessionStorageException reap true", 1.0),
                        entry("SessionCodecException save false", 1.0));
        assertThat(operations())
                .contains(
                        entry("SessionStorageException find failed", 1L),
                        entry("none find failed", 1L),
                        entry("SessionStorageException reap failed", 1L),
                        entry("SessionCodecException save refused", 1L));
    }

    @Test
    void countersThatHaveFewTagsAreThereFromTheStart() {
        assertThat(registry.getMeters().stream()
                        .filter(Counter.class::isInstance)
                        .map(meter -> meter.getId().getName() + " " + tags(meter)))
                .containsExactlyInAnyOrder(
                        "dynamodb.session.conflicts ",
                        "dynamodb.session.ended administration",
                        "dynamodb.session.ended application",
                        "dynamodb.session.ended expiry",
                        "dynamodb.session.reaped failed",
                        "dynamodb.session.reaped removed",
                        "dynamodb.session.saves change",
                        "dynamodb.session.saves create",
                        "dynamodb.session.saves none",
                        "dynamodb.session.saves nothing",
                        "dynamodb.session.saves rename",
                        "dynamodb.session.saves touch",
                        "dynamodb.session.undecodable ");
    }

    @Test
    void noMeterShowsAnIdOrAValueAndEachSaysWhatItIs() {
        Session session = load.stored();
        load.everything();

        assertThat(registry.getMeters()).isNotEmpty().allSatisfy(meter -> {
            assertThat(meter.getId().getDescription()).isNotBlank();
            assertThat(meter.getId().getBaseUnit()).isNotBlank();
            assertThat(meter.getId().toString())
                    .doesNotContain(session.id())
                    .doesNotContain(Load.SECRET)
                    .doesNotContain("user");
        });
    }

    @Test
    void tagsOfTheUserAreOnEveryMeterAndReplaceNoneOfItsOwn() {
        SimpleMeterRegistry tagged = new SimpleMeterRegistry();
        SessionMetrics withTags = SessionMetrics.builder(tagged)
                .tags(Tags.of("store", "shop"))
                .tags(Tags.of("kind", "mine"))
                .build();
        try (Load another = new Load(withTags)) {
            another.everything();
        }

        assertThat(tagged.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().getTag("store")).isEqualTo("shop"));
        assertThat(tagged.get("dynamodb.session.operations").timers())
                .extracting(timer -> timer.getId().getTag("kind"))
                .contains("find", "save")
                .doesNotContain("mine");
    }

    @Test
    void severalStoresAreAddedUp() {
        try (Load another = new Load(metrics)) {
            another.stored();
        }
        load.stored();

        assertThat(operations()).contains(entry("none save created", 2L));
    }

    @Test
    void nothingIsDoneForTheSakeOfNumbers() {
        assertThat(metrics.listensForExpiry()).isFalse();
        assertThat(metrics.reportsUndecodableAttributes()).isFalse();
    }

    @Test
    void everyCauseHasItsCounter() {
        Session session = load.stored();
        for (EndCause cause : EndCause.values()) {
            metrics.onEnded(session, cause);
        }

        assertThat(counted("dynamodb.session.ended")).hasSameSizeAs(List.of(EndCause.values()));
    }

    @Test
    void nullIsNoArgument() {
        assertThatThrownBy(() -> SessionMetrics.of(null)).hasMessage("registry");
        assertThatThrownBy(() -> SessionMetrics.builder(registry).tags(null)).hasMessage("tags");
        assertThatThrownBy(() -> SessionMetrics.builder(registry).observationRegistry(null))
                .hasMessage("observationRegistry");
        assertThatThrownBy(() -> DynamoDbMetrics.of(null)).hasMessage("registry");
        assertThatThrownBy(() -> DynamoDbMetrics.of(registry, null)).hasMessage("tags");
    }
}
