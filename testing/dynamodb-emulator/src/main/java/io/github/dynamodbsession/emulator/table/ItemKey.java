package io.github.dynamodbsession.emulator.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import io.github.dynamodbsession.emulator.value.ValueOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where an item is in a table or an index: partitions in the order of a hash of the partition key, and within one by the
 * sort key.
 */
public final class ItemKey implements Comparable<ItemKey> {

    /** What segments divide between them: the first twelve bits of a hash. */
    private static final long SLOTS = 1L << 12;

    private static final int UNUSED_BY_SEGMENTS = 20;

    private static final byte[] SALT = "Outliers".getBytes(UTF_8);

    private final long hash;
    private final AttributeValue partition;
    private final @Nullable AttributeValue sort;

    private ItemKey(long hash, AttributeValue partition, @Nullable AttributeValue sort) {
        this.hash = hash;
        this.partition = partition;
        this.sort = sort;
    }

    /** The key of those two; {@code sort} is {@code null} where there is no sort key. */
    public static ItemKey of(AttributeValue partition, @Nullable AttributeValue sort) {
        return new ItemKey(hash(partition), partition, sort);
    }

    /** The same partition with another sort key, or without. */
    ItemKey with(@Nullable AttributeValue another) {
        return new ItemKey(hash, partition, another);
    }

    /** The partition key. */
    public AttributeValue partition() {
        return partition;
    }

    /** The sort key, if there is one. */
    public @Nullable AttributeValue sort() {
        return sort;
    }

    /** Which of {@code total} segments of a scan has it. */
    public int segment(int total) {
        return (int) ((hash >>> UNUSED_BY_SEGMENTS) * total / SLOTS);
    }

    private static long hash(AttributeValue key) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(SALT);
            byte[] digest = md5.digest(bytes(key));
            return ((long) (digest[0] & 0xff) << 24)
                    | ((digest[1] & 0xff) << 16)
                    | ((digest[2] & 0xff) << 8)
                    | (digest[3] & 0xff);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(AttributeValue key) {
        if (key instanceof AttributeValue.S s) {
            return s.value().getBytes(UTF_8);
        }
        if (key instanceof AttributeValue.N n) {
            return NumberBytes.of(n.value());
        }
        if (key instanceof AttributeValue.B b) {
            return b.value();
        }
        throw new IllegalArgumentException("no key: " + key.type());
    }

    /** Before every sort key where one side has none: so a partition begins with its key alone. */
    @Override
    public int compareTo(ItemKey other) {
        int byPartition = comparePartition(other);
        if (byPartition != 0) {
            return byPartition;
        }
        if (sort == null || other.sort == null) {
            return Boolean.compare(sort != null, other.sort != null);
        }
        return ValueOrder.compare(sort, other.sort);
    }

    private int comparePartition(ItemKey other) {
        int byHash = Long.compare(hash, other.hash);
        return byHash != 0 ? byHash : ValueOrder.compare(partition, other.partition);
    }

    /** Whether both are in one partition. */
    public boolean isInPartitionOf(ItemKey other) {
        return comparePartition(other) == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ItemKey key && partition.equals(key.partition) && Objects.equals(sort, key.sort);
    }

    @Override
    public int hashCode() {
        return 31 * (int) hash + Objects.hashCode(sort);
    }
}
