package io.github.dynamodbsession.emulator.disturbance;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiPredicate;

/**
 * Calls that have come in and are not carried out before somebody says so, though the client may have given them up long
 * ago. Safe for use by any number of threads.
 */
public final class HeldAttempts implements AutoCloseable {

    /** The next calls that a predicate picks. */
    public static final class Hold {
        private final BiPredicate<String, String> which;
        private final AtomicInteger left;
        private final CountDownLatch held;
        private final CountDownLatch released = new CountDownLatch(1);
        private final CountDownLatch done;

        private Hold(BiPredicate<String, String> which, int times) {
            this.which = which;
            this.left = new AtomicInteger(times);
            this.held = new CountDownLatch(times);
            this.done = new CountDownLatch(times);
        }

        /** Waits until all of them have come in; false if they have not by then. */
        public boolean awaitHeld(long timeout, TimeUnit unit) throws InterruptedException {
            return held.await(timeout, unit);
        }

        /** Lets them be carried out. */
        public void release() {
            released.countDown();
        }

        /** Waits until all of them were carried out; false if they were not by then. */
        public boolean awaitDone(long timeout, TimeUnit unit) throws InterruptedException {
            return done.await(timeout, unit);
        }

        private boolean takes(String operation, String body) {
            return which.test(operation, body) && left.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0;
        }
    }

    private final List<Hold> holds = new CopyOnWriteArrayList<>();
    private final LongAdder late = new LongAdder();

    /**
     * Holds the next calls that a predicate picks.
     *
     * @param which by the operation and the body of a call
     * @param times how many of them, at least one
     */
    public Hold hold(BiPredicate<String, String> which, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be at least 1, not " + times);
        }
        Hold hold = new Hold(which, times);
        holds.add(hold);
        return hold;
    }

    /** Whether there are any: who asks need not make a text of a body for nothing. */
    public boolean isEmpty() {
        return holds.isEmpty();
    }

    /** Carries a call out: at once, or when it is released. */
    public void carryOut(String operation, String body, Runnable call) throws InterruptedException {
        for (Hold hold : holds) {
            if (hold.takes(operation, body)) {
                hold.held.countDown();
                hold.released.await();
                try {
                    call.run();
                } finally {
                    hold.done.countDown();
                }
                return;
            }
        }
        call.run();
    }

    /** A write that came late by chance is carried out now. */
    public void cameLate() {
        late.increment();
    }

    /** How many writes came late by chance ({@link Disturbances#lateAttempts}); those that were held do not count. */
    public long late() {
        return late.sum();
    }

    /** Releases all of them. */
    public void releaseAll() {
        holds.forEach(Hold::release);
        holds.clear();
    }

    @Override
    public void close() {
        releaseAll();
    }
}
