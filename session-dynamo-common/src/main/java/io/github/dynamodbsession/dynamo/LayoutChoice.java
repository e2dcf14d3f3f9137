package io.github.dynamodbsession.dynamo;

/**
 * The table layout of sessions, chosen among those of this library; applications cannot bring their own. This is the
 * only class that names a layout. Immutable, and safe for use by any number of threads.
 */
public final class LayoutChoice {

    private static final LayoutChoice NATIVE = new LayoutChoice("native", "session:", NativeLayout::new);

    /** Creates a layout for one table. */
    @FunctionalInterface
    interface Factory {
        TableLayout create(String table, Keys keys);
    }

    private final String name;
    private final String defaultKeyPrefix;
    private final Factory factory;

    LayoutChoice(String name, String defaultKeyPrefix, Factory factory) {
        this.name = name;
        this.defaultKeyPrefix = defaultKeyPrefix;
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

    /** The same with these bounds of its items; other layouts have no such bounds. */
    LayoutChoice withBounds(ItemBounds bounds) {
        return this != NATIVE || bounds.equals(ItemBounds.DEFAULT)
                ? this
                : new LayoutChoice(name, defaultKeyPrefix, (table, keys) -> new NativeLayout(table, keys, bounds));
    }

    /** The key prefix where the application sets none. */
    String defaultKeyPrefix() {
        return defaultKeyPrefix;
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
