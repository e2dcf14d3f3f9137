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
 * Counts the requests that are running on container threads, as the outermost filter or by a hook of the container. A
 * client may get its response before the end of its request.
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

    /** A request has started on a thread of the container. */
    public void enter() {
        count(1);
    }

    /** A request has ended. */
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

    /** Waits until no request is running. */
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
