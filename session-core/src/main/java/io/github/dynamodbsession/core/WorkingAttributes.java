package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
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

    private final AttributeCodec codec;

    /** What the storage held when this request last read it, plus what this request wrote. Never modified. */
    private Map<String, EncodedValue> loaded;

    private final Map<String, Object> read = new HashMap<>();
    private final Map<String, Object> set = new HashMap<>();
    private final Set<String> removed = new HashSet<>();
    private final Set<String> undecodable = new HashSet<>();
    private final List<SessionCodecException> unreported = new ArrayList<>();

    WorkingAttributes(Map<String, EncodedValue> loaded, AttributeCodec codec) {
        this.loaded = loaded;
        this.codec = codec;
    }

    /** Sorted, for a stable order. Undecodable attributes are left out. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(loaded.keySet());
        names.removeAll(undecodable);
        names.removeAll(removed);
        names.addAll(set.keySet());
        return Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    @Nullable
    Object get(String name) {
        Object known = set.containsKey(name) ? set.get(name) : read.get(name);
        EncodedValue encoded = loaded.get(name);
        if (known != null || encoded == null || removed.contains(name) || undecodable.contains(name)) {
            return known;
        }
        try {
            Object value = codec.decode(encoded);
            read.put(name, value);
            return value;
        } catch (SessionCodecException e) {
            undecodable.add(name);
            unreported.add(e.forAttribute(name));
            return null;
        }
    }

    boolean hasUndecodable() {
        return !undecodable.isEmpty();
    }

    /** What turned out to be undecodable since the last call; to be reported when no lock is held. */
    List<SessionCodecException> takeUnreported() {
        if (unreported.isEmpty()) {
            return List.of();
        }
        List<SessionCodecException> taken = List.copyOf(unreported);
        unreported.clear();
        return taken;
    }

    void set(String name, Object value) {
        set.put(name, value);
        read.remove(name);
        removed.remove(name);
    }

    void remove(String name) {
        set.remove(name);
        read.remove(name);
        removed.add(name);
    }

    /**
     * What is to be written: values that were set or removed, and values that were read and then modified in place.
     *
     * @throws SessionCodecException with the name of the attribute that cannot be encoded
     */
    AttributeChanges changes() {
        Map<String, EncodedValue> toSet = new HashMap<>();
        Set<String> toRemove = new HashSet<>(removed);
        set.forEach((name, value) -> addIfAltered(name, value, toSet, toRemove));
        read.forEach((name, value) -> {
            if (!isUnalterable(value)) {
                addIfAltered(name, value, toSet, toRemove);
            }
        });
        toRemove.retainAll(loaded.keySet());
        return toSet.isEmpty() && toRemove.isEmpty() ? AttributeChanges.none() : new AttributeChanges(toSet, toRemove);
    }

    /**
     * These changes are stored now. Concurrent writes of others stay invisible; otherwise they would look like changes
     * of this request.
     */
    void written(AttributeChanges changes) {
        Map<String, EncodedValue> now = new HashMap<>(loaded); // copied here, because most requests only read
        now.keySet().removeAll(changes.removed());
        now.putAll(changes.set());
        loaded = now;
        undecodable.removeAll(changes.set().keySet());
        undecodable.removeAll(changes.removed());
    }

    /** Reloads the attributes of a write that may or may not have been applied. */
    void reload(AttributeChanges changes, Map<String, EncodedValue> current) {
        Set<String> names = new HashSet<>(changes.set().keySet());
        names.addAll(changes.removed());
        Map<String, EncodedValue> now = new HashMap<>(loaded);
        for (String name : names) {
            EncodedValue encoded = current.get(name);
            if (encoded == null) {
                now.remove(name);
            } else {
                now.put(name, encoded);
            }
        }
        loaded = now;
    }

    private void addIfAltered(String name, Object value, Map<String, EncodedValue> toSet, Set<String> toRemove) {
        EncodedValue encoded = encode(name, value);
        if (encoded == null) {
            toRemove.add(name); // the stored value is outdated
            return;
        }
        EncodedValue before = loaded.get(name);
        if (before == null || (!encoded.equals(before) && !encoded.equals(encodedAfresh(before)))) {
            toSet.put(name, encoded);
        }
    }

    /** Uses only the codec, so no lock is needed. */
    void requireStorable(String name, Object value) {
        @Nullable EncodedValue unused = encode(name, value);
    }

    /** Null if it cannot be encoded, and the framework that set it can do without it. */
    private @Nullable EncodedValue encode(String name, Object value) {
        try {
            return codec.encode(value);
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
     * change their order. Null if the value cannot be decoded.
     */
    private @Nullable EncodedValue encodedAfresh(EncodedValue before) {
        try {
            return codec.encode(codec.decode(before));
        } catch (SessionCodecException e) {
            return null;
        }
    }

    private static boolean isUnalterable(Object value) {
        return UNALTERABLE.contains(value.getClass())
                || value instanceof Enum<?>
                || value.getClass().getName().startsWith("java.time.");
    }
}
