package io.github.dynamodbsession.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.testkit.FailingStorageClient.Hold;
import io.github.dynamodbsession.testkit.FailingStorageClient.Operation;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ObservationTest {

    private final ObservationRegistry observations = ObservationRegistry.create();
    private final List<Observation.Context> stopped = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final SessionMetrics metrics = SessionMetrics.builder(registry)
            .observationRegistry(observations)
            .tags(Tags.of("store", "shop"))
            .build();
    private final Load load = new Load(metrics);

    ObservationTest() {
        observations.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public void onStop(Observation.Context context) {
                stopped.add(context);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
    }

    @AfterEach
    void close() {
        load.close();
        executor.shutdownNow();
        registry.close();
    }

    private static String text(Observation.Context context) {
        return context.getName() + " "
                + context.getLowCardinalityKeyValues().stream()
                        .map(tag -> tag.getKey() + "=" + tag.getValue())
                        .collect(Collectors.joining(" "));
    }

    @Test
    void anOperationIsAnObservationWithinTheOneOfItsThread() {
        Observation request = Observation.start("request", observations);
        AtomicReference<Observation> meanwhile = new AtomicReference<>();
        load.storage
                .on(Operation.GET)
                .with(() -> {
                    meanwhile.set(observations.getCurrentObservation());
                    return new SessionStorageException("down", true, null);
                })
                .failBeforeApplying();

        request.scoped(() -> {
            assertThatThrownBy(() -> load.store.find("id")).isInstanceOf(SessionStorageException.class);
            assertThat(observations.getCurrentObservation()).isSameAs(request);
            assertThat(load.store.find("id")).isEmpty();
        });

        assertThat(observations.getCurrentObservation()).isNull();
        assertThat(stopped)
                .extracting(ObservationTest::text)
                .containsExactly(
                        "dynamodb.session.operations kind=find outcome=failed store=shop",
                        "dynamodb.session.operations kind=find outcome=missed store=shop");
        assertThat(stopped).allSatisfy(context -> {
            assertThat(context.getContextualName()).isEqualTo("session find");
            assertThat(context.getParentObservation()).isSameAs(request);
        });
        assertThat(stopped.get(0).getError()).isInstanceOf(SessionStorageException.class);
        assertThat(stopped.get(1).getError()).isNull();
        assertThat(meanwhile.get().getContext()).isSameAs(stopped.get(0));
    }

    @Test
    void anAsynchronousOperationLeavesItsThreadAlone() {
        AsyncSessionStore store = AsyncSessionStore.builder(AsyncStorageClient.bridge(load.storage, executor))
                .cleanupInterval(Duration.ZERO)
                .init(false)
                .executor(executor)
                .listener(metrics)
                .build()
                .join();
        Observation request = Observation.start("request", observations);
        Hold hold = load.storage.on(Operation.GET).holdBeforeApplying();
        Session session = store.create();
        AtomicReference<CompletableFuture<Optional<Session>>> find = new AtomicReference<>();
        request.scoped(() -> {
            find.set(store.find(session.id()));
            assertThat(observations.getCurrentObservation()).isSameAs(request);
        });
        hold.awaitArrival();
        assertThat(stopped).isEmpty();
        hold.release();

        assertThat(find.get().join()).isEmpty();

        assertThat(stopped)
                .extracting(ObservationTest::text)
                .containsExactly("dynamodb.session.operations kind=find outcome=missed store=shop");
        assertThat(stopped.get(0).getParentObservation()).isSameAs(request);
    }

    @Test
    void anAsynchronousOperationThatIsGivenUpIsStopped() {
        AsyncSessionStore store = AsyncSessionStore.builder(AsyncStorageClient.bridge(load.storage, executor))
                .cleanupInterval(Duration.ZERO)
                .init(false)
                .executor(executor)
                .listener(metrics)
                .build()
                .join();
        Hold hold = load.storage.on(Operation.GET).holdBeforeApplying();
        CompletableFuture<Optional<Session>> find = store.find("id");
        hold.awaitArrival();

        find.cancel(false);
        hold.release();

        assertThat(stopped)
                .extracting(ObservationTest::text)
                .containsExactly("dynamodb.session.operations kind=find outcome=cancelled store=shop");
    }

    /** The names, types and keys of all meters, except for those of active observations. */
    private static Map<Meter.Id, Long> timers(SimpleMeterRegistry registry) {
        return registry.getMeters().stream()
                .filter(Timer.class::isInstance)
                .map(Timer.class::cast)
                .collect(Collectors.toMap(Timer::getId, Timer::count));
    }

    @Test
    void theTimersAreThoseOfTheHandlerAndTheSameAsOurOwn() {
        load.everything();
        assertThat(timers(registry)).as("without a handler").isEmpty();
        SimpleMeterRegistry own = new SimpleMeterRegistry();
        SimpleMeterRegistry ofHandler = new SimpleMeterRegistry();
        ObservationRegistry handled = ObservationRegistry.create();
        handled.observationConfig().observationHandler(new DefaultMeterObservationHandler(ofHandler));

        for (SessionMetrics each : List.of(
                SessionMetrics.of(own),
                SessionMetrics.builder(ofHandler).observationRegistry(handled).build())) {
            try (Load another = new Load(each)) {
                another.everything();
                another.storage.on(Operation.GET).failBeforeApplying();
                assertThatThrownBy(() -> another.store.find("id")).isInstanceOf(SessionStorageException.class);
            }
        }

        assertThat(timers(own)).hasSizeGreaterThan(10).isEqualTo(timers(ofHandler));
        assertThat(ofHandler.get("dynamodb.session.operations.active").longTaskTimers())
                .allSatisfy(timer -> assertThat(timer.activeTasks()).isZero());
        assertThat(own.find("dynamodb.session.operations.active").meter()).isNull();
    }
}
