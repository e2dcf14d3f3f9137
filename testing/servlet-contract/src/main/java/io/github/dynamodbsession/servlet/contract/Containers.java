package io.github.dynamodbsession.servlet.contract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** As many containers of one kind as there are cases at once: each has one to itself. Safe for use by any number of threads. */
final class Containers implements AutoCloseable {

    private final Supplier<Container> start;
    private final List<Container> all = new ArrayList<>();
    private final Deque<Container> free = new ArrayDeque<>();

    Containers(Supplier<Container> start) {
        this.start = start;
    }

    /** One that nobody else has, started if need be. */
    synchronized Container take() {
        if (free.isEmpty()) {
            Container container = start.get();
            all.add(container);
            return container;
        }
        return free.pop();
    }

    /** Gives one back that was taken, without an application. */
    synchronized void giveBack(Container container) {
        free.push(container);
    }

    @Override
    public synchronized void close() {
        all.forEach(Container::close);
    }
}
