package io.github.dynamodbsession.conformance.differential;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts requests by operation and by dynalite's outcome. */
final class Tally {

    private final Map<String, Map<String, Integer>> outcomes = new TreeMap<>();
    private int requests;
    private int valid;
    private int exchanges;

    void count(Step step, Answer answer) {
        requests++;
        String outcome = answer.outcome();
        if (answer.succeeded() || outcome.equals("ConditionalCheckFailedException")) {
            valid++;
        }
        outcomes.computeIfAbsent(step.request().operation(), operation -> new TreeMap<>())
                .merge(outcome, 1, Integer::sum);
    }

    /** Counts requests that were sent to both sides, further pages and looks at what was written included. */
    void countExchanges(int sent) {
        exchanges += sent;
    }

    int requests() {
        return requests;
    }

    int exchanges() {
        return exchanges;
    }

    /** The part of the requests that were carried out, or only refused by their condition. */
    double validPart() {
        return requests == 0 ? 1 : (double) valid / requests;
    }

    String table() {
        StringBuilder table = new StringBuilder();
        outcomes.forEach((operation, counts) -> {
            int sum = counts.values().stream().mapToInt(Integer::intValue).sum();
            table.append(String.format(Locale.ROOT, "%-16s %7d  ", operation, sum));
            counts.forEach((outcome, count) ->
                    table.append(' ').append(outcome).append(' ').append(count).append(','));
            table.setCharAt(table.length() - 1, '\n');
        });
        return table.toString();
    }
}
