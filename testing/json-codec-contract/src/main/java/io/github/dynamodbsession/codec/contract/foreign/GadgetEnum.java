package io.github.dynamodbsession.codec.contract.foreign;

/** Looks like a harmless enum. */
public enum GadgetEnum {
    /** The constant. */
    ONE;

    static {
        Trace.leave("an enum that was initialized");
    }
}
