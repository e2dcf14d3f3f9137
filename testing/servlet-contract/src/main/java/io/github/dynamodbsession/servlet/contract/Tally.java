package io.github.dynamodbsession.servlet.contract;

import java.util.concurrent.atomic.AtomicInteger;

/** The number of cases by result. Safe for use by any number of threads. */
final class Tally {

    private final AtomicInteger passed = new AtomicInteger();
    private final AtomicInteger excused = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    void passed() {
        passed.incrementAndGet();
    }

    void excused() {
        excused.incrementAndGet();
    }

    void failed() {
        failed.incrementAndGet();
    }

    @Override
    public String toString() {
        return (passed.get() + excused.get() + failed.get()) + " cases: " + passed + " passed, " + excused
                + " known not to, " + failed + " failed";
    }
}
