package io.github.dynamodbsession.dynamo;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The log lines of initialisation: its decisions, and what it waits for.
 *
 * @param table the table
 */
record InitLog(String table) {

    private static final Logger LOG = System.getLogger(InitLog.class.getPackageName());

    private static final String BEGIN = "Initialising sessions in the table ";

    /**
     * Logs a decision, for troubleshooting.
     *
     * @param what a clause with the action and its reason; {@code {0}} and so on are placeholders of the values
     */
    void decided(String what, Object... values) {
        LOG.log(Level.DEBUG, text(what), values);
    }

    /** Logs what the start waits for. */
    void waits(String what, Object... values) {
        LOG.log(Level.INFO, text(what), values);
    }

    /** Neither a table's name nor an ARN can contain braces or quotes. */
    private String text(String what) {
        return BEGIN + table + ": " + what + ".";
    }
}
