package io.github.dynamodbsession.core.log;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Logs an outage of a storage, for all its callers: at most one line a second, with the number of failures omitted
 * since the previous line; a stack trace with the first line only; and one line when the outage is over.
 *
 * <p>An outage begins with a failure. It is over when the storage answers and no call has failed for ten seconds: a
 * storage that fails some calls is still down. There is no timer, so the end is logged with the next call of the
 * storage. An outage that begins within a minute of the previous failure is logged without a stack trace: it counts as
 * the same one.
 *
 * <p>Safe for use by any number of threads. Without an outage, {@link #answered} only reads a field.
 */
public final class OutageLog {

    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long SAME_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String over;
    private final LongSupplier ticker;

    /** Null: there is none. */
    private volatile @Nullable Outage outage;

    /** The time of the last failure; null: there was none yet. */
    private @Nullable Long lastEnd;

    /**
     * Creates a log, without an outage.
     *
     * @param over the beginning of the line that is logged when an outage is over, such as "Session storage answers
     *     again"
     * @param ticker nanoseconds from an arbitrary origin, never decreasing; safe for use by several threads
     */
    public OutageLog(String over, LongSupplier ticker) {
        this.over = Objects.requireNonNull(over, "over");
        this.ticker = Objects.requireNonNull(ticker, "ticker");
    }

    /**
     * Logs a failure of the storage, or counts it.
     *
     * @param logger the logger; the end of the outage is logged there, too; not null
     * @param text one line, without a session id and without an attribute's value; not null
     * @param failure the reason; not null
     */
    public void failed(Logger logger, String text, Throwable failure) {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(failure, "failure");
        Line line = next(Objects.requireNonNull(logger, "logger"), ticker.getAsLong());
        if (line != null) {
            WarningLog.write(logger, text, line.leftOut(), failure, line.hasTrace());
        }
    }

    /** The storage has answered. */
    public void answered() {
        Outage running = outage;
        if (running == null) {
            return;
        }
        String end = end(running, ticker.getAsLong());
        if (end != null) {
            running.logger.log(Level.WARNING, end);
        }
    }

    private synchronized @Nullable Line next(Logger logger, long now) {
        Outage running = outage;
        boolean isFirst = running == null;
        if (running == null) {
            running = new Outage(logger, now);
            outage = running;
        }
        boolean hasTrace = isFirst && (lastEnd == null || now - lastEnd >= SAME_NANOS);
        lastEnd = now;
        running.failures++;
        if (!isFirst && now - running.lastLine < LINE_NANOS) {
            running.leftOut++;
            return null;
        }
        Line line = new Line(running.leftOut, hasTrace);
        running.logger = logger;
        running.lastLine = now;
        running.leftOut = 0;
        return line;
    }

    /** The line for the end of the outage; null if it is not over, or another thread logs it. */
    private synchronized @Nullable String end(Outage running, long now) {
        if (outage != running || lastEnd == null || now - lastEnd < QUIET_NANOS) {
            return null;
        }
        outage = null;
        return over + ": " + running.failures + (running.failures == 1 ? " failure in " : " failures in ")
                + TimeUnit.NANOSECONDS.toSeconds(lastEnd - running.begin) + " s"
                + (running.leftOut == 0 ? "" : " (" + running.leftOut + " more since the last such line)");
    }

    /**
     * A failure that is logged.
     *
     * @param leftOut how many failures were omitted since the previous line
     * @param hasTrace whether it is logged with its stack trace
     */
    private record Line(long leftOut, boolean hasTrace) {}

    /** Its fields are guarded by the log, except for the logger: any of the loggers used will do. */
    private static final class Outage {

        private final long begin;
        private volatile Logger logger;
        private long lastLine;
        private long failures;
        private long leftOut;

        Outage(Logger logger, long begin) {
            this.logger = logger;
            this.begin = begin;
        }
    }
}
