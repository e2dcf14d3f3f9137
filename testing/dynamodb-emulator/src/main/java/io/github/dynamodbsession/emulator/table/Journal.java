package io.github.dynamodbsession.emulator.table;

import org.jspecify.annotations.Nullable;

/**
 * Where changes go so that they outlive the process. Called under the database's lock, in the order of the changes; what
 * was told is kept once {@link #commit} has returned, all of it or nothing.
 */
public interface Journal {

    /** Keeps nothing. */
    Journal NONE = new Journal() {
        @Override
        public void defined(TableDefinition table) {}

        @Override
        public void dropped(TableDefinition table) {}

        @Override
        public void written(TableDefinition table, ItemKey key, @Nullable Item item) {}

        @Override
        public void commit() {}
    };

    /** A table was created or defined anew. */
    void defined(TableDefinition table);

    /** A table is gone, with its items. */
    void dropped(TableDefinition table);

    /** An item was written; {@code null} if it was removed. */
    void written(TableDefinition table, ItemKey key, @Nullable Item item);

    /** Makes all that was told since the last time last. */
    void commit();
}
