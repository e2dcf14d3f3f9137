package io.github.dynamodbsession.benchmarks.growth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dynamodbsession.benchmarks.growth.LogChart.Line;
import io.github.dynamodbsession.benchmarks.growth.LogChart.Panel;
import io.github.dynamodbsession.benchmarks.page.Figures;
import io.github.dynamodbsession.benchmarks.page.PageText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The page about growth: the text {@code growth-page.txt} with the tables of a run, and a picture for each {@link Axis}.
 *
 * @param results the run
 */
record GrowthPage(GrowthResults results) {

    private static final String TEXT = "growth-page.txt";
    private static final double MICROS_IN_MILLI = 1000;

    /** Where a run is kept in a folder. */
    static Path results(Path folder) {
        return folder.resolve("growth.csv");
    }

    /** All files of the page by their paths. */
    Map<Path, String> files(Path folder) {
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(results(folder), results.text());
        files.put(folder.resolve("growth.md"), text());
        for (Axis axis : Axis.values()) {
            files.put(folder.resolve("growth-" + axis.id + ".svg"), chart(axis));
        }
        return files;
    }

    /** Writes them. */
    void write(Path folder) throws IOException {
        for (Map.Entry<Path, String> file : files(folder).entrySet()) {
            Files.writeString(file.getKey(), file.getValue(), UTF_8);
        }
    }

    private String text() {
        Map<String, String> contents = new HashMap<>();
        contents.put("circumstances", results.circumstances());
        for (Axis axis : Axis.values()) {
            String name = axis.name();
            contents.put(
                    name + "_UNITS",
                    table(axis, row -> Figures.units(row.readUnits()) + " / " + Figures.units(row.writeUnits())));
            contents.put(name + "_CALLS", table(axis, row -> Figures.units(row.calls())));
            contents.put(name + "_READ_UNITS", table(axis, row -> String.format(Locale.ROOT, "%.2f", row.readUnits())));
            contents.put(name + "_TIMES", table(axis, row -> millis(row.micros())));
            contents.put(
                    name + "_PER_SECOND", table(axis, row -> String.format(Locale.ROOT, "%,.0f", row.perSecond())));
        }
        return PageText.filled(PageText.resource(GrowthPage.class, TEXT), contents);
    }

    private static String millis(double micros) {
        double millis = micros / MICROS_IN_MILLI;
        return String.format(Locale.ROOT, millis < 10 ? "%.1f" : "%,.0f", millis);
    }

    private String table(Axis axis, Function<GrowthRow, String> cell) {
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder("| |");
        axis.points().forEach(x -> head.append(' ').append(axis.label(x)).append(" |"));
        lines.add(head.toString());
        lines.add("|---|" + "--:|".repeat(axis.points().size()));
        for (Step step : axis.steps()) {
            StringBuilder line = new StringBuilder("| " + step.label + " |");
            axis.points().forEach(x -> line.append(' ')
                    .append(cell.apply(results.at(axis, x, step)))
                    .append(" |"));
            lines.add(line.toString());
        }
        return String.join("\n", lines);
    }

    private String chart(Axis axis) {
        List<Panel> panels = new ArrayList<>();
        panels.add(panel(axis, "write units", GrowthRow::writeUnits));
        panels.add(panel(axis, "read units", GrowthRow::readUnits));
        panels.add(panel(axis, "calls", GrowthRow::calls));
        panels.add(panel(axis, "median time, ms", row -> row.micros() / MICROS_IN_MILLI));
        if (axis.isOfThreads()) {
            panels.add(panel(axis, "requests a second, of all threads", GrowthRow::perSecond));
        }
        panels.removeIf(panel -> panel.lines().stream().noneMatch(Line::isVisible));
        List<String> labels = axis.points().stream().map(axis::label).toList();
        return new LogChart(axis.points(), labels).of(axis.title, panels);
    }

    private Panel panel(Axis axis, String title, ToDoubleFunction<GrowthRow> value) {
        List<Line> lines = new ArrayList<>();
        for (Step step : axis.steps()) {
            lines.add(new Line(
                    step.label,
                    Step.CYCLE.indexOf(step),
                    axis.points().stream()
                            .map(x -> value.applyAsDouble(results.at(axis, x, step)))
                            .toList()));
        }
        return new Panel(title, lines);
    }
}
