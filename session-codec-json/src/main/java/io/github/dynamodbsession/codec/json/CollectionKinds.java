package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JDK collections that keep their class, and those that are read as an equal one of another class: an unmodifiable
 * or wrapped collection as a plain one of its kind, a {@code HashMap} or {@code HashSet} as the linked variant.
 */
@SuppressWarnings("JdkObsolete") // applications still store such collections
final class CollectionKinds {

    /**
     * One kind of collection.
     *
     * @param tag its name in the JSON
     * @param type the class that is read
     * @param sorted whether it has a sort order
     * @param make creates an empty one, in the given order if sorted
     */
    record Kind<C>(String tag, Class<?> type, boolean sorted, Function<@Nullable Comparator<Object>, C> make) {

        /** Limits the size of a collection whose construction takes quadratic time. */
        void checkSize(int size) {
            if (size > JsonLimits.MAX_COMPARED && type.equals(CopyOnWriteArraySet.class)) {
                throw new SessionCodecException(
                        "has a java.util.concurrent.CopyOnWriteArraySet of more than " + JsonLimits.MAX_COMPARED
                                + " elements, which compares each element with all others; use another set.");
            }
        }

        C make(Order order) {
            if (order != Order.NATURAL && !sorted) {
                throw new SessionCodecException("has a sort order for a collection that is not sorted.");
            }
            return make.apply(order.comparator());
        }
    }

    private record Kinds<C>(Map<Class<?>, Kind<C>> byClass, Map<String, Kind<C>> byTag) {

        static <C> Kinds<C> of(List<Kind<C>> kinds) {
            return new Kinds<>(
                    kinds.stream().collect(Collectors.toUnmodifiableMap(Kind::type, Function.identity())),
                    kinds.stream().collect(Collectors.toUnmodifiableMap(Kind::tag, Function.identity())));
        }
    }

    static final Kind<Collection<Object>> LIST = plain(ArrayList.class, ArrayList::new);
    static final Kind<Map<Object, Object>> MAP = plain(LinkedHashMap.class, LinkedHashMap::new);

    private static final Kind<Collection<Object>> SET = plain(LinkedHashSet.class, LinkedHashSet::new);
    private static final Kind<Collection<Object>> SORTED_SET = sorted(TreeSet.class, TreeSet::new);
    private static final Kind<Map<Object, Object>> SORTED_MAP = sorted(TreeMap.class, TreeMap::new);

    private static final Kinds<Collection<Object>> COLLECTIONS = Kinds.of(List.of(
            LIST,
            plain(LinkedList.class, LinkedList::new),
            plain(Vector.class, Vector::new),
            plain(Stack.class, Stack::new),
            plain(CopyOnWriteArrayList.class, CopyOnWriteArrayList::new),
            plain(ArrayDeque.class, ArrayDeque::new),
            plain(ConcurrentLinkedQueue.class, ConcurrentLinkedQueue::new),
            plain(ConcurrentLinkedDeque.class, ConcurrentLinkedDeque::new),
            sorted(PriorityQueue.class, PriorityQueue::new),
            SET,
            plain(CopyOnWriteArraySet.class, CopyOnWriteArraySet::new),
            plain(ConcurrentHashMap.KeySetView.class, ConcurrentHashMap::newKeySet),
            SORTED_SET,
            sorted(ConcurrentSkipListSet.class, ConcurrentSkipListSet::new)));

    private static final Kinds<Map<Object, Object>> MAPS = Kinds.of(List.of(
            MAP,
            plain(ConcurrentHashMap.class, ConcurrentHashMap::new),
            plain(Hashtable.class, Hashtable::new),
            plain(Properties.class, Properties::new),
            SORTED_MAP,
            sorted(ConcurrentSkipListMap.class, ConcurrentSkipListMap::new)));

    private CollectionKinds() {}

    /** The kind of a collection; null if it is not a supported JDK class. */
    static @Nullable Kind<Collection<Object>> of(Collection<?> collection) {
        Class<?> type = collection.getClass();
        Kind<Collection<Object>> known = COLLECTIONS.byClass.get(type);
        if (known != null) {
            return known;
        }
        if (!isEqualToAPlainOne(type) && !type.equals(HashSet.class)) {
            return null;
        }
        if (collection instanceof SortedSet) {
            return SORTED_SET;
        }
        if (collection instanceof Set) {
            return SET;
        }
        return collection instanceof List ? LIST : null;
    }

    /** The kind of a map; null if it is not a supported JDK class. */
    static @Nullable Kind<Map<Object, Object>> of(Map<?, ?> map) {
        Class<?> type = map.getClass();
        Kind<Map<Object, Object>> known = MAPS.byClass.get(type);
        if (known != null) {
            return known;
        }
        if (!isEqualToAPlainOne(type) && !type.equals(HashMap.class)) {
            return null;
        }
        return map instanceof SortedMap ? SORTED_MAP : MAP;
    }

    static @Nullable Kind<Collection<Object>> collectionByTag(String tag) {
        return COLLECTIONS.byTag.get(tag);
    }

    static @Nullable Kind<Map<Object, Object>> mapByTag(String tag) {
        return MAPS.byTag.get(tag);
    }

    /** The classes of all kinds, which are allowed as component types of arrays. */
    static Stream<Class<?>> classes() {
        return Stream.concat(COLLECTIONS.byClass.keySet().stream(), MAPS.byClass.keySet().stream());
    }

    /** JDK-internal classes, such as those behind {@code List.of} and {@code Collections}. */
    private static boolean isEqualToAPlainOne(Class<?> type) {
        return ValueTypes.isOfTheJdk(type)
                && type.getPackageName().startsWith("java.util")
                && !Modifier.isPublic(type.getModifiers());
    }

    private static <C> Kind<C> plain(Class<?> type, Supplier<? extends C> make) {
        return new Kind<>(type.getSimpleName(), type, false, order -> make.get());
    }

    private static <C> Kind<C> sorted(Class<?> type, Function<@Nullable Comparator<Object>, ? extends C> make) {
        return new Kind<>(type.getSimpleName(), type, true, make::apply);
    }
}
