package io.github.dynamodbsession.servlet.contract.listener;

import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What listeners were told, in its order. Safe for any number of threads. */
public final class Events {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final List<String> told = new ArrayList<>();

    /** Those of an application. */
    public static Events of(ServletContext context) {
        return (Events) context.getAttribute(Events.class.getName());
    }

    /** One more. */
    public void add(String event) {
        lock.lock();
        try {
            told.add(event);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** All so far. */
    public List<String> all() {
        lock.lock();
        try {
            return List.copyOf(told);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what was told so far. */
    public void clear() {
        lock.lock();
        try {
            told.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something was told. */
    public void await(String event) {
        lock.lock();
        try {
            long left = PATIENCE;
            while (!told.contains(event)) {
                left = more.awaitNanos(left);
                if (left <= 0) {
                    throw new AssertionError("Not told: " + event + ", but: " + told);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            lock.unlock();
        }
    }
}
