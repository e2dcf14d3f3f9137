package io.github.dynamodbsession.emulator.table;

import io.github.dynamodbsession.emulator.value.AttributeValue;

/** The types that a key attribute may have. */
public enum KeyType {
    /** A string. */
    S,
    /** A number. */
    N,
    /** Bytes. */
    B;

    /** Whether a value is of this type. */
    public boolean is(AttributeValue value) {
        return value.type().equals(name());
    }
}
