package io.github.dynamodbsession.emulator.storage;

import io.github.dynamodbsession.emulator.table.Database;
import io.github.dynamodbsession.emulator.table.Item;
import io.github.dynamodbsession.emulator.table.ItemKey;
import io.github.dynamodbsession.emulator.table.Journal;
import io.github.dynamodbsession.emulator.table.RememberedTransaction;
import io.github.dynamodbsession.emulator.table.TableDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * Tables in one file, by H2's MVStore. Every commit is handed to the operating system before it returns, so what was
 * answered outlives the process however that ends; a machine that stops may lose the last seconds.
 */
public final class DataFile implements Journal {

    /** Tells a file of this program, and how it is laid out. */
    private static final String FORMAT = "dynamodb-emulator";

    private static final String FORMAT_VERSION = "1";

    private static final String TABLES = "tables";
    private static final String TRANSACTIONS = "transactions";
    private static final String ITEMS = "items.";

    private static final int BLOCK = 4096;
    private static final int PAGE = 8 << 10;
    private static final int CACHE_MEGABYTES = 4;

    /** After so many commits the file is looked at: space that is hardly used any more is given back. */
    private static final int COMPACTED_AFTER = 500;

    private static final int FILL_RATE = 70;
    private static final int COMPACTED_AT_ONCE = 4 << 20;
    private static final int MAX_CLOSING_MILLIS = 2_000;

    private final MVStore store;
    private final MVMap<String, String> tables;
    private final MVMap<String, String> transactions;
    private final Map<String, MVMap<byte[], Item>> items = new HashMap<>();
    private boolean changed;
    private int commits;

    private DataFile(MVStore store) {
        this.store = store;
        this.tables = openTexts(store, TABLES);
        this.transactions = openTexts(store, TRANSACTIONS);
    }

    /**
     * Opens a file, or begins one where there is none. A file that is refused is left as it is.
     *
     * @throws DataFileException if it cannot be read and written, is in use, or is of another program
     */
    public static DataFile open(Path file) throws DataFileException {
        Path absolute = file.toAbsolutePath();
        try {
            requireFile(absolute);
            if (Files.exists(absolute) && Files.size(absolute) > 0) {
                requireOurs(absolute);
            }
            return begun(builder(absolute).open());
        } catch (IOException | MVStoreException | IllegalArgumentException e) {
            throw refusal(e);
        }
    }

    private static void requireFile(Path file) throws IOException {
        Path folder = file.getParent();
        if (Files.isDirectory(file)) {
            throw new DataFileException("it is a directory; right is a file", null);
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new DataFileException("there is no such directory; right is a file in one that exists", null);
        }
        if (Files.exists(file) && !(Files.isRegularFile(file) && Files.isReadable(file) && Files.isWritable(file))) {
            throw new DataFileException("it cannot be both read and written; right is a file that can", null);
        }
    }

    /** Looks at it without changing anything. */
    private static void requireOurs(Path file) throws IOException {
        requireHeader(file);
        MVStore looked = builder(file).readOnly().open();
        try {
            if (looked.getMapNames().isEmpty()) {
                // Begun, and ended before it was marked.
                return;
            }
            String version = looked.hasMap(FORMAT) ? openTexts(looked, FORMAT).get("version") : null;
            if (version == null) {
                throw new DataFileException(
                        "it is of another program; right is a file of this one, or a new one", null);
            }
            if (!version.equals(FORMAT_VERSION)) {
                throw new DataFileException(
                        "its format is " + version + "; right is a file of format " + FORMAT_VERSION, null);
            }
        } finally {
            looked.closeImmediately();
        }
    }

    /** One of two blocks begins with the header. */
    private static void requireHeader(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] blocks = in.readNBytes(2 * BLOCK);
            if (!isHeader(blocks, 0) && !isHeader(blocks, BLOCK)) {
                throw foreign(null);
            }
        }
    }

    private static boolean isHeader(byte[] blocks, int at) {
        return blocks.length >= at + BLOCK && blocks[at] == 'H' && blocks[at + 1] == ':';
    }

    private static MVStore.Builder builder(Path file) {
        // A commit is to happen when it is asked for, and at no other time: else half a transaction may be kept.
        return new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .pageSplitSize(PAGE)
                .cacheSize(CACHE_MEGABYTES);
    }

    private static DataFile begun(MVStore store) {
        try {
            store.setRetentionTime(0);
            store.setVersionsToKeep(0);
            MVMap<String, String> format = openTexts(store, FORMAT);
            DataFile file = new DataFile(store);
            if (format.isEmpty()) {
                format.put("version", FORMAT_VERSION);
                store.commit();
            }
            return file;
        } catch (RuntimeException | Error e) {
            store.closeImmediately();
            throw e;
        }
    }

    private static MVMap<String, String> openTexts(MVStore store, String name) {
        return store.openMap(
                name,
                new MVMap.Builder<String, String>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(StringDataType.INSTANCE));
    }

    private static DataFileException foreign(@Nullable Throwable cause) {
        return new DataFileException("it is of another program; right is a file of this one, or a new one", cause);
    }

    private static DataFileException refusal(Exception e) {
        if (e instanceof DataFileException already) {
            return already;
        }
        int code = e instanceof MVStoreException failed ? failed.getErrorCode() : DataUtils.ERROR_READING_FAILED;
        return switch (code) {
            case DataUtils.ERROR_FILE_LOCKED ->
                new DataFileException("it is in use; right is a file for each emulator", e);
            case DataUtils.ERROR_READING_FAILED, DataUtils.ERROR_WRITING_FAILED ->
                new DataFileException("it cannot be both read and written; right is a file that can", e);
            default -> new DataFileException("it is damaged; right is a file that is whole, or a new one", e);
        };
    }

    /**
     * Puts all that is in the file into a database.
     *
     * @throws DataFileException if something in it cannot be read; the file is closed then
     */
    public void restoreInto(Database database) throws DataFileException {
        try {
            restore(database);
        } catch (RuntimeException e) {
            store.closeImmediately();
            throw new DataFileException("it is damaged; right is a file that is whole, or a new one", e);
        }
    }

    private void restore(Database database) {
        for (String text : tables.values()) {
            TableDefinition table = TableText.read(text);
            database.restore(table, openItems(table).values());
        }
        List<RememberedTransaction> remembered = new ArrayList<>();
        transactions.forEach((token, text) -> remembered.add(TransactionText.read(token, text)));
        remembered.sort(Comparator.comparing(RememberedTransaction::at));
        remembered.forEach(database::restore);
    }

    @Override
    public void defined(TableDefinition table) {
        openItems(table);
        tables.put(table.name(), TableText.of(table));
        changed = true;
    }

    @Override
    public void dropped(TableDefinition table) {
        MVMap<byte[], Item> map = items.remove(table.id());
        if (map != null) {
            tables.remove(table.name());
            store.removeMap(map);
            changed = true;
        }
    }

    @Override
    public void written(TableDefinition table, ItemKey key, @Nullable Item item) {
        MVMap<byte[], Item> map = items.get(table.id());
        if (map == null) {
            // The table is being deleted.
            return;
        }
        if (item == null) {
            map.remove(ValueBytes.of(key));
        } else {
            map.put(ValueBytes.of(key), item);
        }
        changed = true;
    }

    private MVMap<byte[], Item> openItems(TableDefinition table) {
        return items.computeIfAbsent(
                table.id(),
                id -> store.openMap(
                        ITEMS + id,
                        new MVMap.Builder<byte[], Item>()
                                .keyType(ByteArrayDataType.INSTANCE)
                                .valueType(ItemType.INSTANCE)));
    }

    @Override
    public void remembered(RememberedTransaction transaction) {
        transactions.put(transaction.token(), TransactionText.of(transaction));
        changed = true;
    }

    @Override
    public void forgotten(String token) {
        transactions.remove(token);
        changed = true;
    }

    @Override
    public void commit() {
        if (!changed) {
            return;
        }
        store.commit();
        changed = false;
        if (++commits % COMPACTED_AFTER == 0) {
            store.compact(FILL_RATE, COMPACTED_AT_ONCE);
        }
    }

    @Override
    public void close() {
        store.close(MAX_CLOSING_MILLIS);
    }
}
