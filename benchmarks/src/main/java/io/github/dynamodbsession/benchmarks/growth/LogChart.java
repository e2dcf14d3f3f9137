package io.github.dynamodbsession.benchmarks.growth;

import io.github.dynamodbsession.benchmarks.page.Svg;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Lines in panels, both scales logarithmic: what grows in proportion is a straight line that rises, what does not grow is a
 * level one, and a jump is seen wherever it is.
 */
final class LogChart {

    private static final List<String> COLORS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9");
    private static final int HEADING = 30;
    private static final int PANEL = 190;
    private static final int LEFT = Svg.MARGIN + 60;
    private static final int PLOT = 440;
    private static final int LEGEND = LEFT + PLOT + 24;
    private static final int SAMPLE = 22;
    private static final int BELOW = 46;
    private static final int FEW_DECADES = 2;

    /**
     * A line.
     *
     * @param color which of the colors, from 0
     * @param values one for each point; what is not above 0 is left out
     */
    record Line(String name, int color, List<Double> values) {

        boolean isVisible() {
            return values.stream().anyMatch(value -> value > 0);
        }

        double last() {
            return values.get(values.size() - 1);
        }
    }

    /** Lines with one scale. */
    record Panel(String title, List<Line> lines) {}

    private final List<Integer> points;
    private final List<String> labels;

    /**
     * One of those points.
     *
     * @param points rising, above 0
     * @param labels what is written below each of them
     */
    LogChart(List<Integer> points, List<String> labels) {
        this.points = List.copyOf(points);
        this.labels = List.copyOf(labels);
    }

    String of(String title, List<Panel> panels) {
        Svg svg = new Svg(title, style());
        int y = Svg.BELOW_TITLE;
        for (Panel panel : panels) {
            svg.text("h", Svg.MARGIN, y + Svg.LINE, panel.title());
            y += HEADING;
            draw(svg, y, panel);
            y += PANEL + BELOW;
        }
        return svg.ofHeight(y);
    }

    private static String style() {
        StringBuilder style = new StringBuilder(".grid{stroke:#d8dee4}.l{fill:none}.s{font-size:12px;fill:#59636e}");
        for (int i = 0; i < COLORS.size(); i++) {
            style.append(String.format(
                    Locale.ROOT,
                    ".l%d{stroke:%s;stroke-width:%d;fill:none;stroke-opacity:0.8}.p%d{fill:%s}",
                    i,
                    COLORS.get(i),
                    COLORS.size() + 1 - i,
                    i,
                    COLORS.get(i)));
        }
        return style.toString();
    }

    private void draw(Svg svg, int top, Panel panel) {
        List<Line> lines = panel.lines().stream().filter(Line::isVisible).toList();
        Scale scale = Scale.of(lines.stream()
                .flatMap(line -> line.values().stream())
                .mapToDouble(Double::doubleValue)
                .filter(value -> value > 0));
        for (double tick : scale.ticks()) {
            double y = top + scale.below(tick) * PANEL;
            grid(svg, LEFT, y, LEFT + PLOT, y);
            svg.text(
                    "s",
                    Svg.MARGIN,
                    (int) Math.round(y) + 4,
                    String.format(Locale.ROOT, tick < 1 ? "%.1f" : "%,.0f", tick));
        }
        for (int i = 0; i < points.size(); i++) {
            double x = x(i);
            grid(svg, x, top, x, top + PANEL);
            svg.text("s", (int) Math.round(x) - 3 * labels.get(i).length(), top + PANEL + Svg.LINE + 2, labels.get(i));
        }
        for (Line line : lines) {
            draw(svg, top, line, scale);
        }
        legend(svg, top, lines);
    }

    private static void grid(Svg svg, double x1, double y1, double x2, double y2) {
        svg.draw(
                "line",
                "grid",
                String.format(Locale.ROOT, "x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"", x1, y1, x2, y2));
    }

    private double x(int point) {
        double whole = Math.log(points.get(points.size() - 1) / (double) points.get(0));
        return LEFT + PLOT * Math.log(points.get(point) / (double) points.get(0)) / whole;
    }

    private void draw(Svg svg, int top, Line line, Scale scale) {
        List<String> path = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            double value = line.values().get(i);
            if (value > 0) {
                double y = top + scale.below(value) * PANEL;
                path.add(String.format(Locale.ROOT, "%.1f,%.1f", x(i), y));
                svg.draw(
                        "circle",
                        "p" + line.color(),
                        String.format(Locale.ROOT, "cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"", x(i), y));
            }
        }
        svg.draw("polyline", "l" + line.color(), "points=\"" + String.join(" ", path) + "\"");
    }

    /** In the order in which the lines end. */
    private static void legend(Svg svg, int top, List<Line> lines) {
        int y = top + Svg.LINE;
        for (Line line : lines.stream()
                .sorted(Comparator.comparingDouble(Line::last).reversed())
                .toList()) {
            svg.draw(
                    "line",
                    "l" + line.color(),
                    String.format(
                            Locale.ROOT,
                            "x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"",
                            LEGEND,
                            y - 4,
                            LEGEND + SAMPLE,
                            y - 4));
            svg.text("n", LEGEND + SAMPLE + 6, y, line.name());
            y += Svg.LINE + 6;
        }
    }

    /** From one decade to another. */
    private record Scale(int from, int to) {

        static Scale of(DoubleStream values) {
            double[] sorted = values.sorted().toArray();
            int from = (int) Math.floor(Math.log10(sorted[0]));
            return new Scale(from, Math.max(from + 1, (int) Math.ceil(Math.log10(sorted[sorted.length - 1]))));
        }

        /** How far below the top a value is, from 0 to 1. */
        double below(double value) {
            return (to - Math.log10(value)) / (to - from);
        }

        List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            for (int decade = from; decade < to; decade++) {
                double one = Math.pow(10, decade);
                ticks.add(one);
                if (to - from <= FEW_DECADES) {
                    ticks.add(2 * one);
                    ticks.add(5 * one);
                }
            }
            ticks.add(Math.pow(10, to));
            return ticks;
        }
    }
}
