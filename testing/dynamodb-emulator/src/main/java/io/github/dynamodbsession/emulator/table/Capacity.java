package io.github.dynamodbsession.emulator.table;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import io.github.dynamodbsession.emulator.value.ItemSize;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many units reads and writes cost, by the documented rules (Developer Guide, "Read and write operations"). */
public final class Capacity {

    private static final int WRITE_UNIT = 1024;
    private static final int READ_UNIT = 4096;

    private Capacity() {}

    /** Units of a write of that many bytes: one for each KB begun, at least one. */
    public static double write(int bytes) {
        return Math.max(1, (bytes + WRITE_UNIT - 1) / WRITE_UNIT);
    }

    /** Units of a read of that many bytes: one for each 4 KB begun, at least one, half of it if it need not be current. */
    public static double read(long bytes, boolean consistent) {
        double units = Math.max(1, (bytes + READ_UNIT - 1) / READ_UNIT);
        return consistent ? units : units / 2;
    }

    /** Units of a write of an item, by the larger of what was there and what is there then. */
    public static double write(@Nullable Item before, @Nullable Item after) {
        return write(Math.max(size(before), size(after)));
    }

    private static int size(@Nullable Item item) {
        return item == null ? 0 : item.size();
    }

    /** Units that a write of an item costs in an index; zero if nothing of the index changes. */
    public static double write(IndexDefinition index, KeySchema table, @Nullable Item before, @Nullable Item after) {
        Map<String, AttributeValue> old = projected(index, table, before);
        Map<String, AttributeValue> young = projected(index, table, after);
        if (old == null && young == null) {
            return 0;
        }
        if (old == null || young == null) {
            return write(Math.max(size(old), size(young)));
        }
        if (old.equals(young)) {
            return 0;
        }
        boolean moved = !index.key().attributesOf(old).equals(index.key().attributesOf(young));
        return moved ? write(size(old)) + write(size(young)) : write(Math.max(size(old), size(young)));
    }

    private static int size(@Nullable Map<String, AttributeValue> entry) {
        return entry == null ? 0 : ItemSize.of(entry);
    }

    private static @Nullable Map<String, AttributeValue> projected(
            IndexDefinition index, KeySchema table, @Nullable Item item) {
        return item == null || !index.key().fits(item.attributes()) ? null : index.project(item.attributes(), table);
    }
}
