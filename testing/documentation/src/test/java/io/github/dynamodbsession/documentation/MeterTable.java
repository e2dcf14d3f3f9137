package io.github.dynamodbsession.documentation;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The two tables of {@code docs/metrics.md}.
 *
 * @param meters one row per meter
 * @param tags one row per tag and group of meters where it has the same values
 */
record MeterTable(List<Meter> meters, List<Tag> tags) {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** A row of the table of meters. */
    record Meter(String name, String type, String unit, Set<String> tags, String prometheus, String meaning) {}

    /** A row of the table of tags. */
    record Tag(String key, Set<String> meters, Set<String> values) {}

    static MeterTable of(Page page) {
        List<List<String>> rows = page.text()
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
        return new MeterTable(
                rows.stream()
                        .filter(row -> row.size() == 6)
                        .map(row -> new Meter(
                                only(row.get(0)),
                                row.get(1),
                                row.get(2),
                                codes(row.get(3)),
                                only(row.get(4)),
                                row.get(5)))
                        .toList(),
                rows.stream()
                        .filter(row -> row.size() == 3)
                        .map(row -> new Tag(only(row.get(0)), codes(row.get(1)), codes(row.get(2))))
                        .toList());
    }

    private static Set<String> codes(String cell) {
        return CODE.matcher(cell).results().map(code -> code.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String only(String cell) {
        return codes(cell).iterator().next();
    }

    /** The values that a tag can have at a meter. */
    Set<String> values(String key, String meter) {
        return tags.stream()
                .filter(tag -> tag.key().equals(key) && tag.meters().contains(meter))
                .flatMap(tag -> tag.values().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
