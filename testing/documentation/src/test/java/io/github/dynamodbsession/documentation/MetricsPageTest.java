package io.github.dynamodbsession.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.EndCause;
import io.github.dynamodbsession.core.OperationEvent;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.dynamo.call.Operations;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.micrometer.SessionMetrics;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on metrics documents exactly the meters that exist. */
class MetricsPageTest {

    private static final String OPERATIONS = "dynamodb.session.operations";

    private final Page page = Page.of("docs/metrics.md");
    private final MeterTable table = MeterTable.of(page);

    @Test
    void theExampleIsTheCompiledOne() {
        assertThat(page.example("MeasuredSessions.java"))
                .isEqualTo(Page.compiled(MetricsPageTest.class, "MeasuredSessions.java"));
    }

    @Test
    void theExampleMeasuresTheStoreAndDynamoDb() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (SessionStore store = MeasuredSessions.storeOn(
                DynamoDbV2Storage.builder()
                        .tableName("measured-" + UUID.randomUUID())
                        .endpoint(DynamoDbEndpoint.shared().toString())
                        .region("us-east-1")
                        .accessKeyId("test")
                        .secretAccessKey("test")
                        .autoCreate(true)
                        .nativeTtl(false),
                registry)) {
            store.save(store.create());
        }

        assertThat(registry.get(OPERATIONS).tags("kind", "save").timer().count())
                .isEqualTo(1);
        assertThat(registry.get("dynamodb.session.consumed.write")
                        .tag("operation", "PutItem")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private static MeterTable.Meter row(Meter meter) {
        Meter.Id id = meter.getId();
        return new MeterTable.Meter(
                id.getName(),
                id.getType().name().toLowerCase(Locale.ROOT),
                String.valueOf(id.getBaseUnit()),
                id.getTags().stream().map(Tag::getKey).collect(Collectors.toCollection(TreeSet::new)),
                "",
                String.valueOf(id.getDescription()));
    }

    @Test
    void theMetersOfThePageAreThoseThatAreRegistered() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        MeasuredLoad.on(registry);

        assertThat(table.meters().stream()
                        .map(meter -> new MeterTable.Meter(
                                meter.name(), meter.type(), meter.unit(), meter.tags(), "", meter.meaning())))
                .containsExactlyInAnyOrderElementsOf(
                        registry.getMeters().stream().map(MetricsPageTest::row).collect(Collectors.toSet()));
    }

    @Test
    void theNamesInPrometheusAreThoseThatItIsTold() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        MeasuredLoad.on(registry);
        Set<String> told = registry.scrape()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());

        assertThat(table.meters().stream()
                        .flatMap(meter -> meter.type().equals("timer")
                                ? Stream.of("_count", "_sum", "_max").map(meter.prometheus()::concat)
                                : Stream.of(meter.prometheus())))
                .containsExactlyInAnyOrderElementsOf(told);
    }

    @Test
    void everyTagOfAMeterIsInTheTableOfTagsAndNoOther() {
        Map<String, Set<String>> tagsOfMeters =
                table.meters().stream().collect(Collectors.toMap(MeterTable.Meter::name, MeterTable.Meter::tags));

        tagsOfMeters.forEach((meter, keys) -> assertThat(table.tags().stream()
                        .filter(tag -> tag.meters().contains(meter))
                        .map(MeterTable.Tag::key))
                .as(meter)
                .containsExactlyInAnyOrderElementsOf(keys));
        assertThat(table.tags()).flatExtracting(MeterTable.Tag::meters).isSubsetOf(tagsOfMeters.keySet());
    }

    private static Set<String> constants(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    @Test
    void theValuesOfATagAreThoseThatThereCanBe() {
        assertThat(table.values("kind", OPERATIONS)).isEqualTo(constants(OperationEvent.Kind.class));
        assertThat(table.values("kind", "dynamodb.session.failures")).isEqualTo(constants(OperationEvent.Kind.class));
        assertThat(table.values("outcome", OPERATIONS)).isEqualTo(constants(OperationEvent.Outcome.class));
        assertThat(table.values("outcome", "dynamodb.session.calls")).isEqualTo(constants(CallListener.Outcome.class));
        assertThat(table.values("decision", "dynamodb.session.saves"))
                .isEqualTo(constants(OperationEvent.Decision.class));
        assertThat(table.values("cause", "dynamodb.session.ended")).isEqualTo(constants(EndCause.class));
        Set<String> operations = Arrays.stream(Operations.class.getMethods())
                .map(Method::getName)
                .filter(name -> !name.equals("make"))
                .map(name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                .collect(Collectors.toSet());
        assertThat(table.values("operation", "dynamodb.session.calls")).isEqualTo(operations);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        MeasuredLoad.on(registry);
        assertThat(table.values("outcome", "dynamodb.session.reaped"))
                .isEqualTo(registry.find("dynamodb.session.reaped").counters().stream()
                        .map(counter -> counter.getId().getTag("outcome"))
                        .collect(Collectors.toSet()));
    }

    @Test
    void theErrorsAreThoseOfTheFamily() throws ReflectiveOperationException {
        for (String meter : List.of(OPERATIONS, "dynamodb.session.failures")) {
            Set<String> errors = table.values("error", meter);
            errors.removeAll(Set.of("none", "other"));
            for (String error : errors) {
                Class<?> type = Class.forName(SessionException.class.getPackageName() + "." + error);
                assertThat(type).isAssignableTo(SessionException.class);
                assertThat(Modifier.isAbstract(type.getModifiers())).isFalse();
            }
            assertThat(errors).hasSize(4);
        }
    }

    /** Those of {@link #theMetersOfThePageAreThoseThatAreRegistered}, so the page need not distinguish them. */
    @Test
    void withObservationsTheMetersAreTheSameAndWhatIsUnderWay() {
        SimpleMeterRegistry without = new SimpleMeterRegistry();
        MeasuredLoad.on(SessionMetrics.of(without));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(registry));
        MeasuredLoad.on(SessionMetrics.builder(registry)
                .observationRegistry(observations)
                .build());

        assertThat(page.text()).contains("`" + OPERATIONS + ".active`");
        assertThat(namesAndTags(registry))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(namesAndTags(without), Stream.of(OPERATIONS + ".active [kind]"))
                                .toList());
    }

    private static Stream<String> namesAndTags(SimpleMeterRegistry registry) {
        return registry.getMeters().stream()
                .map(meter -> row(meter).name() + " " + row(meter).tags())
                .distinct();
    }
}
