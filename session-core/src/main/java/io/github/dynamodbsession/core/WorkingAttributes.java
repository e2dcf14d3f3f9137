package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.LayeredCodec;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request's view of a session's attributes: encoded until they are read, and compared with the loaded values when
 * they are saved. Not safe for use by several threads; the working copy synchronizes access.
 */
final class WorkingAttributes {

    /** Values of these types are immutable, so one that was only read needs no comparison. */
    private static final Set<Class<?>> UNALTERABLE = Set.of(
            String.class,
            Boolean.class,
            Byte.class,
            Character.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            UUID.class,
            URI.class);

    /** How many attributes a request changes, as a rule. */
    private static final int FEW = 4;

    private final AttributeCodec codec;

    /** The codec below compression and other layers: its encodings show whether a value was altered. */
    private final AttributeCodec plain;

    /** What the storage held when this request last read it, plus what this request wrote. Never modified. */
    private Map<String, EncodedValue> loaded;

    /** What this request wrote and {@link #loaded} does not have yet; most requests end after their one save. */
    private AttributeChanges unmerged = AttributeChanges.none();

    // Created when the first one is added: most requests have none of most of them.
    private Map<String, Object> read = Map.of();
    private Map<String, Object> set = Map.of();
    private Set<String> removed = Set.of();
    private Set<String> undecodable = Set.of();
    private List<SessionCodecException> unreported = List.of();

    WorkingAttributes(Map<String, EncodedValue> loaded, AttributeCodec codec) {
        this.loaded = loaded;
        this.codec = codec;
        this.plain = LayeredCodec.innermost(codec);
    }

    private Map<String, EncodedValue> loaded() {
        if (!unmerged.isEmpty()) {
            replaceLoaded(unmerged.removed(), unmerged.set());
            unmerged = AttributeChanges.none();
        }
        return loaded;
    }

    private void replaceLoaded(Set<String> without, Map<String, EncodedValue> values) {
        Map<String, EncodedValue> now = new HashMap<>(loaded);
        now.keySet().removeAll(without);
        now.putAll(values);
        loaded = now;
    }

    /** Sorted, for a stable order. Undecodable attributes are left out. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(loaded().keySet());
        names.removeAll(undecodable);
        names.removeAll(removed);
        names.addAll(set.keySet());
        return Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    @Nullable
    Object get(String name) {
        Object known = set.containsKey(name) ? set.get(name) : read.get(name);
        EncodedValue encoded = loaded().get(name);
        if (known != null || encoded == null || removed.contains(name) || undecodable.contains(name)) {
            return known;
        }
        try {
            Object value = codec.decode(encoded);
            read = added(read, name, value);
            return value;
        } catch (SessionCodecException e) {
            undecodable = added(undecodable, name);
            unreported = new ArrayList<>(unreported);
            unreported.add(e.forAttribute(name));
            return null;
        }
    }

    private static Map<String, Object> added(Map<String, Object> values, String name, Object value) {
        Map<String, Object> map = values.isEmpty() ? new HashMap<>(FEW) : values;
        map.put(name, value);
        return map;
    }

    private static Set<String> added(Set<String> names, String name) {
        Set<String> set = names.isEmpty() ? new HashSet<>(FEW) : names;
        set.add(name);
        return set;
    }

    boolean hasUndecodable() {
        return !undecodable.isEmpty();
    }

    /** What turned out to be undecodable since the last call; to be reported when no lock is held. */
    List<SessionCodecException> takeUnreported() {
        List<SessionCodecException> taken = unreported;
        unreported = List.of();
        return taken;
    }

    void set(String name, Object value) {
        set = added(set, name, value);
        forget(read, name);
        forget(removed, name);
    }

    void remove(String name) {
        forget(set, name);
        forget(read, name);
        removed = added(removed, name);
    }

    private static void forget(Map<String, ?> values, String name) {
        if (!values.isEmpty()) {
            values.remove(name);
        }
    }

    private static void forget(Set<String> names, String name) {
        if (!names.isEmpty()) {
            names.remove(name);
        }
    }

    /**
     * What is to be written: values that were set or removed, and values that were read and then modified in place.
     *
     * @throws SessionCodecException with the name of the attribute that cannot be encoded
     */
    AttributeChanges changes() {
        if (set.isEmpty() && removed.isEmpty() && !hasReadAlterable()) {
            return AttributeChanges.none();
        }
        Map<String, EncodedValue> toSet = new HashMap<>();
        Set<String> toRemove = new HashSet<>(removed);
        set.forEach((name, value) -> addIfAltered(name, value, toSet, toRemove));
        read.forEach((name, value) -> {
            if (!isUnalterable(value)) {
                addIfAltered(name, value, toSet, toRemove);
            }
        });
        toRemove.retainAll(loaded().keySet());
        return toSet.isEmpty() && toRemove.isEmpty() ? AttributeChanges.none() : new AttributeChanges(toSet, toRemove);
    }

    private boolean hasReadAlterable() {
        for (Object value : read.values()) {
            if (!isUnalterable(value)) {
                return true;
            }
        }
        return false;
    }

    /**
     * These changes are stored now. Concurrent writes of others stay invisible; otherwise they would look like changes
     * of this request.
     */
    void written(AttributeChanges changes) {
        loaded = loaded(); // with what an earlier save wrote
        unmerged = changes;
        for (String name : changes.set().keySet()) {
            forget(undecodable, name);
        }
        for (String name : changes.removed()) {
            forget(undecodable, name);
        }
    }

    /** Reloads the attributes of a write that may or may not have been applied. */
    void reload(AttributeChanges changes, Map<String, EncodedValue> current) {
        Set<String> names = new HashSet<>(changes.set().keySet());
        names.addAll(changes.removed());
        Map<String, EncodedValue> values = new HashMap<>(current);
        values.keySet().retainAll(names);
        loaded = loaded(); // with what an earlier save wrote
        replaceLoaded(names, values);
    }

    private void addIfAltered(String name, Object value, Map<String, EncodedValue> toSet, Set<String> toRemove) {
        EncodedValue encoded = encode(name, value);
        if (encoded == null) {
            toRemove.add(name); // the stored value is outdated
            return;
        }
        EncodedValue before = loaded().get(name);
        if (before == null || isAltered(encoded, before)) {
            toSet.put(name, wrapped(name, encoded));
        }
    }

    private boolean isAltered(EncodedValue encoded, EncodedValue before) {
        try {
            EncodedValue plainBefore = LayeredCodec.unwrapAll(codec, before);
            return !encoded.equals(plainBefore) && !encoded.equals(encodedAfresh(plainBefore));
        } catch (SessionCodecException e) {
            return true; // what is stored is corrupt, or cannot be decoded
        }
    }

    private EncodedValue wrapped(String name, EncodedValue encoded) {
        try {
            return LayeredCodec.wrapAll(codec, encoded);
        } catch (SessionCodecException e) {
            throw e.forAttribute(name);
        }
    }

    /** Uses only the codec, so no lock is needed. */
    void requireStorable(String name, Object value) {
        @Nullable EncodedValue unused = encode(name, value);
    }

    /** Null if it cannot be encoded, and the framework that set it can do without it. */
    private @Nullable EncodedValue encode(String name, Object value) {
        try {
            return plain.encode(value);
        } catch (SessionCodecException e) {
            SessionCodecException named = e.forAttribute(name);
            if (Dispensable.isLeftOut(name, named)) {
                return null;
            }
            throw named;
        }
    }

    /**
     * The loaded value, decoded and encoded again. Not every encoding is canonical: the entries of an untouched map may
     * change their order.
     */
    private EncodedValue encodedAfresh(EncodedValue plainBefore) {
        return plain.encode(plain.decode(plainBefore));
    }

    private static boolean isUnalterable(Object value) {
        return UNALTERABLE.contains(value.getClass())
                || value instanceof Enum<?>
                || value.getClass().getName().startsWith("java.time.");
    }
}
