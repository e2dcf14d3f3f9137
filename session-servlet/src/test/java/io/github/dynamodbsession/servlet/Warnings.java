package io.github.dynamodbsession.servlet;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Records the warnings and errors that the filter, or any logger, logs while it is open. */
final class Warnings extends Handler implements AutoCloseable {

    /** Kept in a field, because the JDK only holds loggers weakly. */
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

    /** The lines of all loggers. */
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
