package io.github.dynamodbsession.core.codec;

import java.io.ObjectStreamConstants;
import org.jspecify.annotations.Nullable;

/** A class as described by a Java serialization stream. What is needed for each of its objects is computed once. */
final class StreamClass {

    /** Which of the objects that a class writes itself are hashed or compared when they are read. */
    enum Hashing {
        /** None. */
        NONE,
        /** All: it is a set, or a sorted queue. */
        ALL,
        /** Every other one, starting with the first: it is a map. */
        KEYS
    }

    private static final String COPIES = "java.util.Collections$CopiesList";

    /** The class behind {@code List.of}, {@code Set.of} and {@code Map.of}. */
    private static final String UNMODIFIABLE = "java.util.CollSer";

    /** The low byte of the field {@code tag} for {@code Set.of} and {@code Map.of}. */
    private static final int TAG_OF_SET = 2;

    private static final int TAG_OF_MAP = 3;

    /** Its binary name. */
    final String name;

    final boolean isExternalizable;
    /** Whether the data of an externalizable class is in blocks, so that its end can be found. */
    final boolean isInBlocks;

    final boolean writesItself;
    /** The total size of its primitive fields in bytes. */
    final int primitiveBytes;
    /** The number of fields with objects. */
    final int objectFields;
    /** The superclass; null if it is not serializable. */
    final @Nullable StreamClass above;
    /** Whether reading it may run unknown code. */
    final boolean isForeign;
    /** Whether one element represents as many as its number field says: {@code Collections.nCopies}. */
    final boolean isCopies;
    /** Whether its only primitive field determines how much is hashed. */
    final boolean hasNumber;
    /** Whether it may omit the fields that it describes, which is not allowed, but possible. */
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

    /** Fields are found by name; a number that matters must be the only primitive field. */
    boolean isAsTheJdkHasIt() {
        return !hasNumber || primitiveBytes == Integer.BYTES;
    }

    /** Which of the objects that it writes after its fields are hashed, for this value of its number field. */
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
