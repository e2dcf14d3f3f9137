package io.github.dynamodbsession.core.log;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a storage that is down, whoever asks it: at most one line a second, which says how many failures were
 * left out since the line before it; a stack trace with the first line only; and one line when it is over.
 *
 * <p>An outage begins with a failure. It is over when the storage answers and has failed nobody for ten seconds: a storage
 * that answers some and fails others is not back yet. There is no timer, so that its end is said when somebody has asked
 * the storage. Of an outage that begins within a minute of the failure before it there is no other stack trace: it is taken
 * for the same one.
 *
 * <p>Safe for use by any number of threads. While there is no outage, {@link #answered} costs the read of a field.
 */
public final class OutageLog {

    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long SAME_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String over;
    private final LongSupplier ticker;

    /** Null: there is none. */
    private volatile @Nullable Outage outage;

    /** When the last one failed somebody for the last time; null: there was none yet. */
    private @Nullable Long lastEnd;

    /**
     * A log that knows of no outage.
     *
     * @param over what is said when one is over, as the beginning of a line, such as "Session storage answers again"
     * @param ticker nanoseconds from whatever origin, never less than before; safe for use by several threads
     */
    public OutageLog(String over, LongSupplier ticker) {
        this.over = Objects.requireNonNull(over, "over");
        this.ticker = Objects.requireNonNull(ticker, "ticker");
    }

    /**
     * Logs that the storage has failed somebody, or counts it.
     *
     * @param logger where to; the end of the outage is said there too; not null
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

    /** What is to be said of its end; null if it goes on, or somebody else says it. */
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
     * A failure that becomes a line.
     *
     * @param leftOut how many did not, since the line before it
     * @param hasTrace whether its stack trace goes with it
     */
    private record Line(long leftOut, boolean hasTrace) {}

    /** Its fields are guarded by the log, but for the logger, which any of those serves that were used. */
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
