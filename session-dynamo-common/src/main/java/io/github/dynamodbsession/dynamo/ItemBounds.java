package io.github.dynamodbsession.dynamo;

/**
 * How large the items of a session may become.
 *
 * @param maxHead the size of the head, in bytes, above which attributes move to chunks; 0: every attribute is in a chunk
 * @param maxChunk the size of a chunk, in bytes, up to which several attributes share one
 */
record ItemBounds(int maxHead, int maxChunk) {

    /** A write of an item up to this size costs one write unit. */
    static final int DEFAULT_MAX_HEAD = 1024;

    static final int DEFAULT_MAX_CHUNK = 32 * 1024;

    static final int MIN_CHUNK = 1024;

    /** Below DynamoDB's limit: an item has more than its attributes. */
    static final int MAX_CHUNK = 384 * 1024;

    /** The maximum of a whole session. */
    static final long MAX_SESSION = 4 * 1024 * 1024;

    static final ItemBounds DEFAULT = new ItemBounds(DEFAULT_MAX_HEAD, DEFAULT_MAX_CHUNK);

    /** Moving attributes is worth a chunk only if the head becomes smaller by this share of its bound. */
    private static final int WORTHWHILE = 4;

    /** What the head should have room for after attributes were moved, so that they need not be moved again soon. */
    int room() {
        return maxHead / WORTHWHILE;
    }

    /** A changed value of more bytes does not go to the head. */
    int maxInHead() {
        return maxHead / WORTHWHILE;
    }
}
