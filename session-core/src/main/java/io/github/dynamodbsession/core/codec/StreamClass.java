package io.github.dynamodbsession.core.codec;

import java.io.ObjectStreamConstants;
import org.jspecify.annotations.Nullable;

/** A class as a stream of Java serialization describes it. What is asked for each of its objects is found out once. */
final class StreamClass {

    /** Which of the objects that a class writes by itself are hashed, or compared, while they are read. */
    enum Hashing {
        /** None. */
        NONE,
        /** Every one: it is a set, or a queue that is sorted. */
        ALL,
        /** Every other, beginning with the first: it is a map. */
        KEYS
    }

    private static final String COPIES = "java.util.Collections$CopiesList";

    /** Of {@code List.of}, {@code Set.of} and {@code Map.of}. */
    private static final String UNMODIFIABLE = "java.util.CollSer";

    /** What {@code Set.of} and {@code Map.of} leave in the low byte of the field {@code tag}. */
    private static final int TAG_OF_SET = 2;

    private static final int TAG_OF_MAP = 3;

    /** Its binary name. */
    final String name;

    final boolean isExternalizable;
    /** Whether what an externalizable class wrote is in blocks, whose end can be found. */
    final boolean isInBlocks;

    final boolean writesItself;
    /** How many bytes its primitive fields have together. */
    final int primitiveBytes;
    /** How many fields hold objects. */
    final int objectFields;
    /** The class above it; null if that is not serializable. */
    final @Nullable StreamClass above;
    /** Whether it may run code that we do not know while it is read. */
    final boolean isForeign;
    /** Whether one element stands for as many as its number says: {@code Collections.nCopies}. */
    final boolean isCopies;
    /** Whether its only primitive field decides how much is hashed. */
    final boolean hasNumber;
    /** Whether it may leave out the fields that it describes, which a class must not, and can. */
    final boolean mayLeaveOut;

    private final Hashing hashing;

    StreamClass(String name, int flags, int primitiveBytes, int objectFields, @Nullable StreamClass above) {
        this.name = name;
        this.isExternalizable = (flags & ObjectStreamConstants.SC_EXTERNALIZABLE) != 0;
        this.isInBlocks = (flags & ObjectStreamConstants.SC_BLOCK_DATA) != 0;
        this.writesItself = (flags & ObjectStreamConstants.SC_WRITE_METHOD) != 0;
        this.primitiveBytes = primitiveBytes;
        this.objectFields = objectFields;
        this.above = above;
        this.isForeign = !name.startsWith("java.") && !name.startsWith("sun.util.calendar.");
        this.isCopies = name.equals(COPIES);
        this.hasNumber = isCopies || name.equals(UNMODIFIABLE);
        this.mayLeaveOut = writesItself && isForeign && primitiveBytes + objectFields > 0;
        this.hashing = hashing(name);
    }

    private static Hashing hashing(String name) {
        return switch (name) {
            case "java.util.HashSet", "java.util.PriorityQueue" -> Hashing.ALL;
            case "java.util.HashMap",
                    "java.util.Hashtable",
                    "java.util.concurrent.ConcurrentHashMap",
                    "java.util.concurrent.ConcurrentSkipListMap" -> Hashing.KEYS;
            default -> Hashing.NONE;
        };
    }

    /** Fields are found by their names; where a number matters, it has to be the only one. */
    boolean isAsTheJdkHasIt() {
        return !hasNumber || primitiveBytes == Integer.BYTES;
    }

    /** What is hashed of the objects that it writes after its fields, if it has a number: this one. */
    Hashing hashing(int number) {
        if (!hasNumber || isCopies) {
            return hashing;
        }
        return switch (number & 0xFF) {
            case TAG_OF_SET -> Hashing.ALL;
            case TAG_OF_MAP -> Hashing.KEYS;
            default -> Hashing.NONE;
        };
    }
}
