package io.github.dynamodbsession.core.codec;

/**
 * The limits of one value: nesting, objects or elements of one array, and the work of hashing its content.
 *
 * @param depth the maximum nesting of objects
 * @param references the maximum number of objects, counting each reference
 * @param hashSteps how many objects may be hashed, counting repetitions, independent of the size of the value
 */
record ReadLimits(int depth, long references, long hashSteps) {

    static final long DEFAULT_REFERENCES = 1_000_000;

    static final long DEFAULT_HASH_STEPS = 1_000_000;

    /** A hash map at a quarter of its load is created with eight places per entry, which takes at least two bytes. */
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
     * The work of hashing. A value that shares nothing is always within the limit: each object is hashed by the
     * collections around it, whose number is at most its depth.
     */
    void checkHashSteps(long reached, long objects) {
        if (reached > Math.max(hashSteps, depth * objects)) {
            throw new ReadLimitException("takes too long to hash: the content of its sets, or of the keys of its maps,"
                    + " contains the same objects over and over. Store them in lists, or by their ids.");
        }
    }

    /** The total size of the arrays of a value. Every element takes at least one byte. */
    void checkPlaces(long promised, long bytes) {
        if (promised > PLACES_PER_BYTE * bytes + PLACES_AT_LEAST) {
            throw new ReadLimitException("promises more elements than it has bytes.");
        }
    }
}
