package io.github.dynamodbsession.emulator.table;

import java.util.List;

/**
 * Which attributes an index has besides its own keys and the table's. Immutable.
 *
 * @param type {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
 * @param others the attributes that {@code INCLUDE} names; empty otherwise
 */
public record Projection(String type, List<String> others) {

    /** Whether every attribute is there. */
    public boolean isAll() {
        return type.equals("ALL");
    }
}
