package io.github.dynamodbsession.core.codec;

import java.net.URL;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes that Java serialization may write and read: values and collections of the JDK that run no foreign code
 * when they are read, and the classes that the user named. Immutable.
 *
 * <p>Deliberately excluded: {@code URL} (its hash code queries a name server), {@code Class}, proxies, method handles
 * and lambdas (the usual parts of gadget chains).
 */
final class ClassAllowList {

    /** All classes of these packages, without sub-packages. */
    private static final Set<String> JDK_PACKAGES = Set.of("java.time", "java.time.chrono", "java.time.zone");

    /** Nested classes of these are the JDK's own wrappers, such as those of {@code Collections.unmodifiableList}. */
    private static final Set<String> JDK_OUTER_CLASSES = Set.of(
            "java.util.Collections",
            "java.util.ImmutableCollections",
            "java.util.Arrays",
            "java.util.AbstractMap",
            "java.util.EnumSet",
            "java.util.Map",
            "java.util.Comparators",
            "java.util.concurrent.ConcurrentHashMap",
            "java.util.concurrent.locks.ReentrantLock",
            "java.lang.String");

    private static final Set<String> JDK_CLASSES = Set.of(
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Double",
            "java.lang.Enum",
            "java.lang.Float",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Number",
            "java.lang.Object",
            "java.lang.Short",
            "java.lang.String",
            "java.lang.StringBuffer",
            "java.lang.StringBuilder",
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "java.math.MathContext",
            "java.math.RoundingMode",
            "java.net.URI",
            "java.sql.Date",
            "java.sql.Time",
            "java.sql.Timestamp",
            "java.util.ArrayDeque",
            "java.util.ArrayList",
            "java.util.BitSet",
            "java.util.Calendar",
            "java.util.CollSer",
            "java.util.Currency",
            "java.util.Date",
            "java.util.EnumMap",
            "java.util.EnumSet",
            "java.util.GregorianCalendar",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.Hashtable",
            "java.util.IdentityHashMap",
            "java.util.LinkedHashMap",
            "java.util.LinkedHashSet",
            "java.util.LinkedList",
            "java.util.Locale",
            "java.util.PriorityQueue",
            "java.util.Properties",
            "java.util.RegularEnumSet",
            "java.util.SimpleTimeZone",
            "java.util.Stack",
            "java.util.TimeZone",
            "java.util.TreeMap",
            "java.util.TreeSet",
            "java.util.UUID",
            "java.util.Vector",
            "java.util.concurrent.ConcurrentHashMap",
            "java.util.concurrent.ConcurrentLinkedDeque",
            "java.util.concurrent.ConcurrentLinkedQueue",
            "java.util.concurrent.ConcurrentSkipListMap",
            "java.util.concurrent.ConcurrentSkipListSet",
            "java.util.concurrent.CopyOnWriteArrayList",
            "java.util.concurrent.CopyOnWriteArraySet",
            "java.util.concurrent.TimeUnit",
            "java.util.concurrent.atomic.AtomicBoolean",
            "java.util.concurrent.atomic.AtomicInteger",
            "java.util.concurrent.atomic.AtomicLong",
            "java.util.concurrent.atomic.AtomicReference",
            "java.util.concurrent.locks.AbstractOwnableSynchronizer",
            "java.util.concurrent.locks.AbstractQueuedSynchronizer",
            "java.util.concurrent.locks.ReentrantLock",
            "sun.util.calendar.ZoneInfo");

    static final String URL = "java.net.URL";

    private final UserClasses userClasses;
    private final Set<ClassGroup> groups;
    private final boolean keepsLogins;

    ClassAllowList(UserClasses userClasses, Set<ClassGroup> groups) {
        this.userClasses = userClasses;
        this.groups = Set.copyOf(groups);
        this.keepsLogins = groups.contains(ClassGroup.SPRING_SECURITY);
    }

    /** What a group stores for an object: the object itself, or a simpler replacement. */
    Object plain(Object object) {
        if (!keepsLogins) {
            return object;
        }
        if (object instanceof URL url) {
            return userClasses.contain(URL) ? object : url.toExternalForm();
        }
        return PlainClaims.of(object);
    }

    /** The path to a URL that was replaced, and is not part of a login; null: none. */
    @Nullable
    String misplacedUrl(Object root) {
        if (root instanceof URL) {
            return "";
        }
        return ValuePath.find(root, URL.class::isInstance, ClassAllowList::isOfSecurity)
                .orElse(null);
    }

    private static boolean isOfSecurity(Object object) {
        return ClassGroup.SPRING_SECURITY.contains(object.getClass().getName());
    }

    /**
     * Whether a class may be written and read.
     *
     * @param name its binary name, as returned by {@link Class#getName()}; for an array, the element type decides
     */
    boolean allows(String name) {
        String element = elementType(name);
        return element.isEmpty()
                || JDK_CLASSES.contains(element)
                || JDK_PACKAGES.contains(UserClasses.packageOf(element))
                || isNestedInJdkClass(element)
                || isInGroup(element)
                || userClasses.containWithJdk(element);
    }

    private boolean isInGroup(String name) {
        for (ClassGroup group : groups) {
            if (group.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** The element type of an array's name, at any depth; empty for a primitive type; other names unchanged. */
    static String elementType(String name) {
        int dimensions = 0;
        while (dimensions < name.length() && name.charAt(dimensions) == '[') {
            dimensions++;
        }
        if (dimensions == 0) {
            return name;
        }
        boolean ofObjects = name.length() > dimensions && name.charAt(dimensions) == 'L' && name.endsWith(";");
        return ofObjects ? name.substring(dimensions + 1, name.length() - 1) : "";
    }

    private static boolean isNestedInJdkClass(String name) {
        int dollar = name.indexOf('$');
        return dollar > 0 && JDK_OUTER_CLASSES.contains(name.substring(0, dollar));
    }
}
