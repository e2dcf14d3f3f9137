package io.github.dynamodbsession.benchmarks.growth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One run.
 *
 * @param circumstances where and when, in a sentence or two
 * @param rows everything
 */
record GrowthResults(String circumstances, List<GrowthRow> rows) {

    private static final String COMMENT = "# ";

    /** At most so many processes wanted a processor: above it, times say little. */
    private static final double BUSY = 2;

    /** With the digits that a file has, so that a page is the same before and after. */
    GrowthResults {
        rows = rows.stream().map(row -> GrowthRow.of(row.line())).toList();
    }

    /** As {@link #text} writes it. */
    static GrowthResults read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, UTF_8);
        return new GrowthResults(
                lines.get(0).substring(COMMENT.length()),
                lines.stream().skip(2).map(GrowthRow::of).toList());
    }

    /** As a file. */
    String text() {
        List<String> lines = new ArrayList<>(List.of(COMMENT + circumstances, GrowthRow.COLUMNS));
        rows.forEach(row -> lines.add(row.line()));
        return String.join("\n", lines) + "\n";
    }

    /** What is said of a run of today on this machine. */
    static String circumstances(double loadBefore) {
        double load = Math.max(loadBefore, load());
        String machine = String.format(
                Locale.ROOT,
                "%s, %s, %s %s, %d processors, %s",
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                Runtime.getRuntime().availableProcessors(),
                DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).format(LocalDate.now(ZoneOffset.UTC)));
        return load > BUSY
                ? String.format(
                        Locale.ROOT,
                        "%s. The times were taken **on a busy machine**: the load average was up to %.1f.",
                        machine,
                        load)
                : machine + ".";
    }

    /** The load average, negative if it is not known. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** Of what grows, at one point, one step. */
    GrowthRow at(Axis axis, int x, Step step) {
        return rows.stream()
                .filter(row ->
                        row.axis().equals(axis.id) && row.x() == x && row.step().equals(step.label))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "there is no row of " + axis.id + ", " + x + ", " + step.label + "; growth measures it"));
    }

    /** With other units where they are given. */
    GrowthResults withUnitsOf(List<GrowthRow> counted) {
        return new GrowthResults(
                circumstances,
                rows.stream()
                        .map(row -> counted.stream()
                                .filter(each -> each.axis().equals(row.axis())
                                        && each.x() == row.x()
                                        && each.step().equals(row.step()))
                                .findFirst()
                                .map(row::withUnitsOf)
                                .orElse(row))
                        .toList());
    }
}
