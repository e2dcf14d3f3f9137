package io.github.dynamodbsession.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks the queries of the dashboard against the metrics that are exported to Prometheus and documented on the page on
 * metrics.
 */
class DashboardTest {

    /** A metric stands before its labels or its range, or is the first argument of {@code label_values}. */
    private static final Pattern METRIC = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)[{\\[]|label_values\\((\\w+),");

    private static final Pattern MATCHER = Pattern.compile("(\\w+) *(?:=~|!~|!=|=) *\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");

    /** Metrics that Prometheus itself adds. */
    private static final Set<String> LABELS_OF_PROMETHEUS = Set.of("job", "instance");

    private final JsonObject dashboard = JsonParser.parseString(
                    Page.of("docs/grafana-dashboard.json").text())
            .getAsJsonObject();
    private final MeterTable documented = MeterTable.of(Page.of("docs/metrics.md"));

    /** One query, with its legend. */
    private record Query(String expression, String legend) {

        Set<String> metrics() {
            return METRIC.matcher(expression)
                    .results()
                    .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (JsonElement panel : dashboard.getAsJsonArray("panels")) {
            JsonArray targets = panel.getAsJsonObject().getAsJsonArray("targets");
            for (JsonElement target : targets == null ? new JsonArray() : targets) {
                queries.add(new Query(
                        target.getAsJsonObject().get("expr").getAsString(),
                        target.getAsJsonObject().get("legendFormat").getAsString()));
            }
        }
        for (JsonElement variable : dashboard.getAsJsonObject("templating").getAsJsonArray("list")) {
            if (variable.getAsJsonObject().get("type").getAsString().equals("query")) {
                queries.add(new Query(variable.getAsJsonObject().get("query").getAsString(), ""));
            }
        }
        return queries;
    }

    private Set<String> documentedMetrics() {
        return documented.meters().stream()
                .flatMap(meter -> meter.type().equals("timer")
                        ? Stream.of("_count", "_sum", "_max").map(meter.prometheus()::concat)
                        : Stream.of(meter.prometheus()))
                .collect(Collectors.toSet());
    }

    private MeterTable.Meter meter(String metric) {
        return documented.meters().stream()
                .filter(meter -> metric.replaceFirst("_(count|sum|max)$", "").equals(meter.prometheus()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not documented: " + metric));
    }

    @Test
    void everyMetricOfAQueryIsDocumentedAndTold() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        MeasuredLoad.on(registry);
        String told = registry.scrape();

        assertThat(queries()).hasSizeGreaterThan(15).allSatisfy(query -> {
            assertThat(query.metrics()).isNotEmpty().isSubsetOf(documentedMetrics());
            assertThat(query.metrics())
                    .allSatisfy(metric -> assertThat(told).containsPattern("(?m)^" + metric + "[{ ]"));
        });
    }

    @Test
    void everyDocumentedMeterIsOnTheDashboard() {
        assertThat(queries().stream()
                        .flatMap(query -> query.metrics().stream())
                        .map(this::meter)
                        .map(MeterTable.Meter::name)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        documented.meters().stream().map(MeterTable.Meter::name).toList());
    }

    @Test
    void everyLabelOfAQueryIsATagOfItsMeterAndEveryValueOneOfItsValues() {
        for (Query query : queries()) {
            for (String metric : query.metrics()) {
                MeterTable.Meter meter = meter(metric);
                Set<String> labels = new TreeSet<>();
                GROUPING.matcher(query.expression())
                        .results()
                        .flatMap(group -> Arrays.stream(group.group(1).split(" *, *")))
                        .forEach(labels::add);
                LEGEND.matcher(query.legend())
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .forEach(labels::add);
                MATCHER.matcher(query.expression()).results().forEach(matcher -> {
                    labels.add(matcher.group(1));
                    if (!LABELS_OF_PROMETHEUS.contains(matcher.group(1))) {
                        assertThat(matcher.group(2).split("\\|"))
                                .as(query.expression())
                                .isSubsetOf(documented.values(matcher.group(1), meter.name()));
                    }
                });
                labels.removeAll(LABELS_OF_PROMETHEUS);
                assertThat(labels).as(query.expression()).isSubsetOf(meter.tags());
            }
        }
    }

    @Test
    void everyPanelHasAnIdOfItsOwnAndSaysWhatItShows() {
        List<JsonObject> panels = dashboard.getAsJsonArray("panels").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .toList();

        assertThat(panels).extracting(panel -> panel.get("id").getAsInt()).doesNotHaveDuplicates();
        assertThat(panels).filteredOn(panel -> panel.has("targets")).allSatisfy(panel -> assertThat(
                        panel.get("description").getAsString())
                .isNotBlank());
    }

    @Test
    void aMetricThatIsNotThereWouldBeNoticed() {
        assertThat(new Query("rate(dynamodb_session_lost_total{job=~\"x\"}[5m]) / rate(other[1m])", "").metrics())
                .containsExactly("dynamodb_session_lost_total", "other");
        assertThat(new Query("label_values(dynamodb_session_saves_total, job)", "").metrics())
                .containsExactly("dynamodb_session_saves_total");
    }
}
