package io.github.dynamodbsession.servlet.harness;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Knows how many requests are on a thread of the container: as the outermost filter, or told by what the container has for
 * it. A client may have its answer while the end of its request is still to come.
 */
public final class Busy implements Filter {

    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(30);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition none = lock.newCondition();
    private int requests;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        enter();
        try {
            chain.doFilter(request, response);
        } finally {
            leave();
        }
    }

    /** A request has come to a thread of the container. */
    public void enter() {
        count(1);
    }

    /** It has left it. */
    public void leave() {
        count(-1);
    }

    private void count(int more) {
        lock.lock();
        try {
            requests += more;
            none.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Until no request is under way. */
    public void awaitNone() {
        lock.lock();
        try {
            long left = TIMEOUT;
            while (requests > 0) {
                left = none.awaitNanos(left);
                if (left <= 0) {
                    throw new AssertionError("A request does not end");
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
