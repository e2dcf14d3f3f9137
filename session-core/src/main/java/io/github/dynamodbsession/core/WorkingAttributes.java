package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.LayeredCodec;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.LoadedAttributes;
import io.github.dynamodbsession.core.storage.SessionRecord;
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

    /** The answer for an attribute that is stored apart and has to be loaded first. */
    static final Object UNLOADED = new Object();

    private static final String NOT_ANSWERED = "is stored apart from its session, and the storage did not return it";

    /** How many attributes a request changes, as a rule. */
    private static final int FEW = 4;

    private final AttributeCodec codec;

    /** The codec below compression and other layers: its encodings show whether a value was altered. */
    private final AttributeCodec plain;

    private final Binding binding;

    /** What layers made of the last encoding of each attribute: encryption makes something else of it each time. */
    private Map<String, Wrapped> wrapped = Map.of();

    /** What the storage held when this request last read it, plus what this request wrote. Never modified. */
    private Map<String, EncodedValue> loaded;

    /** What this request wrote and {@link #loaded} does not have yet; most requests end after their one save. */
    private AttributeChanges unmerged = AttributeChanges.none();

    /** What is stored apart, and so neither in {@link #loaded} nor in {@link #unmerged}. */
    private UnloadedAttributes unloaded;

    // Created when the first one is added: most requests have none of most of them.
    private Map<String, Object> read = Map.of();
    private Map<String, Object> set = Map.of();
    private Set<String> removed = Set.of();
    private Set<String> undecodable = Set.of();
    private List<SessionCodecException> unreported = List.of();

    WorkingAttributes(
            Map<String, EncodedValue> loaded, UnloadedAttributes unloaded, AttributeCodec codec, Binding binding) {
        this.loaded = loaded;
        this.unloaded = unloaded;
        this.codec = codec;
        this.plain = LayeredCodec.innermost(codec);
        this.binding = binding;
    }

    private EncodedValue unwrapped(String name, EncodedValue stored) {
        return plain == codec ? stored : LayeredCodec.unwrapAll(codec, stored, binding.place(name));
    }

    /** An encoding and its stored form. */
    private record Wrapped(EncodedValue encoding, EncodedValue stored) {}

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
        names.addAll(unloaded.names());
        names.removeAll(undecodable);
        names.removeAll(removed);
        names.addAll(set.keySet());
        return Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    /** Null if there is none; {@link #UNLOADED} if it has to be loaded first. */
    @Nullable
    Object get(String name) {
        Object known = set.containsKey(name) ? set.get(name) : read.get(name);
        if (known != null || removed.contains(name) || undecodable.contains(name)) {
            return known;
        }
        EncodedValue encoded = loaded().get(name);
        if (encoded == null) {
            return unloaded.contains(name) ? UNLOADED : null;
        }
        try {
            Object value = plain.decode(unwrapped(name, encoded));
            read = added(read, name, value);
            return value;
        } catch (SessionCodecException e) {
            corrupt(name, e);
            return null;
        }
    }

    private void corrupt(String name, SessionCodecException why) {
        undecodable = added(undecodable, name);
        unreported = new ArrayList<>(unreported);
        unreported.add(why.forAttribute(name));
    }

    UnloadedAttributes unloaded() {
        return unloaded;
    }

    /** Whether this attribute cannot be read before it is loaded. */
    boolean hasToBeLoaded(String name) {
        return unloaded.contains(name)
                && !set.containsKey(name)
                && !read.containsKey(name)
                && !removed.contains(name)
                && !undecodable.contains(name);
    }

    /** What has to be loaded before this attribute can be read; null: nothing. */
    UnloadedAttributes.@Nullable Load toRead(String name) {
        return hasToBeLoaded(name) ? unloaded.first(Set.of(name)) : null;
    }

    /** What has to be loaded, by one more call, before all attributes can be read; null: nothing. */
    UnloadedAttributes.@Nullable Load toReadAll() {
        return unloaded.isEmpty()
                ? null
                : unloaded.first(
                        unloaded.names().stream().filter(this::hasToBeLoaded).toList());
    }

    /**
     * What has to be loaded, by one more call, before {@link #changes} can compare what was set with what is stored:
     * reading a value costs far less than to write an unchanged one. Null: nothing.
     */
    UnloadedAttributes.@Nullable Load toCompare() {
        if (unloaded.isEmpty()) {
            return null;
        }
        Set<String> names = new HashSet<>(set.keySet());
        read.forEach((name, value) -> {
            if (!isUnalterable(value)) {
                names.add(name);
            }
        });
        names.removeAll(undecodable);
        return unloaded.first(names);
    }

    /** Values that were loaded. What was written or loaded since it was asked for stays. */
    void loaded(UnloadedAttributes.Load asked, LoadedAttributes answer) {
        SessionRecord session = asked.session();
        Map<String, EncodedValue> values = new HashMap<>(answer.values());
        values.keySet().removeIf(name -> !unloaded.isOf(name, session));
        loaded = loaded(); // with what an earlier save wrote
        replaceLoaded(Set.of(), values);
        unloaded = unloaded.without(values.keySet());
        for (String name : asked.names()) {
            if (unloaded.isOf(name, session) && !undecodable.contains(name)) {
                corrupt(name, new SessionCodecException(answer.unreadable().getOrDefault(name, NOT_ANSWERED)));
            }
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

    /** Whether an attribute is left out that this request has neither set nor removed. */
    boolean hasUndecodable() {
        for (String name : undecodable) {
            if (!set.containsKey(name) && !removed.contains(name)) {
                return true;
            }
        }
        return false;
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
        if (areUnchanged()) {
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
        if (!toRemove.isEmpty()) {
            Map<String, EncodedValue> before = loaded();
            toRemove.removeIf(name -> !before.containsKey(name) && !unloaded.contains(name));
        }
        return toSet.isEmpty() && toRemove.isEmpty() ? AttributeChanges.none() : new AttributeChanges(toSet, toRemove);
    }

    /** Whether nothing was set or removed, and nothing was read that can be modified in place. */
    boolean areUnchanged() {
        return set.isEmpty() && removed.isEmpty() && !hasReadAlterable();
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
        forgetUnloaded(changes);
        for (String name : changes.set().keySet()) {
            forget(undecodable, name);
        }
        for (String name : changes.removed()) {
            forget(undecodable, name);
        }
    }

    private void forgetUnloaded(AttributeChanges changes) {
        if (!unloaded.isEmpty()) {
            unloaded = unloaded.without(changes.set().keySet()).without(changes.removed());
        }
    }

    /** Reloads the attributes of a write that may or may not have been applied. */
    void reload(AttributeChanges changes, SessionRecord current) {
        Set<String> names = new HashSet<>(changes.set().keySet());
        names.addAll(changes.removed());
        Map<String, EncodedValue> values = new HashMap<>(current.attributes());
        values.keySet().retainAll(names);
        loaded = loaded(); // with what an earlier save wrote
        replaceLoaded(names, values);
        Set<String> apart = new HashSet<>(current.unloaded());
        apart.retainAll(names);
        forgetUnloaded(changes);
        unloaded = unloaded.with(apart, current);
    }

    private void addIfAltered(String name, Object value, Map<String, EncodedValue> toSet, Set<String> toRemove) {
        EncodedValue encoded = encode(name, value);
        if (encoded == null) {
            toRemove.add(name); // the stored value is outdated
            return;
        }
        EncodedValue before = loaded().get(name);
        if (before == null || isAltered(name, encoded, before)) {
            toSet.put(name, wrapped(name, encoded));
        }
    }

    private boolean isAltered(String name, EncodedValue encoded, EncodedValue before) {
        try {
            EncodedValue plainBefore = unwrapped(name, before);
            return !encoded.equals(plainBefore) && !encoded.equals(encodedAfresh(plainBefore));
        } catch (SessionCodecException e) {
            return true; // what is stored is corrupt, or cannot be decoded
        }
    }

    private EncodedValue wrapped(String name, EncodedValue encoded) {
        if (plain == codec) {
            return encoded;
        }
        Wrapped known = wrapped.get(name);
        if (known == null || !known.encoding().equals(encoded)) {
            known = new Wrapped(encoded, wrappedAfresh(name, encoded));
            if (wrapped.isEmpty()) {
                wrapped = new HashMap<>(FEW);
            }
            wrapped.put(name, known);
        }
        return known.stored();
    }

    private EncodedValue wrappedAfresh(String name, EncodedValue encoded) {
        try {
            return LayeredCodec.wrapAll(codec, encoded, binding.place(name));
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
