package io.github.dynamodbsession.servlet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Records the output of all loggers while it is open, as it would be written, including stack traces. */
final class LogBytes extends Handler implements AutoCloseable {

    private static final Logger ROOT = Logger.getLogger("");

    private final Queue<String> written = new ConcurrentLinkedQueue<>();

    private LogBytes() {}

    static LogBytes ofAll() {
        LogBytes log = new LogBytes();
        ROOT.addHandler(log);
        return log;
    }

    /** The output, one text per log record, from {@link Level#INFO} on. */
    List<String> written() {
        return List.copyOf(written);
    }

    long bytes() {
        return written.stream()
                .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    @Override
    public void publish(LogRecord line) {
        if (isLoggable(line) && line.getLevel().intValue() >= Level.INFO.intValue()) {
            written.add(new SimpleFormatter().format(line));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }
}
