package io.github.dynamodbsession.codec.contract.foreign;

import java.io.Serializable;

/**
 * Looks like harmless data.
 *
 * @param command any text
 */
public record GadgetRecord(String command) implements Serializable {

    static {
        Trace.leave("a record that was initialized");
    }

    /** Acts. */
    public GadgetRecord {
        Trace.leave("a record that was made");
    }
}
