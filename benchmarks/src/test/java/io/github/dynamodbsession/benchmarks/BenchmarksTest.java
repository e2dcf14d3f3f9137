package io.github.dynamodbsession.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
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
                    .contains("| RequestOverV2 | session to raw | " + kind + " |");
        }
        for (int size : List.of(2048, 16_384, 65_536)) {
            assertThat(report)
                    .contains("| CompressionBenchmark | encode to encodePlain | " + size + " |")
                    .contains("| CompressionBenchmark | decode to decodePlain | " + size + " |");
        }
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

    /** One that began a session each time, or found none, would measure something else. */
    @ParameterizedTest
    @EnumSource
    void aRequestThroughTomcatIsAnsweredFromTheSessionThatIsThere(FilterBenchmark.Use use) {
        FilterBenchmark request = new FilterBenchmark();
        request.use = use;
        request.setUp();
        try {
            assertThat(request.filter()).isEqualTo("ok".length());
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
