package io.github.dynamodbsession.emulator.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What to do with which calls, and how often still; safe for any number of threads. */
final class Rules<T> {

    private static final class Rule<T> {
        final Predicate<Call> which;
        final T what;
        int timesLeft;

        Rule(Predicate<Call> which, int times, T what) {
            this.which = which;
            this.what = what;
            this.timesLeft = times;
        }

        boolean takes(Call call) {
            if (timesLeft == 0 || !which.test(call)) {
                return false;
            }
            if (timesLeft != FaultProxy.ALWAYS) {
                timesLeft--;
            }
            return true;
        }
    }

    private final List<Rule<T>> rules = new ArrayList<>();

    synchronized void add(Predicate<Call> which, int times, T what) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be at least 1, not " + times);
        }
        rules.add(new Rule<>(which, times, what));
    }

    synchronized @Nullable T first(Call call) {
        return rules.stream()
                .filter(rule -> rule.takes(call))
                .findFirst()
                .map(rule -> rule.what)
                .orElse(null);
    }

    synchronized List<T> all(Call call) {
        return rules.stream()
                .filter(rule -> rule.takes(call))
                .map(rule -> rule.what)
                .toList();
    }

    synchronized void clear() {
        rules.clear();
    }
}
