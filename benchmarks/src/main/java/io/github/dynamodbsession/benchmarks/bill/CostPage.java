package io.github.dynamodbsession.benchmarks.bill;

import io.github.dynamodbsession.benchmarks.page.Figures;
import io.github.dynamodbsession.benchmarks.page.PageText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The page about cost: the text {@code cost-page.txt}, with tables that are made of counts.
 *
 * @param ours what is measured of this project
 * @param ofNode the stores that it is compared with
 * @param counts of all of them
 * @param before of the build that it is compared with
 */
record CostPage(List<Configuration> ours, List<Configuration> ofNode, Counts counts, Counts before) {

    /** Above the bars and rows of the build before. */
    static final String BEFORE = "ours before heads and chunks";

    private static final String TEXT = "cost-page.txt";
    private static final String BEFORE_COUNTS = "before.csv";

    /** The page of those counts. */
    static CostPage of(List<Configuration> ours, List<Configuration> ofNode, Counts counts) {
        return new CostPage(
                ours, ofNode, counts, Counts.of(resource(BEFORE_COUNTS).lines().toList()));
    }

    /** In Markdown. */
    String text() {
        return PageText.filled(
                resource(TEXT),
                Map.of(
                        "commit", commit(),
                        "dollars", table(sizes -> money(sizes.dollars())),
                        "units",
                                table(sizes ->
                                        Figures.units(sizes.readUnits()) + " / " + Figures.units(sizes.writeUnits())),
                        "ratios", ratios(),
                        "options", options(),
                        "operations", operations(),
                        "dollarsOfReads", money(Price.MILLION_READ_UNITS),
                        "dollarsOfWrites", money(Price.MILLION_WRITE_UNITS)));
    }

    /** As a picture. */
    String chart() {
        return CostChart.of(ReferenceDay.SIZES, size -> {
            List<CostChart.Bar> bars = new ArrayList<>();
            ofNode.forEach(
                    each -> bars.add(bar(each.name(), counts.of(each.name()).of(size), false)));
            bars.add(bar(BEFORE, before.of(Configurations.OURS).of(size), false));
            bars.add(bar(Configurations.OURS, counts.of(Configurations.OURS).of(size), true));
            return bars;
        });
    }

    private static CostChart.Bar bar(String name, Counts sizes, boolean marked) {
        return new CostChart.Bar(name, sizes.dollars(), money(sizes.dollars()), marked);
    }

    /** The commit of the build before, as the first line of its counts names it. */
    private static String commit() {
        return resource(BEFORE_COUNTS).lines().findFirst().orElseThrow().replaceAll(".*commit ([0-9a-f]+).*", "$1");
    }

    private String table(Function<Counts, String> cell) {
        List<String> lines = new ArrayList<>();
        lines.add("| |" + each(ReferenceDay.SIZES, size -> " " + size + " KB |"));
        lines.add("|---|" + "--:|".repeat(ReferenceDay.SIZES.size()));
        ofNode.forEach(each -> lines.add(row(named(each), counts.of(each.name()), cell)));
        lines.add(row(BEFORE, before.of(Configurations.OURS), cell));
        ours.forEach(each -> lines.add(row(named(each), counts.of(each.name()), cell)));
        return String.join("\n", lines);
    }

    private static String named(Configuration configuration) {
        String name = configuration.name() + " (" + configuration.what() + ")";
        return configuration.name().equals(Configurations.OURS) ? "**" + name + "**" : name;
    }

    private static String row(String name, Counts counts, Function<Counts, String> cell) {
        return "| " + name + " |" + each(ReferenceDay.SIZES, size -> " " + cell.apply(counts.of(size)) + " |");
    }

    private String ratios() {
        Counts own = counts.of(Configurations.OURS);
        Counts old = before.of(Configurations.OURS);
        return String.join(
                "\n",
                "| ours, compared with |" + each(ReferenceDay.SIZES, size -> " " + size + " KB |"),
                "|---|" + "--:|".repeat(ReferenceDay.SIZES.size()),
                "| the cheapest other store |"
                        + each(ReferenceDay.SIZES, size -> ratio(own.of(size).dollars(), cheapest(size))),
                "| " + BEFORE + " |"
                        + each(
                                ReferenceDay.SIZES,
                                size -> ratio(
                                        own.of(size).dollars(), old.of(size).dollars())));
    }

    private double cheapest(int size) {
        return ofNode.stream()
                .mapToDouble(each -> counts.of(each.name()).of(size).dollars())
                .min()
                .orElse(Double.NaN);
    }

    private static String ratio(double dollars, double of) {
        return String.format(Locale.ROOT, " %.2f |", dollars / of);
    }

    private String options() {
        List<String> lines = new ArrayList<>();
        lines.add("| |" + each(ReferenceDay.SIZES, size -> " " + size + " KB |"));
        lines.add("|---|" + "--:|".repeat(ReferenceDay.SIZES.size()));
        for (Configuration each : ours) {
            if (!each.name().equals(Configurations.OURS)) {
                lines.add(
                        "| " + each.name() + " |" + each(ReferenceDay.SIZES, size -> " " + change(each, size) + " |"));
            }
        }
        return String.join("\n", lines);
    }

    private String change(Configuration option, int size) {
        double change = counts.of(option.name()).of(size).dollars()
                        / counts.of(Configurations.OURS).of(size).dollars()
                - 1;
        long percent = Math.round(change * 100);
        return percent == 0 ? "0 %" : String.format(Locale.ROOT, "%+d %%", percent);
    }

    private String operations() {
        List<String> lines = new ArrayList<>();
        lines.add("| | operation | calls | read units | write units |");
        lines.add("|---|---|--:|--:|--:|");
        for (Row row : counts.of(Configurations.OURS).rows()) {
            lines.add("| " + row.kb() + " KB | " + row.operation() + " | "
                    + Figures.units(row.consumed().calls() / (double) ReferenceDay.SESSIONS) + " | "
                    + Figures.units(row.consumed().readUnits() / ReferenceDay.SESSIONS) + " | "
                    + Figures.units(row.consumed().writeUnits() / ReferenceDay.SESSIONS) + " |");
        }
        return String.join("\n", lines);
    }

    private static <T> String each(List<T> all, Function<T, String> text) {
        return all.stream().map(text).collect(Collectors.joining());
    }

    private static String money(double dollars) {
        return String.format(Locale.ROOT, dollars < 1 ? "%.3f" : "%.2f", dollars);
    }

    private static String resource(String name) {
        return PageText.resource(CostPage.class, name);
    }
}
