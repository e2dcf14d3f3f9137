package io.github.dynamodbsession.history;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.history.Operation.Kind;
import io.github.dynamodbsession.history.Operation.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts operations and their results. Safe for use by any number of threads. */
final class Tally {

    /** The number of violations of a kind that are shown with their lines. */
    private static final int SHOWN = Integer.getInteger("history.shown", 3);

    private static final int MAX_MESSAGE_LENGTH = 160;

    private record Done(Kind kind, Outcome outcome) {}

    private final LongAdder operations = new LongAdder();
    private final LongAdder sessions = new LongAdder();
    private final Map<Done, LongAdder> done = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> failures = new ConcurrentSkipListMap<>();
    private final Map<Check, LongAdder> violations = new EnumMap<>(Check.class);
    private final Map<Check, List<Violation>> shown = new EnumMap<>(Check.class);

    Tally() {
        for (Check check : Check.values()) {
            violations.put(check, new LongAdder());
            shown.put(check, new ArrayList<>());
        }
    }

    void made(Operation operation) {
        operations.increment();
        done.computeIfAbsent(new Done(operation.kind(), operation.outcome()), any -> new LongAdder())
                .increment();
    }

    void failed(SessionException failure) {
        String cause = failure.isRetryable() || failure.getCause() == null
                ? ""
                : " Cause: " + start(String.valueOf(failure.getCause().getMessage()));
        String what = failure.getClass().getSimpleName() + ": " + start(String.valueOf(failure.getMessage())) + cause;
        failures.computeIfAbsent(what, any -> new LongAdder()).increment();
    }

    private static String start(String message) {
        return message.substring(0, Math.min(message.length(), MAX_MESSAGE_LENGTH))
                .replaceAll("[0-9]+", "N");
    }

    void judged(int howMany, List<Violation> found) {
        sessions.add(howMany);
        for (Violation violation : found) {
            violations.get(violation.check()).increment();
            List<Violation> some = shown.get(violation.check());
            synchronized (some) {
                if (some.size() < SHOWN) {
                    some.add(violation);
                }
            }
        }
    }

    long operations() {
        return operations.sum();
    }

    long sessions() {
        return sessions.sum();
    }

    long failures() {
        return failures.values().stream().mapToLong(LongAdder::sum).sum();
    }

    long count(Check check) {
        return violations.get(check).sum();
    }

    long count(Kind kind, Outcome outcome) {
        LongAdder counted = done.get(new Done(kind, outcome));
        return counted == null ? 0 : counted.sum();
    }

    long violations() {
        return violations.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** The operations, by kind and outcome. */
    String counts() {
        StringBuilder text = new StringBuilder();
        for (Kind kind : Kind.values()) {
            Map<Outcome, Long> outcomes = new TreeMap<>();
            done.forEach((what, counted) -> {
                if (what.kind() == kind) {
                    outcomes.put(what.outcome(), counted.sum());
                }
            });
            if (!outcomes.isEmpty()) {
                text.append(String.format(
                        Locale.ROOT,
                        "  %-15s %8d  %s%n",
                        kind,
                        outcomes.values().stream().mapToLong(Long::longValue).sum(),
                        outcomes));
            }
        }
        failures.forEach(
                (what, counted) -> text.append(String.format(Locale.ROOT, "  failed %8d  %s%n", counted.sum(), what)));
        return text.toString();
    }

    /** How often each promise was broken, and some of the histories that show it. */
    String verdict() {
        StringBuilder text = new StringBuilder();
        for (Check check : Check.values()) {
            text.append(String.format(Locale.ROOT, "  %-26s %6d  %s%n", check, count(check), check.meaning()));
        }
        for (List<Violation> some : shown.values()) {
            synchronized (some) {
                some.forEach(violation -> text.append(violation.text()).append(System.lineSeparator()));
            }
        }
        return text.toString();
    }
}
