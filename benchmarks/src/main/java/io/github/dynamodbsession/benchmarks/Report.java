package io.github.dynamodbsession.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Prints results as Markdown tables: each result, and the ratios of those that are compared. */
record Report(List<Row> rows) {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** Methods of one benchmark that are compared by their ratio. */
    private record Comparison(String method, String against) {}

    private static final List<Comparison> COMPARISONS = List.of(
            new Comparison("session", "raw"),
            new Comparison("session", "bare"),
            new Comparison("filter", "tomcat"),
            new Comparison("plain", "tomcat"),
            new Comparison("filter", "bare"),
            new Comparison("encode", "encodePlain"),
            new Comparison("decode", "decodePlain"),
            new Comparison("cycle", "cyclePlain"),
            new Comparison("findAndReadAll", "findAndReadTwo"),
            new Comparison("findAndReadAll", "findAndReadTwoDearest"));

    /**
     * One result.
     *
     * @param micros the mean time of one operation, in microseconds
     * @param error half of its 99.9 % confidence interval, in microseconds
     * @param bytes the bytes allocated by one operation
     */
    record Row(String benchmark, String method, String parameters, double micros, double error, double bytes) {

        static Row of(RunResult result) {
            BenchmarkParams params = result.getParams();
            String name = params.getBenchmark();
            int method = name.lastIndexOf('.');
            Result<?> time = result.getPrimaryResult();
            Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
            return new Row(
                    name.substring(name.lastIndexOf('.', method - 1) + 1, method),
                    name.substring(method + 1),
                    String.join(
                            ", ",
                            params.getParamsKeys().stream()
                                    .map(params::getParam)
                                    .toList()),
                    time.getScore(),
                    time.getScoreError(),
                    allocated == null ? Double.NaN : allocated.getScore());
        }

        private boolean isComparedBy(Row other, Comparison comparison) {
            return benchmark.equals(other.benchmark)
                    && parameters.equals(other.parameters)
                    && method.equals(comparison.method())
                    && other.method.equals(comparison.against());
        }
    }

    static Report of(Collection<RunResult> results) {
        return new Report(results.stream().map(Row::of).toList());
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add(machine());
        lines.add("");
        lines.add("| benchmark | method | parameter | time, µs | ± | allocated, bytes |");
        lines.add("|---|---|---|--:|--:|--:|");
        for (Row row : rows) {
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.2f | %.2f | %.0f |",
                    row.benchmark(),
                    row.method(),
                    row.parameters(),
                    row.micros(),
                    row.error(),
                    row.bytes()));
        }
        lines.add("");
        lines.add("| benchmark | ratio of | parameter | in time | in allocated bytes |");
        lines.add("|---|---|---|--:|--:|");
        for (Comparison comparison : COMPARISONS) {
            rows.forEach(row -> against(row, comparison).ifPresent(other -> lines.add(ratio(row, other))));
        }
        return String.join("\n", lines);
    }

    private Optional<Row> against(Row row, Comparison comparison) {
        return rows.stream()
                .filter(other -> row.isComparedBy(other, comparison))
                .findFirst();
    }

    private static String ratio(Row row, Row other) {
        return String.format(
                Locale.ROOT,
                "| %s | %s to %s | %s | %.3f | %.3f |",
                row.benchmark(),
                row.method(),
                other.method(),
                row.parameters(),
                row.micros() / other.micros(),
                row.bytes() / other.bytes());
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "%s %s, %s, %d processors; %s %s; heap of at most %d MB.",
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                Runtime.getRuntime().maxMemory() >> 20);
    }
}
