package io.github.dynamodbsession.dynamo;

/**
 * The table layout of sessions, chosen among those of this library; applications cannot bring their own. This is the
 * only class that names a layout. Immutable, and safe for use by any number of threads.
 */
public final class LayoutChoice {

    private static final LayoutChoice NATIVE = new LayoutChoice("native", "session:", false, NativeLayout::new);

    /** Creates a layout for one table. */
    @FunctionalInterface
    interface Factory {
        TableLayout create(String table, Keys keys);
    }

    private final String name;
    private final String defaultKeyPrefix;
    private final String defaultKeyAttribute;
    private final boolean anyKeyPrefix;
    private final Factory factory;

    LayoutChoice(String name, String defaultKeyPrefix, boolean anyKeyPrefix, Factory factory) {
        this(name, defaultKeyPrefix, "id", anyKeyPrefix, factory);
    }

    private LayoutChoice(
            String name, String defaultKeyPrefix, String defaultKeyAttribute, boolean anyKeyPrefix, Factory factory) {
        this.name = name;
        this.defaultKeyPrefix = defaultKeyPrefix;
        this.defaultKeyAttribute = defaultKeyAttribute;
        this.anyKeyPrefix = anyKeyPrefix;
        this.factory = factory;
    }

    /**
     * The layout of this library, the default: a head for each session, whose attributes are changed one by one, and
     * chunks for what would make it large.
     *
     * @return the choice
     */
    public static LayoutChoice nativeLayout() {
        return NATIVE;
    }

    /**
     * The table of connect-dynamodb-session 1.1, a session store for Express, with its default options.
     *
     * @return the choice
     */
    public static LayoutChoice connectDynamodbSession() {
        return connectDynamodbSession(ExpressOptions.builder().build());
    }

    /**
     * The table of connect-dynamodb-session 1.1, a session store for Express: Java and Express nodes share their sessions.
     * A session's attributes are the fields of its JSON, so the store needs a JSON codec in its plain form; and the cookie
     * carries the session's id, so the store needs plain tokens. The key prefix is empty by default.
     *
     * @param options the options of the Express nodes
     * @return the choice
     * @throws io.github.dynamodbsession.core.error.SessionConfigurationException if one belongs to another store
     */
    public static LayoutChoice connectDynamodbSession(ExpressOptions options) {
        return of(options.ofConnectDynamodbSession(), "");
    }

    /**
     * The table of connect-dynamodb 3.0, a session store for Express, with its default options.
     *
     * @return the choice
     */
    public static LayoutChoice connectDynamodb() {
        return connectDynamodb(ExpressOptions.builder().build());
    }

    /**
     * The table of connect-dynamodb 3.0, a session store for Express; as {@link #connectDynamodbSession(ExpressOptions)}
     * otherwise. The key prefix is {@code sess:} by default, as there.
     *
     * @param options the options of the Express nodes
     * @return the choice
     * @throws io.github.dynamodbsession.core.error.SessionConfigurationException if one belongs to another store
     */
    public static LayoutChoice connectDynamodb(ExpressOptions options) {
        return of(options.ofConnectDynamodb(), "sess:");
    }

    /**
     * The table of dynamodb-store 1.2, a session store for Express, with its default options.
     *
     * @return the choice
     */
    public static LayoutChoice dynamodbStore() {
        return dynamodbStore(ExpressOptions.builder().build());
    }

    /**
     * The table of dynamodb-store 1.2, a session store for Express; as {@link #connectDynamodbSession(ExpressOptions)}
     * otherwise. The session is a map of DynamoDB instead of JSON. As there, the key prefix is {@code sess:} and the key
     * attribute {@code sessionId} by default.
     *
     * @param options the options of the Express nodes
     * @return the choice
     * @throws io.github.dynamodbsession.core.error.SessionConfigurationException if one belongs to another store
     */
    public static LayoutChoice dynamodbStore(ExpressOptions options) {
        return of(options.ofDynamodbStore(), "sess:").withKeyAttribute("sessionId");
    }

    /** The layout of a store for Express. */
    static LayoutChoice of(ExpressSpec spec, String defaultKeyPrefix) {
        return new LayoutChoice(
                spec.layout(), defaultKeyPrefix, true, (table, keys) -> new ExpressLayout(table, keys, spec));
    }

    private LayoutChoice withKeyAttribute(String byDefault) {
        return new LayoutChoice(name, defaultKeyPrefix, byDefault, anyKeyPrefix, factory);
    }

    /** The same with these bounds of its items; other layouts have no such bounds. */
    LayoutChoice withBounds(ItemBounds bounds) {
        return this != NATIVE || bounds.equals(ItemBounds.DEFAULT)
                ? this
                : new LayoutChoice(
                        name, defaultKeyPrefix, anyKeyPrefix, (table, keys) -> new NativeLayout(table, keys, bounds));
    }

    /** The key prefix where the application sets none. */
    String defaultKeyPrefix() {
        return defaultKeyPrefix;
    }

    /** The name of the hash key where the application sets none. */
    String defaultKeyAttribute() {
        return defaultKeyAttribute;
    }

    /**
     * Whether a key prefix may end in any character, because others have chosen it already. Then it has to be ensured that
     * it does not begin another prefix in the same table.
     */
    boolean allowsAnyKeyPrefix() {
        return anyKeyPrefix;
    }

    /** The layout for a table. */
    TableLayout on(String table, Keys keys) {
        return factory.create(table, keys);
    }

    /** The layout's name. */
    @Override
    public String toString() {
        return name;
    }
}
