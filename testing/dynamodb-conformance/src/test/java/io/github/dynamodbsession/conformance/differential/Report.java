package io.github.dynamodbsession.conformance.differential;

import java.util.Locale;

/** What a run found. */
record Report(long seed, Tally tally, KnownDifferences known, Findings findings) {

    String summary() {
        StringBuilder text = new StringBuilder(tally.table());
        text.append(String.format(
                Locale.ROOT,
                "seed %d: %d requests in %d exchanges, %.1f %% valid, %d unlisted differences; listed:",
                seed,
                tally.requests(),
                tally.exchanges(),
                100 * tally.validPart(),
                findings.total()));
        if (known.matched().isEmpty()) {
            text.append(" none");
        }
        known.matched().forEach((name, times) -> text.append(String.format(Locale.ROOT, "%n  %6d  %s", times, name)));
        return text.append('\n').toString();
    }

    @Override
    public String toString() {
        return summary() + (findings.total() == 0 ? "" : "\nUnlisted differences:\n" + findings);
    }
}
