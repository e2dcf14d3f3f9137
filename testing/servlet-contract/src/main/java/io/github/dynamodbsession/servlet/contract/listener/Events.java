package io.github.dynamodbsession.servlet.contract.listener;

import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The events that listeners were notified of, in order. Safe for any number of threads. */
public final class Events {

    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final List<String> events = new ArrayList<>();

    /** The events of an application. */
    public static Events of(ServletContext context) {
        return (Events) context.getAttribute(Events.class.getName());
    }

    /** Adds an event. */
    public void add(String event) {
        lock.lock();
        try {
            events.add(event);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** All events so far. */
    public List<String> all() {
        lock.lock();
        try {
            return List.copyOf(events);
        } finally {
            lock.unlock();
        }
    }

    /** Clears the events. */
    public void clear() {
        lock.lock();
        try {
            events.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for an event. */
    public void await(String event) {
        lock.lock();
        try {
            long left = TIMEOUT;
            while (!events.contains(event)) {
                left = more.awaitNanos(left);
                if (left <= 0) {
                    throw new AssertionError("Not notified: " + event + ", but: " + events);
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
