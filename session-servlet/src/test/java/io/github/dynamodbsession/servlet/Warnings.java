package io.github.dynamodbsession.servlet;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the filter logs while it is open, from warnings on. */
final class Warnings extends Handler implements AutoCloseable {

    /** Held, since the JDK forgets a logger that nobody holds. */
    private static final Logger LOG = Logger.getLogger(SessionFilter.class.getName());

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    static Warnings open() {
        Warnings warnings = new Warnings();
        LOG.addHandler(warnings);
        return warnings;
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
        LOG.removeHandler(this);
    }
}
