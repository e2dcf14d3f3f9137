package io.github.dynamodbsession.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.management.ThreadMXBean;
import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures nothing: checks that all benchmarks run, and do what they document. */
class BenchmarksTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("[#:]\\w+");

    @Test
    void everyBenchmarkRunsAndEveryRatioIsReported() throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .mode(Mode.SingleShotTime)
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run();

        String report = Report.of(results).toString();

        for (CodecKind kind : CodecKind.values()) {
            assertThat(report)
                    .contains("| CodecBenchmark | encode | " + kind + " |")
                    .contains("| CodecBenchmark | decode | " + kind + " |")
                    .contains("| LazyDecodingBenchmark | findAndReadAll to findAndReadTwo | " + kind + " |")
                    .contains("| RequestOverV2 | session to raw | " + kind + " |")
                    .contains("| RequestOverV2 | session to bare | " + kind + " |");
        }
        for (int size : List.of(2048, 16_384, 65_536)) {
            assertThat(report)
                    .contains("| CompressionBenchmark | encode to encodePlain | " + size + " |")
                    .contains("| CompressionBenchmark | decode to decodePlain | " + size + " |");
        }
        assertThat(report).contains("| EncryptionBenchmark | cycle to cyclePlain | 4096 |");
        for (FilterBenchmark.Use use : FilterBenchmark.Use.values()) {
            assertThat(report).contains("| FilterBenchmark | filter to tomcat | " + use + " |");
        }
        assertThat(report.lines().filter(line -> line.contains(" to ")))
                .isNotEmpty()
                .noneMatch(line -> line.contains("NaN"));
    }

    /** One whose save writes nothing would look fast. */
    @ParameterizedTest
    @EnumSource
    void aRequestWritesItsChange(CodecKind kind) {
        RequestBenchmark request = new RequestOverV2();
        request.kind = kind;
        request.setUp();
        try {
            assertThat(request.session(sink())).isEqualTo(SaveResult.CHANGED);
        } finally {
            request.tearDown();
        }
    }

    /** The calls by hand are compared with those of a session: they must ask for the same. */
    @ParameterizedTest
    @EnumSource
    void theUpdateByHandIsThatOfASession(CodecKind kind) {
        for (RequestBenchmark request : List.of(new RequestOverV2(), new RequestOverV1())) {
            request.kind = kind;
            request.setUp();
            request.answers.keepUpdate();
            try {
                request.session(sink());
                String session = meaning(request.answers.update());
                request.raw(sink());

                assertThat(meaning(request.answers.update())).isEqualTo(session).contains("SET", "attribute_exists");
            } finally {
                request.tearDown();
            }
        }
    }

    /** An update with names and values in place of their placeholders, but without its token. */
    private static String meaning(String update) {
        JsonObject call = JsonParser.parseString(update).getAsJsonObject();
        String token = call.getAsJsonObject("ExpressionAttributeNames").asMap().values().stream()
                .map(JsonElement::getAsString)
                .filter(name -> name.startsWith("w."))
                .map(name -> name.substring("w.".length()))
                .collect(Collectors.joining());
        SortedMap<String, String> meaning = new TreeMap<>();
        call.asMap().forEach((name, value) -> {
            if (name.endsWith("Expression")) {
                meaning.put(name, sortedParts(value.getAsString(), call));
            } else if (!name.startsWith("ExpressionAttribute")) {
                meaning.put(name, value.toString());
            }
        });
        return meaning.toString().replace(token, "TOKEN");
    }

    /** The order of assignments, and that of conditions, has no meaning. */
    private static String sortedParts(String expression, JsonObject call) {
        String resolved = PLACEHOLDER
                .matcher(expression)
                .replaceAll(found -> Matcher.quoteReplacement(call.getAsJsonObject(
                                found.group().startsWith("#")
                                        ? "ExpressionAttributeNames"
                                        : "ExpressionAttributeValues")
                        .get(found.group())
                        .toString()));
        boolean isUpdate = resolved.startsWith("SET ");
        String parts = isUpdate ? resolved.substring("SET ".length()) : resolved;
        return (isUpdate ? "SET " : "")
                + Arrays.stream(parts.split(isUpdate ? "," : " AND ")).sorted().toList();
    }

    /** One that began a session each time, or found none, would measure something else. */
    @ParameterizedTest
    @EnumSource
    void aRequestThroughTomcatIsAnsweredFromTheSessionThatIsThere(FilterBenchmark.Use use) {
        FilterBenchmark request = new FilterBenchmark();
        request.use = use;
        request.setUp();
        try {
            assertThat(request.filter()).isEqualTo("ok".length());
            assertThat(request.plain()).isEqualTo("ok".length());
            assertThat(request.tomcat()).isEqualTo("ok".length());
            assertThat(request.bare()).isEqualTo("ok".length());
            assertThat(request.hasBegunSession()).isFalse();
        } finally {
            request.tearDown();
        }
    }

    /** The figures of the page about codecs. */
    @ParameterizedTest
    @CsvSource({"2048, 21", "16384, 15", "65536, 14"})
    void compressionLeavesAPartOfAValue(int size, int percent) {
        CompressionBenchmark compression = new CompressionBenchmark();
        compression.size = size;
        compression.setUp();

        assertThat(compression.plain.size()).isBetween(size - 100L, size + 100L);
        assertThat(100.0 * compression.stored.size() / compression.plain.size()).isCloseTo(percent, within(1.0));
    }

    /** The wrappers of request, response and stream are of 40, 56 and 24 bytes; one object more would be 16 at least. */
    @Test
    void aRequestThatDoesNotUseItsSessionAllocatesNothingBesideTheWrappers() {
        FilterBenchmark request = new FilterBenchmark();
        request.use = FilterBenchmark.Use.NONE;
        request.setUp();
        try {
            assertThat(allocatedByOne(request::filter) - allocatedByOne(request::bare))
                    .isBetween(1L, 120L);
        } finally {
            request.tearDown();
        }
    }

    /** The least of many, since now and then something is allocated for all that follow. */
    private static long allocatedByOne(Runnable request) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 200; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            request.run();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private static Blackhole sink() {
        return new Blackhole(
                "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");
    }

    @Test
    void theReferenceSessionIsAsItIsSaidToBe() {
        var values = ReferenceSession.attributes().values();

        assertThat(values).hasSize(20);
        assertThat(values.stream()
                        .filter(String.class::isInstance)
                        .mapToInt(value -> ((String) value).length())
                        .sum())
                .isEqualTo(4096);
        assertThat(values).filteredOn(Number.class::isInstance).hasSize(5);
        for (CodecKind kind : CodecKind.values()) {
            AttributeCodec codec = kind.make();
            values.forEach(value -> assertThat(codec.decode(codec.encode(value)))
                    .as(kind.name())
                    .isEqualTo(value));
        }
    }
}
