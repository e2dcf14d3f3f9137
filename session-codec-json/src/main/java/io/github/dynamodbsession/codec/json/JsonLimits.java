package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.error.SessionCodecException;

/**
 * The limits of one value, both for writing and for reading.
 *
 * @param depth the maximum nesting depth of JSON arrays and objects
 * @param characters the maximum number of JSON characters
 * @param elements the maximum number of nested values, arrays and objects included
 */
record JsonLimits(int depth, int characters, int elements) {

    /** The JVM supports 255, but each array type is a class that is never unloaded. */
    static final int MAX_DIMENSIONS = 32;

    /** A {@code CopyOnWriteArraySet} compares each element with all others when it is built. */
    static final int MAX_COMPARED = 5_000;

    /** Checks the depth after entering one more level. */
    void checkDepth(int reached) {
        if (reached > depth) {
            throw new SessionCodecException(
                    "is nested deeper than " + depth + " levels of JSON (maxDepth), or contains itself.");
        }
    }

    /** Checks the number of elements after adding one more. */
    void checkElements(int reached) {
        if (reached > elements) {
            throw new SessionCodecException(
                    "contains more than " + elements + " elements and members, nested ones included (maxElements).");
        }
    }

    static void checkDimensions(int reached) {
        if (reached > MAX_DIMENSIONS) {
            throw new SessionCodecException("is or contains an array of more than " + MAX_DIMENSIONS + " dimensions.");
        }
    }

    /** Checks the number of characters after adding one more part. */
    void checkCharacters(long reached) {
        if (reached > characters) {
            throw new SessionCodecException("is more than " + characters + " characters of JSON (maxCharacters).");
        }
    }
}
