package io.github.dynamodbsession.core.codec;

import java.util.Arrays;

/**
 * Where a value refers to what it has held before: how many bytes, objects and levels of them had been read then.
 * {@link StreamScan} notes them, and {@link AllowListedInput} meets the same ones, or the class of some object reads
 * otherwise than the stream says, and nothing that the scan found is true. Used by one thread.
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

    /** Whether the next one is at this place. */
    boolean meet(long bytes, long objects, long depth) {
        if (met == noted) {
            return false;
        }
        boolean same = facts[met] == bytes && facts[met + 1] == objects && facts[met + 2] == depth;
        met += FACTS;
        return same;
    }
}
