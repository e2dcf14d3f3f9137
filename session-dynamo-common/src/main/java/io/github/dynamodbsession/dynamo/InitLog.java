package io.github.dynamodbsession.dynamo;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * What initialising decides, and what it waits for.
 *
 * @param table the table
 */
record InitLog(String table) {

    private static final Logger LOG = System.getLogger(InitLog.class.getPackageName());

    private static final String BEGIN = "Initialising sessions in the table ";

    /**
     * For who looks for the reason of something.
     *
     * @param what a clause about what is done and why; {@code {0}} and so on stand for the values
     */
    void decided(String what, Object... values) {
        LOG.log(Level.DEBUG, text(what), values);
    }

    /** For who wonders why the start takes so long. */
    void waits(String what, Object... values) {
        LOG.log(Level.INFO, text(what), values);
    }

    /** The table's name may have no braces or quotes, an ARN neither. */
    private String text(String what) {
        return BEGIN + table + ": " + what + ".";
    }
}
