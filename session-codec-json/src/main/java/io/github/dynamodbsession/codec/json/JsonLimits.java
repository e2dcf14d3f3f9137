package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.error.SessionCodecException;

/**
 * How much one value may be, when it is written and when it is read.
 *
 * @param depth how deep arrays and objects of JSON may be nested
 * @param characters how many characters of JSON it may have
 * @param elements how many values there may be in it, arrays and objects counted too
 */
record JsonLimits(int depth, int characters, int elements) {

    /** The JDK knows no array of more than 255, and each is a class that stays. */
    static final int MOST_DIMENSIONS = 32;

    /** A {@code CopyOnWriteArraySet} compares each element with all others when it is made. */
    static final int MOST_COMPARED = 5_000;

    /** How deep a value may be, with one level more. */
    void checkDepth(int reached) {
        if (reached > depth) {
            throw new SessionCodecException(
                    "is nested deeper than " + depth + " levels of JSON" + " (maxDepth), or holds itself.");
        }
    }

    /** How much a value may hold, with one thing more. */
    void checkElements(int reached) {
        if (reached > elements) {
            throw new SessionCodecException(
                    "holds more than " + elements + " elements and members, one in another (maxElements).");
        }
    }

    static void checkDimensions(int reached) {
        if (reached > MOST_DIMENSIONS) {
            throw new SessionCodecException("is or holds an array of more than " + MOST_DIMENSIONS + " dimensions.");
        }
    }

    /** How long a value may be, with one part more. */
    void checkCharacters(long reached) {
        if (reached > characters) {
            throw new SessionCodecException("is more than " + characters + " characters of JSON (maxCharacters).");
        }
    }
}
