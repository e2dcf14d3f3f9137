package io.github.dynamodbsession.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures nothing: sees that everything that can be measured runs, and does what it says. */
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
