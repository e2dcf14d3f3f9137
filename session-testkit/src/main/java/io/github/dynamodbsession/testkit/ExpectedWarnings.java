package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.SessionStore;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Suppresses the log lines that the tests of a contract provoke on purpose, while one is running: warnings of a store
 * about a listener of these tests. All others are logged.
 *
 * <p>Uses a filter of {@code java.util.logging}, which {@link System.Logger} writes to unless the application has
 * another {@link System.LoggerFinder}.
 */
final class ExpectedWarnings implements Filter {

    private static final String PROVOKED = ExpectedWarnings.class.getPackageName() + ".";

    private static final String START = "Sessions are kept in ";

    private static final Logger LOGGER = Logger.getLogger(SessionStore.class.getName());

    /** The number of running contracts; guarded by the class. */
    private static int contracts;

    private final @Nullable Filter before;

    private ExpectedWarnings(@Nullable Filter before) {
        this.before = before;
    }

    /** For one contract, until the matching call of {@link #logAgain}. */
    static synchronized void leaveOut() {
        if (contracts++ == 0) {
            LOGGER.setFilter(new ExpectedWarnings(LOGGER.getFilter()));
        }
    }

    static synchronized void logAgain() {
        if (--contracts == 0 && LOGGER.getFilter() instanceof ExpectedWarnings ours) {
            LOGGER.setFilter(ours.before);
        }
    }

    @Override
    public boolean isLoggable(LogRecord line) {
        return !isProvoked(line) && !isStart(line) && (before == null || before.isLoggable(line));
    }

    /** A contract starts hundreds of stores, each of which logs where its sessions are stored. */
    private static boolean isStart(LogRecord line) {
        @Nullable String message = line.getMessage();
        return message != null && line.getLevel().equals(Level.INFO) && message.startsWith(START);
    }

    private static boolean isProvoked(LogRecord line) {
        @Nullable String message = line.getMessage();
        return message != null && message.contains(PROVOKED);
    }
}
