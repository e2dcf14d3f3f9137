package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.error.SessionCodecException;

/** What a text must be to be kept as text anywhere. */
final class Texts {

    private Texts() {}

    /**
     * The same text.
     *
     * @throws SessionCodecException if half of a surrogate pair stands alone in it: UTF-8 has no bytes for that, and
     *     storages would put something else in its place
     */
    static String checked(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!pair) {
                    throw new SessionCodecException("has a text with half a surrogate pair in it, which is no"
                            + " character and cannot be kept as text.");
                }
                i++;
            }
        }
        return text;
    }
}
