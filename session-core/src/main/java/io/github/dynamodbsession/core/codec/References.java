package io.github.dynamodbsession.core.codec;

import java.util.Arrays;

/**
 * The back references of a value: the number of bytes, objects and levels that had been read at each. {@link
 * StreamScan} records them, and {@link AllowListedInput} must meet the same ones; otherwise the class of some object
 * reads differently from what the stream says, and the results of the scan are wrong. Used by one thread.
 */
final class References {

    private static final int FACTS = 3;
    private static final int INITIAL = 4 * FACTS;

    private int[] facts = {};
    private int noted;
    private int met;

    void note(long bytes, long objects, long depth) {
        if (noted == facts.length) {
            facts = Arrays.copyOf(facts, Math.max(INITIAL, 2 * facts.length));
        }
        facts[noted++] = (int) bytes;
        facts[noted++] = (int) objects;
        facts[noted++] = (int) depth;
    }

    /** Whether the next back reference is at this position. */
    boolean meet(long bytes, long objects, long depth) {
        if (met == noted) {
            return false;
        }
        boolean same = facts[met] == bytes && facts[met + 1] == objects && facts[met + 2] == depth;
        met += FACTS;
        return same;
    }
}
