package io.github.dynamodbsession.core.codec;

/**
 * How much one value may hold: nesting, objects or elements of one array, and the work of hashing what is in it.
 *
 * @param depth how deep objects may be nested
 * @param references how many objects there may be, each reference to one counted
 * @param hashSteps how many objects may be hashed, over and over, whatever the size of the value
 */
record ReadLimits(int depth, long references, long hashSteps) {

    static final long DEFAULT_REFERENCES = 1_000_000;

    static final long DEFAULT_HASH_STEPS = 1_000_000;

    /** A hash map at a quarter of its load is made with eight places for each entry, which has two bytes or more. */
    private static final int PLACES_PER_BYTE = 8;

    /** Small collections have more places than elements. */
    private static final int PLACES_AT_LEAST = 1024;

    void checkDepth(long reached) {
        if (reached > depth) {
            throw new ReadLimitException("is nested deeper than " + depth + " objects (maxDepth).");
        }
    }

    void checkReferences(long reached) {
        if (reached > references) {
            throw new ReadLimitException("holds more than " + references + " objects (maxReferences).");
        }
    }

    /**
     * The work of hashing. A value that shares nothing is below it, whatever is in it: each object is hashed by the
     * collections around it, of which there are no more than it is deep.
     */
    void checkHashSteps(long reached, long objects) {
        if (reached > Math.max(hashSteps, depth * objects)) {
            throw new ReadLimitException("takes too long to hash: what is in its sets, or among the keys of its maps,"
                    + " holds the same objects over and over. Keep them in lists, or by their ids.");
        }
    }

    /** What the arrays of a value have room for together. Every element comes from a byte of its own, or more. */
    void checkPlaces(long promised, long bytes) {
        if (promised > PLACES_PER_BYTE * bytes + PLACES_AT_LEAST) {
            throw new ReadLimitException("promises more elements than it has bytes.");
        }
    }
}
