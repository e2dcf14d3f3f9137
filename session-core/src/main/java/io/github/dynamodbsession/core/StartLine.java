package io.github.dynamodbsession.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The line that a store logs when it is ready. */
final class StartLine {

    private static final Logger LOG = System.getLogger(StoreLog.NAME);

    private StartLine() {}

    /** Logs the parts that are not empty. */
    static void log(String... parts) {
        if (LOG.isLoggable(Level.INFO)) {
            // Not as a pattern: the text may contain braces.
            String text = Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
            LOG.log(Level.INFO, () -> "Sessions are kept in " + text + ".");
        }
    }
}
