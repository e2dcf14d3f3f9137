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
        public void remembered(RememberedTransaction transaction) {}

        @Override
        public void forgotten(String token) {}

        @Override
        public void commit() {}

        @Override
        public void close() {}
    };

    /** A table was created or defined anew. */
    void defined(TableDefinition table);

    /** A table is gone, with its items. */
    void dropped(TableDefinition table);

    /** An item was written; {@code null} if it was removed. */
    void written(TableDefinition table, ItemKey key, @Nullable Item item);

    /** A transaction is to be known again by its token. */
    void remembered(RememberedTransaction transaction);

    /** The transaction of that token need not be known any longer. */
    void forgotten(String token);

    /** Makes all that was told since the last time last. */
    void commit();

    /** Ends it: nothing more is told. */
    void close();
}
