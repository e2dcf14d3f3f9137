package io.github.dynamodbsession.benchmarks.bill;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Bars, a panel for each size of sessions, each with a scale of its own. Written as SVG by hand: a library measures texts
 * with the fonts of its machine, so that the same counts would make another picture elsewhere.
 */
final class CostChart {

    private static final int WIDTH = 760;
    private static final int MARGIN = 20;
    private static final int TITLE = 34;
    private static final int HEADING = 26;
    private static final int BAR = 16;
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
        StringBuilder body = new StringBuilder();
        int y = MARGIN + TITLE;
        for (int size : sizes) {
            List<Bar> panel = bars.apply(size);
            text(body, "h", MARGIN, y + BAR, "sessions of " + size + " KB");
            y += HEADING;
            double longest = panel.stream().mapToDouble(Bar::value).max().orElse(1);
            for (Bar bar : panel) {
                double width = (WIDTH - 2 * MARGIN - NAMES - VALUES) * bar.value() / longest;
                text(body, bar.marked() ? "m" : "n", MARGIN, y + BAR - 3, bar.name());
                body.append(String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>\n",
                        bar.marked() ? "ours" : "other",
                        MARGIN + NAMES,
                        y,
                        Math.max(1, width),
                        BAR));
                text(body, "n", MARGIN + NAMES + (int) Math.ceil(width) + 6, y + BAR - 3, bar.label());
                y += STEP;
            }
            y += GAP;
        }
        return head(y + MARGIN - GAP) + body + "</svg>\n";
    }

    private static String head(int height) {
        StringBuilder head = new StringBuilder();
        head.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\""
                        + " aria-labelledby=\"t\">\n",
                WIDTH,
                height,
                WIDTH,
                height));
        head.append("<title id=\"t\">US dollars for a million requests of the reference day</title>\n");
        head.append("<style>text{font:13px sans-serif;fill:#1f2328}.t{font-size:16px;font-weight:bold}"
                + ".h,.m{font-weight:bold}.other{fill:#8c959f}.ours{fill:#0969da}</style>\n");
        head.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        text(head, "t", MARGIN, MARGIN + BAR, "US dollars for a million requests of the reference day");
        return head.toString();
    }

    private static void text(StringBuilder svg, String kind, int x, int y, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n", kind, x, y, escaped(text)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
