package io.github.dynamodbsession.core.codec;

import java.io.ObjectStreamConstants;
import org.jspecify.annotations.Nullable;

/**
 * A class as a stream of Java serialization describes it.
 *
 * @param name its binary name
 * @param flags how its objects were written, as {@link ObjectStreamConstants} has it
 * @param primitiveBytes how many bytes its primitive fields have together
 * @param objectFields how many fields hold objects
 * @param above the class above it; null if that is not serializable
 */
record StreamClass(String name, int flags, int primitiveBytes, int objectFields, @Nullable StreamClass above) {

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

    boolean isExternalizable() {
        return has(ObjectStreamConstants.SC_EXTERNALIZABLE);
    }

    boolean isInBlocks() {
        return has(ObjectStreamConstants.SC_BLOCK_DATA);
    }

    boolean writesItself() {
        return has(ObjectStreamConstants.SC_WRITE_METHOD);
    }

    boolean hasFields() {
        return primitiveBytes > 0 || objectFields > 0;
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** A class that may run code that we do not know while it is read. */
    boolean isForeign() {
        return !name.startsWith("java.") && !name.startsWith("sun.util.calendar.");
    }

    /** Whether one element stands for as many as its number says: {@code Collections.nCopies}. */
    boolean isCopies() {
        return name.equals(COPIES);
    }

    /** Whether its only primitive field decides how much is hashed. */
    boolean hasNumber() {
        return name.equals(COPIES) || name.equals(UNMODIFIABLE);
    }

    /** Fields are found by their names; where a number matters, it has to be the only one. */
    boolean isAsTheJdkHasIt() {
        return !hasNumber() || primitiveBytes == Integer.BYTES;
    }

    /** What is hashed of the objects that it writes after its fields. */
    Hashing hashing(int number) {
        return switch (name) {
            case "java.util.HashSet", "java.util.PriorityQueue" -> Hashing.ALL;
            case "java.util.HashMap",
                    "java.util.Hashtable",
                    "java.util.concurrent.ConcurrentHashMap",
                    "java.util.concurrent.ConcurrentSkipListMap" -> Hashing.KEYS;
            case UNMODIFIABLE ->
                switch (number & 0xFF) {
                    case TAG_OF_SET -> Hashing.ALL;
                    case TAG_OF_MAP -> Hashing.KEYS;
                    default -> Hashing.NONE;
                };
            default -> Hashing.NONE;
        };
    }
}
