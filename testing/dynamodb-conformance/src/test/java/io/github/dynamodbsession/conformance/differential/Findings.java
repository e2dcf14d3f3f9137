package io.github.dynamodbsession.conformance.differential;

import java.util.LinkedHashMap;
import java.util.Map;

/** The differences on no list: the first one of each likeness, and how many there are of it. */
final class Findings {

    private final Map<String, Finding> first = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    void add(Finding finding) {
        first.putIfAbsent(finding.likeness(), finding);
        counts.merge(finding.likeness(), 1, Integer::sum);
    }

    /** One finding of each likeness. */
    Iterable<Finding> distinct() {
        return first.values();
    }

    int kinds() {
        return first.size();
    }

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        first.forEach((likeness, finding) ->
                text.append(counts.get(likeness)).append(" x ").append(finding).append('\n'));
        return text.toString();
    }
}
