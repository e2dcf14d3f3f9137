package io.github.dynamodbsession.core.storage;

/**
 * Which strings are valid session ids: 1 to 256 of the unreserved characters of RFC 3986, section 2.3 ({@code A-Z a-z
 * 0-9 - . _ ~}). Any other string from outside is not found, and never reaches a storage; so a storage may use all
 * other characters in its own keys. An id that begins with a tilde is the hash of a session token; to a storage it is an
 * id like any other.
 */
public final class SessionIds {

    /** The maximum length of an id. */
    public static final int MAX_LENGTH = 256;

    /** The characters of an id, by their codes. */
    private static final boolean[] CHARACTERS = new boolean[128];

    static {
        for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".toCharArray()) {
            CHARACTERS[c] = true;
        }
    }

    private SessionIds() {}

    /**
     * Whether a string is a valid session id.
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
     * Whether a character may occur in a session id.
     *
     * @param c the character
     * @return true if it can
     */
    public static boolean isIdCharacter(char c) {
        return c < CHARACTERS.length && CHARACTERS[c];
    }
}
