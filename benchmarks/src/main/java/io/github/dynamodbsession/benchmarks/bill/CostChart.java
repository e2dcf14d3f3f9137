package io.github.dynamodbsession.benchmarks.bill;

import io.github.dynamodbsession.benchmarks.page.Svg;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** Bars, a panel for each size of sessions, each with a scale of its own. */
final class CostChart {

    private static final int HEADING = 26;
    private static final int STEP = 22;
    private static final int GAP = 14;
    private static final int NAMES = 300;
    private static final int VALUES = 70;

    /**
     * A bar.
     *
     * @param value how long it is
     * @param label what is written at its end
     * @param marked whether it is the one to look at
     */
    record Bar(String name, double value, String label, boolean marked) {}

    private CostChart() {}

    static String of(List<Integer> sizes, IntFunction<List<Bar>> bars) {
        Svg svg = new Svg(
                "US dollars for a million requests of the reference day", ".other{fill:#8c959f}.ours{fill:#0969da}");
        int y = Svg.BELOW_TITLE;
        for (int size : sizes) {
            List<Bar> panel = bars.apply(size);
            svg.text("h", Svg.MARGIN, y + Svg.LINE, "sessions of " + size + " KB");
            y += HEADING;
            double longest = panel.stream().mapToDouble(Bar::value).max().orElse(1);
            for (Bar bar : panel) {
                double width = (Svg.WIDTH - 2 * Svg.MARGIN - NAMES - VALUES) * bar.value() / longest;
                svg.text(bar.marked() ? "m" : "n", Svg.MARGIN, y + Svg.LINE - 3, bar.name());
                svg.draw(
                        "rect",
                        bar.marked() ? "ours" : "other",
                        String.format(
                                Locale.ROOT,
                                "x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"",
                                Svg.MARGIN + NAMES,
                                y,
                                Math.max(1, width),
                                Svg.LINE));
                svg.text("n", Svg.MARGIN + NAMES + (int) Math.ceil(width) + 6, y + Svg.LINE - 3, bar.label());
                y += STEP;
            }
            y += GAP;
        }
        return svg.ofHeight(y + Svg.MARGIN - GAP);
    }
}
