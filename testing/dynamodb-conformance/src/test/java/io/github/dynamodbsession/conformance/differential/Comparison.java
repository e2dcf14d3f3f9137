package io.github.dynamodbsession.conformance.differential;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Compares what the two sides answered to a step. */
final class Comparison {

    private final List<TableShape> tables;

    Comparison(List<TableShape> tables) {
        this.tables = tables;
    }

    List<Difference> compare(Step step, List<Answer> emulator, List<Answer> dynalite) {
        Request request = step.request();
        List<Answer> ours = normalised(request, emulator);
        List<Answer> theirs = normalised(request, dynalite);
        if (!WholeReading.isComplete(ours) || !WholeReading.isComplete(theirs)) {
            return Differences.between(ours.get(ours.size() - 1), theirs.get(theirs.size() - 1));
        }
        List<Difference> inOrder = step.reading() == Step.Reading.ONE_PAGE
                ? Differences.between(ours.get(0), theirs.get(0))
                : Differences.between(WholeReading.inOrder(ours), WholeReading.inOrder(theirs));
        Optional<WholeReading> unordered = inOrder.isEmpty() ? Optional.empty() : unordered(request);
        return unordered
                .map(reading ->
                        Differences.between(byPartition(reading, request, ours), byPartition(reading, request, theirs)))
                .orElse(inOrder);
    }

    private static JsonNode byPartition(WholeReading reading, Request request, List<Answer> pages) {
        return reading.byPartition(pages, request.body().has("TotalSegments"));
    }

    private static List<Answer> normalised(Request request, List<Answer> answers) {
        return answers.stream()
                .map(answer -> Normaliser.normalised(request, answer))
                .toList();
    }

    /** How to compare what has no defined order: a Scan, or anything from an index, where keys need not be unique. */
    private Optional<WholeReading> unordered(Request request) {
        String index = request.body().path("IndexName").asString("");
        boolean scan = request.operation().equals("Scan");
        if (!scan && !(request.operation().equals("Query") && !index.isEmpty())) {
            return Optional.empty();
        }
        return tables.stream()
                .filter(table -> table.name().equals(request.tableName()))
                .findFirst()
                .map(table -> new WholeReading(
                        table.index(index).map(IndexShape::keys).orElse(table.keys())));
    }
}
