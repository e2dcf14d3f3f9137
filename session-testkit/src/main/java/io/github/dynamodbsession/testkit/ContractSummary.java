package io.github.dynamodbsession.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The result for each promise in one run of a contract. A test of several promises counts for each of them. Safe for
 * use by any number of threads.
 */
final class ContractSummary {

    /** More would hide the promises. */
    private static final int MAX_FAILURES_SHOWN = 5;

    private static final String ASSUMPTION = "Assumption failed: ";

    private enum Verdict {
        HELD,
        FAILED,
        SKIPPED,
        NOT_TRIED
    }

    private final String contract;

    /** Guarded by this. */
    private final Map<Promise, Tally> tallies = new EnumMap<>(Promise.class);

    /**
     * Creates an empty summary.
     *
     * @param contract the name of the class whose tests run
     */
    ContractSummary(String contract) {
        this.contract = contract;
    }

    synchronized void held(Collection<Promise> promises) {
        promises.forEach(promise -> tally(promise).held++);
    }

    synchronized void failed(Collection<Promise> promises, String test, String hint) {
        promises.forEach(promise -> tally(promise).failures.add(test + ": " + hint));
    }

    synchronized void skipped(Collection<Promise> promises, String reason) {
        String told = reason.startsWith(ASSUMPTION) ? reason.substring(ASSUMPTION.length()) : reason;
        promises.forEach(promise -> tally(promise).skipped.merge(told, 1, Integer::sum));
    }

    private Tally tally(Promise promise) {
        return tallies.computeIfAbsent(promise, any -> new Tally());
    }

    synchronized boolean isEmpty() {
        return tallies.isEmpty();
    }

    /** The summary, as lines without a line end after the last one. */
    synchronized String text() {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        lines.add("The promises of a storage, asked by " + contract + ": " + counts());
        for (Promise promise : Promise.values()) {
            Tally tally = tallies.getOrDefault(promise, Tally.NONE);
            if (promise.isNumbered() || tally != Tally.NONE) {
                lines.add(String.format(
                        Locale.ROOT,
                        "  %2s  %-9s  %s%s",
                        promise.isNumbered() ? promise.number() : "-",
                        word(tally.verdict()),
                        promise.title(),
                        tally.details()));
                tally.addFailures(lines);
            }
        }
        return lines.toString();
    }

    private String counts() {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        for (Promise promise : Promise.values()) {
            if (promise.isNumbered()) {
                counts.merge(tallies.getOrDefault(promise, Tally.NONE).verdict(), 1, Integer::sum);
            }
        }
        String text = counts.getOrDefault(Verdict.HELD, 0) + " held, " + counts.getOrDefault(Verdict.FAILED, 0)
                + " failed, " + counts.getOrDefault(Verdict.SKIPPED, 0) + " skipped";
        return counts.containsKey(Verdict.NOT_TRIED)
                ? text + ", " + counts.get(Verdict.NOT_TRIED) + " not tried"
                : text;
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case HELD -> "held";
            case FAILED -> "FAILED";
            case SKIPPED -> "skipped";
            case NOT_TRIED -> "not tried";
        };
    }

    /** The tests of one promise. */
    private static final class Tally {

        static final Tally NONE = new Tally();

        private int held;
        private final List<String> failures = new ArrayList<>();

        /** Numbers of tests by reason. */
        private final Map<String, Integer> skipped = new LinkedHashMap<>();

        Verdict verdict() {
            if (!failures.isEmpty()) {
                return Verdict.FAILED;
            }
            if (held > 0) {
                return Verdict.HELD;
            }
            return skipped.isEmpty() ? Verdict.NOT_TRIED : Verdict.SKIPPED;
        }

        String details() {
            StringJoiner details = new StringJoiner("; ", " (", ")").setEmptyValue("");
            if (!failures.isEmpty()) {
                details.add(failures.size() + " of " + tests(held + failures.size()) + " failed");
            } else if (held > 0) {
                details.add(tests(held));
            }
            skipped.forEach((reason, number) ->
                    details.add(tests(number) + " skipped" + (reason.isEmpty() ? "" : ": " + reason)));
            return details.toString();
        }

        void addFailures(StringJoiner lines) {
            failures.stream().limit(MAX_FAILURES_SHOWN).forEach(failure -> lines.add("        " + failure));
            if (failures.size() > MAX_FAILURES_SHOWN) {
                lines.add("        and " + (failures.size() - MAX_FAILURES_SHOWN) + " more");
            }
        }

        private static String tests(int number) {
            return number == 1 ? "1 test" : number + " tests";
        }
    }
}
