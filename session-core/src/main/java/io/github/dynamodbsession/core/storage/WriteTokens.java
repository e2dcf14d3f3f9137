package io.github.dynamodbsession.core.storage;

/**
 * Write tokens as they are stored: the token of the last content write, and behind a {@code #} how many updates the
 * session has had under its id.
 *
 * <p>The number keeps an old state from looking like the present one. A network may carry out one update twice, with
 * another writer's in between: the token alone would then be what it was before that writer came, and an id change that
 * had read it then would drop that writer's update.
 */
public final class WriteTokens {

    private static final char SEPARATOR = '#';

    private WriteTokens() {}

    /**
     * The stored token after an update.
     *
     * @param stored the stored token before it
     * @param token the update's own
     * @return the token to store
     */
    public static String afterUpdate(String stored, String token) {
        return of(token, updates(stored) + 1);
    }

    /**
     * A stored token of its parts.
     *
     * @param token the token of the last write
     * @param updates how many updates there were; 0 for none
     * @return the stored token
     */
    public static String of(String token, long updates) {
        return updates == 0 ? token : token + SEPARATOR + updates;
    }

    /**
     * Whether a stored token was left behind by a write.
     *
     * @param stored the stored token
     * @param token the write's own
     * @return true if that write was the last one
     */
    public static boolean isOf(String stored, String token) {
        return token(stored).equals(token);
    }

    /**
     * The token of the last write.
     *
     * @param stored the stored token
     * @return the write's own
     */
    public static String token(String stored) {
        int separator = stored.lastIndexOf(SEPARATOR);
        return separator < 0 ? stored : stored.substring(0, separator);
    }

    /**
     * How many updates there were.
     *
     * @param stored the stored token
     * @return the number; 0 for a session that was stored whole, or whose token has no number
     */
    public static long updates(String stored) {
        int separator = stored.lastIndexOf(SEPARATOR);
        try {
            return separator < 0 ? 0 : Long.parseLong(stored.substring(separator + 1));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
