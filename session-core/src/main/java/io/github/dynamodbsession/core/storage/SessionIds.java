package io.github.dynamodbsession.core.storage;

/**
 * Which strings can be session ids at all: 1 to 256 of the characters that RFC 3986, section 2.3, leaves unreserved
 * ({@code A-Z a-z 0-9 - . _ ~}). Anything else that arrives from outside is no session, and reaches no storage; so a
 * storage may use every other character for keys of its own.
 */
public final class SessionIds {

    /** The most characters of an id. */
    public static final int MAX_LENGTH = 256;

    private SessionIds() {}

    /**
     * Whether a string can be a session id.
     *
     * @param candidate the string
     * @return true if it can
     */
    public static boolean isValid(String candidate) {
        int length = candidate.length();
        if (length == 0 || length > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!isIdCharacter(candidate.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a character can be part of a session id.
     *
     * @param c the character
     * @return true if it can
     */
    public static boolean isIdCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
