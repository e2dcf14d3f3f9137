package io.github.dynamodbsession.core.codec.json;

import io.github.dynamodbsession.core.error.SessionCodecException;

/**
 * How much one value may be, when it is written and when it is read.
 *
 * @param depth how deep arrays and objects of JSON may be nested
 * @param characters how many characters of JSON it may have
 */
record JsonLimits(int depth, int characters) {

    /** How deep a value may be, with one level more. */
    void checkDepth(int reached) {
        if (reached > depth) {
            throw new SessionCodecException(
                    "is nested deeper than " + depth + " levels of JSON" + " (maxDepth), or holds itself.");
        }
    }

    /** How long a value may be, with one part more. */
    void checkCharacters(long reached) {
        if (reached > characters) {
            throw new SessionCodecException("is more than " + characters + " characters of JSON (maxCharacters).");
        }
    }
}
