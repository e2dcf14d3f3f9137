package io.github.dynamodbsession.benchmarks.bill;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Units by configuration, size and operation, as a file has them. */
record Counts(List<Row> rows) {

    private static final String COLUMNS = "configuration,kb,operation,calls,read units,write units";

    /**
     * Reads lines; those that begin with {@code #} are for readers.
     *
     * @throws IllegalArgumentException if one is no row
     */
    static Counts of(List<String> lines) {
        return new Counts(lines.stream()
                .filter(line -> !line.startsWith("#") && !line.equals(COLUMNS) && !line.isBlank())
                .map(Row::of)
                .toList());
    }

    static Counts read(Path file) throws IOException {
        return of(Files.readAllLines(file, UTF_8));
    }

    /** As a file. */
    String text() {
        List<String> lines = new ArrayList<>(List.of(COLUMNS));
        rows.forEach(row -> lines.add(row.line()));
        return String.join("\n", lines) + "\n";
    }

    Counts of(String configuration) {
        return new Counts(rows.stream()
                .filter(row -> row.configuration().equals(configuration))
                .toList());
    }

    Counts of(int kb) {
        return new Counts(rows.stream().filter(row -> row.kb() == kb).toList());
    }

    /** Both, one after the other. */
    static Counts joined(Counts first, Counts second) {
        List<Row> all = new ArrayList<>(first.rows());
        all.addAll(second.rows());
        return new Counts(all);
    }

    /** Those of some configurations, for some sizes, in this order. */
    Counts of(List<Configuration> configurations, List<Integer> sizes) {
        return new Counts(rows.stream()
                .filter(row -> sizes.contains(row.kb())
                        && configurations.stream().anyMatch(each -> each.name().equals(row.configuration())))
                .toList());
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Read units of a session, on average. */
    double readUnits() {
        return rows.stream().mapToDouble(row -> row.consumed().readUnits()).sum() / ReferenceDay.SESSIONS;
    }

    /** Write units of a session, on average. */
    double writeUnits() {
        return rows.stream().mapToDouble(row -> row.consumed().writeUnits()).sum() / ReferenceDay.SESSIONS;
    }

    /** What a million requests cost. */
    double dollars() {
        return Price.dollars(readUnits(), writeUnits()) / ReferenceDay.ALL_REQUESTS;
    }
}
