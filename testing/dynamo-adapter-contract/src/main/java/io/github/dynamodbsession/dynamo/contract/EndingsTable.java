package io.github.dynamodbsession.dynamo.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The table of endings in the documentation; each SDK's tests know the rows of their own. */
final class EndingsTable {

    /** If true, a run updates the table instead of comparing it. */
    static final String UPDATE = "failures.update";

    private static final Path DOCUMENT = Path.of("..", "docs", "failures.md");
    private static final String HEAD = "| answer | SDK | what it means | what the caller sees | retried |";

    /**
     * One row.
     *
     * @param answer what the SDK receives
     * @param means not sent, refused, or maybe applied
     * @param sees what the caller sees if all attempts end like this
     * @param retried whether it is retried
     */
    record Row(String answer, String means, String sees, String retried) {}

    private record Line(TreeSet<String> sdks, Row row) {

        static Line parse(String line) {
            String[] cells = line.substring(1, line.length() - 1).split("\\|", -1);
            return new Line(
                    new TreeSet<>(List.of(cells[1].strip().split(", ", -1))),
                    new Row(cells[0].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip()));
        }

        String text() {
            return "| " + row.answer() + " | " + String.join(", ", sdks) + " | " + row.means() + " | " + row.sees()
                    + " | " + row.retried() + " |";
        }
    }

    private EndingsTable() {}

    /** The rows of one SDK, in their order. */
    static List<Row> rowsOf(String sdk) throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENT);
        int first = lines.indexOf(HEAD) + 2;
        return lines.subList(first, end(lines, first)).stream()
                .map(Line::parse)
                .filter(line -> line.sdks().contains(sdk))
                .map(Line::row)
                .toList();
    }

    /** Replaces the rows of one SDK; those of others stay. */
    static void write(String sdk, List<Row> rows) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(DOCUMENT));
        int first = lines.indexOf(HEAD) + 2;
        List<String> table = lines.subList(first, end(lines, first));
        List<Line> old = new ArrayList<>(table.stream().map(Line::parse).toList());
        old.forEach(line -> line.sdks().remove(sdk));
        for (Row row : rows) {
            old.stream()
                    .filter(line -> line.row().equals(row))
                    .findFirst()
                    .orElseGet(() -> add(old, row))
                    .sdks()
                    .add(sdk);
        }
        table.clear();
        table.addAll(old.stream()
                .filter(line -> !line.sdks().isEmpty())
                .map(Line::text)
                .toList());
        Files.write(DOCUMENT, lines);
    }

    /** After the last row about the same answer, or at the end. */
    private static Line add(List<Line> lines, Row row) {
        Line line = new Line(new TreeSet<>(), row);
        int at = lines.size();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).row().answer().equals(row.answer())) {
                at = i + 1;
            }
        }
        lines.add(at, line);
        return line;
    }

    private static int end(List<String> lines, int first) {
        int end = first;
        while (end < lines.size() && lines.get(end).startsWith("|")) {
            end++;
        }
        return end;
    }
}
