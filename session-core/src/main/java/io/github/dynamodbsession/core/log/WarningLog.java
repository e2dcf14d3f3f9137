package io.github.dynamodbsession.core.log;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Warnings that every request may cause, for instance while the storage is down: at most one line a second of each
 * kind, with the number of warnings omitted since the previous line. Only the first warning of its kind within a minute
 * is logged with a stack trace; the other lines name the failure and its causes.
 *
 * <p>The number of warnings omitted after the last line is logged with the next line: there is no timer. Use an {@link
 * OutageLog} if the end is to be logged as well.
 *
 * <p>Safe for use by any number of threads.
 */
public final class WarningLog {

    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Kinds come from code, so there are few. If there are more, the others share one. */
    private static final int MAX_KINDS = 64;

    private static final String OTHER_KINDS = "";
    private static final int MAX_CAUSES = 8;
    private static final int MAX_CAUSES_LENGTH = 1000;

    private final Logger logger;
    private final LongSupplier ticker;
    private final Map<String, Pace> paces = new ConcurrentHashMap<>();

    WarningLog(Logger logger, LongSupplier ticker) {
        this.logger = logger;
        this.ticker = ticker;
    }

    /**
     * Creates a log for warnings.
     *
     * @param name the name of the {@link System.Logger}; not null
     * @return a new log, independent of others
     */
    public static WarningLog named(String name) {
        return new WarningLog(System.getLogger(Objects.requireNonNull(name, "name")), System::nanoTime);
    }

    /**
     * Logs a warning, or counts it.
     *
     * @param kind the kind of warning, from a small set that does not grow with requests, such as a constant or the
     *     name of a class: the rate is limited per kind; not null
     * @param text one line, without a session id and without an attribute's value; not null
     * @param failure the reason; null: none
     */
    public void warn(String kind, String text, @Nullable Throwable failure) {
        Objects.requireNonNull(text, "text");
        Line line = pace(Objects.requireNonNull(kind, "kind")).next(ticker.getAsLong());
        if (line == null) {
            return;
        }
        write(logger, text, line.leftOut(), failure, line.isFirst());
    }

    /** Writes a line with the failure, if there is one, and its causes or its stack trace. */
    static void write(Logger logger, String text, long leftOut, @Nullable Throwable failure, boolean withTrace) {
        String counted = leftOut == 0 ? text : text + " (" + leftOut + " more since the last such line)";
        if (failure == null) {
            logger.log(Level.WARNING, counted);
        } else if (withTrace) {
            logger.log(Level.WARNING, counted, failure);
        } else {
            logger.log(Level.WARNING, counted + ": " + causes(failure));
        }
    }

    private Pace pace(String kind) {
        boolean hasRoom = paces.size() < MAX_KINDS || paces.containsKey(kind);
        return paces.computeIfAbsent(hasRoom ? kind : OTHER_KINDS, any -> new Pace());
    }

    /** A failure and its causes, in one line. */
    private static String causes(Throwable failure) {
        StringBuilder text = new StringBuilder(failure.toString());
        Throwable cause = failure.getCause();
        for (int i = 1; cause != null && i < MAX_CAUSES; i++) {
            text.append("; caused by ").append(cause);
            cause = cause.getCause();
        }
        if (text.length() > MAX_CAUSES_LENGTH) {
            text.setLength(MAX_CAUSES_LENGTH);
            text.append("...");
        }
        return text.toString().replaceAll("\\s+", " ");
    }

    /**
     * A warning that is logged.
     *
     * @param leftOut how many of its kind were omitted since the previous line
     * @param isFirst whether it is the first of its kind for a while
     */
    private record Line(long leftOut, boolean isFirst) {}

    /** Limits the rate of lines of one kind. */
    private static final class Pace {

        private boolean begun;
        private long lastLine;
        private long lastWarning;
        private long leftOut;

        synchronized @Nullable Line next(long now) {
            boolean isFirst = !begun || now - lastWarning >= QUIET_NANOS;
            lastWarning = now;
            if (begun && now - lastLine < LINE_NANOS) {
                leftOut++;
                return null;
            }
            Line line = new Line(leftOut, isFirst);
            begun = true;
            lastLine = now;
            leftOut = 0;
            return line;
        }
    }
}
