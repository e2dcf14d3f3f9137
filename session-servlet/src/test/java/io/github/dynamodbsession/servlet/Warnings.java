package io.github.dynamodbsession.servlet;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the filter, or anybody, logs while it is open, from warnings on. */
final class Warnings extends Handler implements AutoCloseable {

    /** Held, since the JDK forgets a logger that nobody holds. */
    private static final Logger LOG = Logger.getLogger(SessionFilter.class.getName());

    private static final Logger ROOT = Logger.getLogger("");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger logger;

    private Warnings(Logger logger) {
        this.logger = logger;
        logger.addHandler(this);
    }

    static Warnings open() {
        return new Warnings(LOG);
    }

    /** What anybody logs. */
    static Warnings ofAll() {
        return new Warnings(ROOT);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
            lines.add(new SimpleFormatter().formatMessage(line));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
