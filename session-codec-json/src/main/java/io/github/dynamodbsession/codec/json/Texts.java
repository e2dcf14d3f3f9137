package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.error.SessionCodecException;

/** Validates strings. */
final class Texts {

    private Texts() {}

    /**
     * Returns the text.
     *
     * @throws SessionCodecException if it contains an unpaired surrogate: UTF-8 cannot encode it, and storages would
     *     replace it
     */
    static String checked(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!pair) {
                    throw new SessionCodecException(
                            "has a string with an unpaired surrogate, which cannot be stored" + " as text.");
                }
                i++;
            }
        }
        return text;
    }
}
