package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.SessionOrigin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stored session. Immutable. Its {@code toString} shows neither the id nor any value.
 */
public final class SessionRecord implements Stored {

    private final String id;
    private final SessionTimes times;
    private final Map<String, EncodedValue> attributes;
    private final Map<String, String> indexed;
    private final WriteHistory history;
    private final ApartAttributes apart;
    private final @Nullable SessionOrigin origin;
    private final @Nullable String formerId;

    /**
     * Creates a record that is in no index.
     *
     * @param id the session's id, as {@link SessionIds} allows it
     * @param times its times
     * @param attributes its encoded attributes by name; copied
     * @param writeToken the token of the write that creates it
     */
    public SessionRecord(String id, SessionTimes times, Map<String, EncodedValue> attributes, String writeToken) {
        this(id, times, attributes, Map.of(), WriteHistory.begun(writeToken));
    }

    /**
     * Creates a record of which nothing is stored apart.
     *
     * @param id the session's id, as {@link SessionIds} allows it
     * @param times its times
     * @param attributes its encoded attributes by name; copied
     * @param indexed its indexed values, by the name of their index; copied
     * @param history its writes of content; a touch is not one
     */
    public SessionRecord(
            String id,
            SessionTimes times,
            Map<String, EncodedValue> attributes,
            Map<String, String> indexed,
            WriteHistory history) {
        this(id, times, attributes, indexed, history, ApartAttributes.none());
    }

    /**
     * Creates a record without an origin of its own; {@link #withOrigin} adds it.
     *
     * @param id the session's id, as {@link SessionIds} allows it
     * @param times its times
     * @param attributes its encoded attributes by name, as far as they were read; copied
     * @param indexed its indexed values, by the name of their index; copied
     * @param history its writes of content; a touch is not one
     * @param apart its attributes that are stored apart, whether or not they were read
     */
    public SessionRecord(
            String id,
            SessionTimes times,
            Map<String, EncodedValue> attributes,
            Map<String, String> indexed,
            WriteHistory history,
            ApartAttributes apart) {
        this(id, times, Map.copyOf(attributes), Map.copyOf(indexed), history, apart, null, null);
    }

    /** Takes immutable maps. */
    private SessionRecord(
            String id,
            SessionTimes times,
            Map<String, EncodedValue> attributes,
            Map<String, String> indexed,
            WriteHistory history,
            ApartAttributes apart,
            @Nullable SessionOrigin origin,
            @Nullable String formerId) {
        this.id = Objects.requireNonNull(id, "id");
        this.times = Objects.requireNonNull(times, "times");
        this.attributes = attributes;
        this.indexed = indexed;
        this.history = Objects.requireNonNull(history, "history");
        this.apart = Objects.requireNonNull(apart, "apart");
        this.origin = origin;
        this.formerId = formerId;
    }

    @Override
    public String id() {
        return id;
    }

    /**
     * The session's times.
     *
     * @return the times
     */
    public SessionTimes times() {
        return times;
    }

    /**
     * The session's attributes, as far as they were read.
     *
     * @return encoded values by name; unmodifiable
     */
    public Map<String, EncodedValue> attributes() {
        return attributes;
    }

    /**
     * The attributes that are stored apart from the session. Those that were read since are among {@link #attributes}
     * as well.
     *
     * @return where they are stored
     */
    public ApartAttributes apart() {
        return apart;
    }

    /**
     * The attributes that were not read: {@link AttributeLoading} reads them.
     *
     * @return their names; unmodifiable
     */
    public Set<String> unloaded() {
        if (apart.names().isEmpty()) {
            return Set.of();
        }
        Set<String> names = new HashSet<>(apart.names());
        names.removeAll(attributes.keySet());
        return Collections.unmodifiableSet(names);
    }

    /**
     * This session with attributes that were read later. They stay where they are stored.
     *
     * @param loaded what was read
     * @return a new record
     */
    public SessionRecord with(LoadedAttributes loaded) {
        Map<String, EncodedValue> all = new LinkedHashMap<>(loaded.values());
        all.keySet().retainAll(apart.names());
        all.putAll(attributes);
        return new SessionRecord(id, times, Map.copyOf(all), indexed, history, apart, origin, formerId);
    }

    /**
     * The session's indexed values, in plain text.
     *
     * @return values by the name of their index; unmodifiable
     */
    public Map<String, String> indexed() {
        return indexed;
    }

    /**
     * The token of the last write of content; every such write changes it, a touch does not.
     *
     * @return the token, as {@link WriteTokens} makes it
     */
    public String writeToken() {
        return history.last();
    }

    /**
     * The session's writes of content.
     *
     * @return their history
     */
    public WriteHistory history() {
        return history;
    }

    /**
     * This session with other times; its token is unchanged, like its content.
     *
     * @param newTimes the times
     * @return a new record
     */
    public SessionRecord withTimes(SessionTimes newTimes) {
        return new SessionRecord(id, newTimes, attributes, indexed, history, apart, origin, formerId);
    }

    /**
     * This session after changes to its attributes.
     *
     * @param changes what to set and remove
     * @param newHistory the writes of content, this one included
     * @return a new record
     */
    public SessionRecord with(AttributeChanges changes, WriteHistory newHistory) {
        return changes.isEmpty()
                ? new SessionRecord(id, times, attributes, indexed, newHistory, apart, origin, formerId)
                : new SessionRecord(
                        id,
                        times,
                        after(changes),
                        indexed,
                        newHistory,
                        apart.without(changes.set().keySet()).without(changes.removed()),
                        origin,
                        formerId);
    }

    /** Immutable already, so that it is not copied once more: a session may have many attributes. */
    private Map<String, EncodedValue> after(AttributeChanges changes) {
        List<Map.Entry<String, EncodedValue>> entries =
                new ArrayList<>(attributes.size() + changes.set().size());
        for (Map.Entry<String, EncodedValue> entry : attributes.entrySet()) {
            String name = entry.getKey();
            if (!changes.set().containsKey(name) && !changes.removed().contains(name)) {
                entries.add(entry);
            }
        }
        entries.addAll(changes.set().entrySet());
        @SuppressWarnings({"unchecked", "rawtypes"}) // no array of a generic type can be made
        Map.Entry<String, EncodedValue>[] array = entries.toArray(new Map.Entry[0]);
        return Map.ofEntries(array);
    }

    /**
     * This session after changes to its indexed values.
     *
     * @param changes what to set and remove
     * @return a new record
     */
    public SessionRecord with(IndexChanges changes) {
        if (changes.isEmpty()) {
            return this;
        }
        Map<String, String> changed = new LinkedHashMap<>(indexed);
        changed.keySet().removeAll(changes.removed());
        changed.putAll(changes.set());
        return new SessionRecord(id, times, attributes, Map.copyOf(changed), history, apart, origin, formerId);
    }

    /**
     * This session under another id.
     *
     * @param newId the id
     * @return a new record
     */
    public SessionRecord withId(String newId) {
        return new SessionRecord(newId, times, attributes, indexed, history, apart, origin, null);
    }

    /**
     * The former id under which the session was read, because the id was renewed a moment ago: see {@link
     * Change.Rename#readableUntil}. Never stored. What was read so must not be written.
     *
     * @return the id that {@link StorageClient#get} was called with; null if that is {@link #id}, as a rule
     */
    public @Nullable String formerId() {
        return formerId;
    }

    /**
     * This session as {@link StorageClient#get} returns it for a former id.
     *
     * @param former the former id
     * @return a new record
     */
    public SessionRecord readUnder(String former) {
        return new SessionRecord(id, times, attributes, indexed, history, apart, origin, former);
    }

    /**
     * What is stored as the origin of this session, under this id. A storage stores it with a create and an id change,
     * returns it with every read, and never changes it otherwise.
     *
     * @return null if it has none: it was created under a codec that needs none
     */
    public @Nullable SessionOrigin origin() {
        return origin;
    }

    /**
     * This session with another origin: for a session that is created or gets another id, and for storages that read
     * one.
     *
     * @param newOrigin the origin; null: none
     * @return a new record
     */
    public SessionRecord withOrigin(@Nullable SessionOrigin newOrigin) {
        return Objects.equals(newOrigin, origin)
                ? this
                : new SessionRecord(id, times, attributes, indexed, history, apart, newOrigin, formerId);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionRecord record
                && record.id.equals(id)
                && record.times.equals(times)
                && record.attributes.equals(attributes)
                && record.indexed.equals(indexed)
                && record.history.equals(history)
                && record.apart.equals(apart)
                && Objects.equals(record.origin, origin)
                && Objects.equals(record.formerId, formerId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, history);
    }

    @Override
    public String toString() {
        return "session with " + (attributes.size() + unloaded().size()) + " attributes, " + times;
    }
}
