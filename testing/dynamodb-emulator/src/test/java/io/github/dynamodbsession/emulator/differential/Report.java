package io.github.dynamodbsession.emulator.differential;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run found. */
record Report(long seed, Tally tally, KnownDifferences known, List<Finding> findings) {

    /** One finding of each likeness, with how many there are of it. */
    String differences() {
        Map<String, Finding> first = new LinkedHashMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Finding finding : findings) {
            first.putIfAbsent(finding.likeness(), finding);
            counts.merge(finding.likeness(), 1, Integer::sum);
        }
        StringBuilder text = new StringBuilder();
        first.forEach((likeness, finding) ->
                text.append(counts.get(likeness)).append(" x ").append(finding).append('\n'));
        return text.toString();
    }

    String summary() {
        StringBuilder text = new StringBuilder(tally.table());
        text.append(String.format(
                Locale.ROOT,
                "seed %d: %d requests in %d exchanges, %.1f %% valid, %d unlisted differences; listed:",
                seed,
                tally.requests(),
                tally.exchanges(),
                100 * tally.validPart(),
                findings.size()));
        if (known.matched().isEmpty()) {
            text.append(" none");
        }
        known.matched().forEach((name, times) -> text.append(String.format(Locale.ROOT, "%n  %6d  %s", times, name)));
        return text.append('\n').toString();
    }

    @Override
    public String toString() {
        return summary() + (findings.isEmpty() ? "" : "\nUnlisted differences:\n" + differences());
    }
}
