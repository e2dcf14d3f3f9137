package io.github.dynamodbsession.core.codec;

import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectStreamConstants;
import java.io.StreamCorruptedException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Scans the bytes of a serialized value, by the grammar of the Java Object Serialization Specification (chapter 6),
 * before they are deserialized: how deep it is, how much it contains, and how much work its sets and maps would be.
 *
 * <p>The JDK's own filter cannot detect the last. A set hashes its elements when it is read, and a set of sets hashes
 * the whole content of these, repeatedly. If two elements share their content, and so on further down, the work doubles
 * with every level, but the bytes do not. So the scan counts for every object how many objects its hash code visits
 * ({@code cost}), and sums up what sets, and maps for their keys, require ({@code work}). The sum is saturated, and the
 * scan takes linear time.
 *
 * <p>The bytes do not show what a user's class does. It is assumed to hash its whole content; only if the value exceeds
 * the limit then, the classes themselves are inspected, most of which neither hash their content nor run code when they
 * are read.
 *
 * <p>Used once, by one thread.
 */
final class StreamScan {

    /** The magic number and the version. */
    private static final int BEFORE_CONTENT = 4;

    private static final int MIN_HANDLES = 8;
    private static final int MAX_INITIAL_HANDLES = 1024;
    private static final int BYTES_PER_HANDLE = 24;

    /** The maximum number of classes whose objects do not write the fields that their descriptions list. */
    private static final int MAX_IRREGULAR = 8;

    /** The maximum of sums: far above every limit, and far below an overflow. */
    private static final long MOST = Long.MAX_VALUE / 4;

    private final StreamBytes in;
    private final ReadLimits limits;
    private final Function<String, ForeignClass> foreign;
    private final Set<String> irregular;
    private final References references = new References();

    /** By handle: the classes of the stream, and the costs of its objects. */
    private @Nullable StreamClass[] classes;

    private long[] costs;
    private int handles;
    private int depth;
    private long objects;
    private long copies;
    private long work;

    /** The class whose fields are being read, if they may be missing. */
    private @Nullable String doubtful;

    private StreamScan(byte[] bytes, ReadLimits limits, Function<String, ForeignClass> foreign, Set<String> irregular) {
        int likely = Math.min(MAX_INITIAL_HANDLES, MIN_HANDLES + bytes.length / BYTES_PER_HANDLE);
        this.classes = new StreamClass[likely];
        this.costs = new long[likely];
        this.in = new StreamBytes(bytes);
        this.limits = limits;
        this.foreign = foreign;
        this.irregular = irregular;
    }

    /**
     * Scans a value.
     *
     * @param bytes a whole stream
     * @param limits the limits
     * @param foreign the facts about a class outside the JDK; only called if they matter
     * @return the back references of the stream
     * @throws ReadLimitException if it exceeds the limits
     * @throws IOException if it is not a stream of one value
     */
    static References check(byte[] bytes, ReadLimits limits, Function<String, ForeignClass> foreign)
            throws IOException {
        if (isText(bytes)) {
            return new References();
        }
        StreamScan worst = scan(bytes, limits, name -> ForeignClass.UNKNOWN);
        if (worst.isWithinWork()) {
            return worst.references;
        }
        Map<String, ForeignClass> asked = new HashMap<>();
        StreamScan known = scan(bytes, limits, name -> asked.computeIfAbsent(name, foreign));
        limits.checkHashSteps(known.work, known.objects);
        return known.references;
    }

    /** The most frequent value, which needs no facts. */
    private static boolean isText(byte[] bytes) {
        return bytes.length > BEFORE_CONTENT && bytes[BEFORE_CONTENT] == ObjectStreamConstants.TC_STRING;
    }

    /**
     * A class with its own {@code writeObject} may omit its fields, although it must not; the bytes do not say so, but
     * cannot be read otherwise.
     */
    private static StreamScan scan(byte[] bytes, ReadLimits limits, Function<String, ForeignClass> foreign)
            throws IOException {
        Set<String> irregular = Set.of();
        while (true) {
            StreamScan scan = new StreamScan(bytes, limits, foreign, irregular);
            try {
                scan.all();
                return scan;
            } catch (StreamCorruptedException | EOFException e) {
                String name = scan.doubtful;
                if (name == null || irregular.size() == MAX_IRREGULAR || irregular.contains(name)) {
                    throw e;
                }
                irregular = new HashSet<>(irregular);
                irregular.add(name);
            }
        }
    }

    private boolean isWithinWork() {
        try {
            limits.checkHashSteps(work, objects);
            return true;
        } catch (ReadLimitException e) {
            return false;
        }
    }

    private void all() throws IOException {
        if (in.two() != ObjectStreamConstants.STREAM_MAGIC || in.two() != ObjectStreamConstants.STREAM_VERSION) {
            throw new StreamCorruptedException("is no stream of Java serialization");
        }
        content();
    }

    /** Reads one object, array, text or class, or a reference to one; returns the cost of its hash code. */
    private long content() throws IOException {
        depth++;
        objects++;
        byte tag = in.one();
        long cost =
                switch (tag) {
                    case ObjectStreamConstants.TC_NULL -> 1;
                    case ObjectStreamConstants.TC_REFERENCE -> Math.max(1, costs[handle()]);
                    case ObjectStreamConstants.TC_STRING, ObjectStreamConstants.TC_LONGSTRING -> text(tag);
                    case ObjectStreamConstants.TC_CLASS -> {
                        described();
                        assign(null);
                        yield 1;
                    }
                    case ObjectStreamConstants.TC_CLASSDESC, ObjectStreamConstants.TC_PROXYCLASSDESC -> {
                        in.back();
                        described();
                        yield 1;
                    }
                    case ObjectStreamConstants.TC_ARRAY -> array();
                    case ObjectStreamConstants.TC_ENUM -> {
                        described();
                        assign(null);
                        yield text(in.one());
                    }
                    case ObjectStreamConstants.TC_OBJECT -> object();
                    default -> throw new StreamCorruptedException("has no object where one should be");
                };
        depth--;
        return cost;
    }

    private long text(byte tag) throws IOException {
        switch (tag) {
            case ObjectStreamConstants.TC_STRING -> in.skipName();
            case ObjectStreamConstants.TC_LONGSTRING -> in.skip(in.eight());
            default -> throw new StreamCorruptedException("has no text where one should be");
        }
        assign(null);
        return 1;
    }

    private long array() throws IOException {
        StreamClass type = described();
        int length = in.four();
        checkSize();
        int handle = assign(null);
        char element = type.name.length() > 1 ? type.name.charAt(1) : ' ';
        long cost = 1;
        int size = sizeOf(element);
        if (size > 0) {
            in.skip((long) length * size);
            cost += (long) length * size / Long.BYTES;
        } else {
            limits.checkReferences(length);
            for (int i = 0; i < length; i++) {
                cost = sum(cost, content());
            }
        }
        costs[handle] = cost;
        return cost;
    }

    private long object() throws IOException {
        StreamClass type = described();
        int handle = assign(null);
        long within = type.isExternalizable ? external(type) : slots(type);
        long cost = sum(1, within);
        if (type.isForeign) {
            ForeignClass known = foreign.apply(type.name);
            work = sum(work, known.runsCode() ? within : 0);
            cost = known.hashesContent() ? cost : 1;
        }
        costs[handle] = cost;
        return cost;
    }

    private long external(StreamClass type) throws IOException {
        if (!type.isInBlocks) {
            throw new StreamCorruptedException("was written by the protocol of Java 1.1");
        }
        return blocks(StreamClass.Hashing.NONE);
    }

    /** The data of each class, the topmost superclass first. */
    private long slots(StreamClass type) throws IOException {
        StreamClass above = type.above;
        long cost = above == null ? 0 : slots(above);
        if (type.mayLeaveOut && irregular.contains(type.name)) {
            return sum(cost, blocks(StreamClass.Hashing.NONE));
        }
        @Nullable String before = doubtful;
        doubtful = type.mayLeaveOut ? type.name : before;
        int number = type.hasNumber ? in.peekFour() : 0;
        in.skip(type.primitiveBytes);
        long fields = 0;
        for (int i = 0; i < type.objectFields; i++) {
            fields = sum(fields, content());
        }
        if (type.isCopies) {
            copies = sum(copies, Math.max(0, number));
            checkSize();
            fields = product(fields, Math.max(1, number));
        }
        cost = sum(cost, fields);
        if (type.writesItself) {
            cost = sum(cost, blocks(type.hashing(number)));
        }
        doubtful = before;
        return cost;
    }

    /** The data that a class writes itself: blocks of bytes, which do not matter here, and objects. */
    private long blocks(StreamClass.Hashing hashing) throws IOException {
        long cost = 0;
        boolean isKey = true;
        while (true) {
            switch (in.peek()) {
                case ObjectStreamConstants.TC_BLOCKDATA -> {
                    in.skip(1);
                    in.skip(in.unsigned());
                }
                case ObjectStreamConstants.TC_BLOCKDATALONG -> {
                    in.skip(1);
                    in.skip(in.four());
                }
                case ObjectStreamConstants.TC_ENDBLOCKDATA -> {
                    in.skip(1);
                    return cost;
                }
                default -> {
                    long one = content();
                    cost = sum(cost, one);
                    boolean hashed =
                            hashing == StreamClass.Hashing.ALL || (hashing == StreamClass.Hashing.KEYS && isKey);
                    work = sum(work, hashed ? one : 0);
                    isKey = !isKey;
                }
            }
        }
    }

    /** A required class. */
    private StreamClass described() throws IOException {
        StreamClass type = description();
        if (type == null) {
            throw new StreamCorruptedException("has an object of no class");
        }
        return type;
    }

    private @Nullable StreamClass description() throws IOException {
        byte tag = in.one();
        return switch (tag) {
            case ObjectStreamConstants.TC_NULL -> null;
            case ObjectStreamConstants.TC_REFERENCE -> {
                StreamClass known = classes[handle()];
                if (known == null) {
                    throw new StreamCorruptedException("has no class where one should be");
                }
                yield known;
            }
            case ObjectStreamConstants.TC_CLASSDESC -> newClass();
            case ObjectStreamConstants.TC_PROXYCLASSDESC -> newProxy();
            default -> throw new StreamCorruptedException("has no class where one should be");
        };
    }

    private StreamClass newClass() throws IOException {
        String name = in.name();
        in.skip(Long.BYTES); // its serialVersionUID
        int handle = assign(null);
        int flags = in.unsigned();
        int count = in.two();
        int primitiveBytes = 0;
        int objectFields = 0;
        for (int i = 0; i < count; i++) {
            char type = (char) in.unsigned();
            in.skipName();
            int size = sizeOf(type);
            if (size > 0 && objectFields > 0) {
                throw new StreamCorruptedException("has fields in an order that is not allowed");
            }
            primitiveBytes += size;
            if (size == 0) {
                objectFields++;
                typeOfField();
            }
        }
        checkSize();
        blocks(StreamClass.Hashing.NONE);
        StreamClass made = new StreamClass(name, flags, primitiveBytes, objectFields, above());
        if (!made.isAsTheJdkHasIt()) {
            throw new StreamCorruptedException("has a class of the JDK with other fields");
        }
        classes[handle] = made;
        return made;
    }

    private StreamClass newProxy() throws IOException {
        int handle = assign(null);
        int count = in.four();
        for (int i = 0; i < count; i++) {
            in.skipName();
        }
        checkSize();
        blocks(StreamClass.Hashing.NONE);
        int flags = ObjectStreamConstants.SC_SERIALIZABLE;
        StreamClass made = new StreamClass("java.lang.reflect.Proxy", flags, 0, 0, above());
        classes[handle] = made;
        return made;
    }

    private @Nullable StreamClass above() throws IOException {
        objects++;
        depth++;
        StreamClass above = description();
        depth--;
        return above;
    }

    /** The name of a field's class is an ordinary text of the stream. */
    private void typeOfField() throws IOException {
        byte tag = in.one();
        if (tag == ObjectStreamConstants.TC_REFERENCE) {
            handle();
        } else {
            text(tag);
        }
    }

    private int handle() throws IOException {
        int handle = in.four() - ObjectStreamConstants.baseWireHandle;
        if (handle < 0 || handle >= handles) {
            throw new StreamCorruptedException("refers to what is not there");
        }
        references.note(in.at(), objects, depth);
        checkSize();
        return handle;
    }

    private int assign(@Nullable StreamClass type) {
        if (handles == costs.length) {
            costs = Arrays.copyOf(costs, 2 * handles);
            classes = Arrays.copyOf(classes, 2 * handles);
        }
        classes[handles] = type;
        return handles++;
    }

    /** Checked exactly where the JDK calls its filter, so that everything that is written can be read. */
    private void checkSize() {
        limits.checkDepth(depth);
        limits.checkReferences(objects + copies);
    }

    /** The size of a primitive type in bytes; 0 for others. */
    private static int sizeOf(char type) {
        return switch (type) {
            case 'B', 'Z' -> Byte.BYTES;
            case 'C', 'S' -> Short.BYTES;
            case 'I', 'F' -> Integer.BYTES;
            case 'J', 'D' -> Long.BYTES;
            default -> 0;
        };
    }

    private static long sum(long a, long b) {
        return Math.min(MOST, a + b);
    }

    private static long product(long a, long b) {
        return a > MOST / b ? MOST : a * b;
    }
}
