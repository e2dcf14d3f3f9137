package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.codec.EncodedValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A session as a storage keeps it. Immutable. Its {@code toString} shows neither the id nor any value.
 */
public final class SessionRecord implements Stored {

    private final String id;
    private final SessionTimes times;
    private final Map<String, EncodedValue> attributes;
    private final Map<String, String> indexed;
    private final WriteHistory history;

    /**
     * Makes one that is in no index.
     *
     * @param id the session's id, as {@link SessionIds} allows it
     * @param times its times
     * @param attributes its encoded attributes by name; copied
     * @param writeToken the token of the write that begins it
     */
    public SessionRecord(String id, SessionTimes times, Map<String, EncodedValue> attributes, String writeToken) {
        this(id, times, attributes, Map.of(), WriteHistory.begun(writeToken));
    }

    /**
     * Makes one.
     *
     * @param id the session's id, as {@link SessionIds} allows it
     * @param times its times
     * @param attributes its encoded attributes by name; copied
     * @param indexed the values that it can be found by, by the name of their index; copied
     * @param history the writes of content that it has had; a touch is none
     */
    public SessionRecord(
            String id,
            SessionTimes times,
            Map<String, EncodedValue> attributes,
            Map<String, String> indexed,
            WriteHistory history) {
        this.id = Objects.requireNonNull(id, "id");
        this.times = Objects.requireNonNull(times, "times");
        this.attributes = Map.copyOf(attributes);
        this.indexed = Map.copyOf(indexed);
        this.history = Objects.requireNonNull(history, "history");
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
     * The session's attributes.
     *
     * @return encoded values by name; unmodifiable
     */
    public Map<String, EncodedValue> attributes() {
        return attributes;
    }

    /**
     * The values that the session can be found by, in clear.
     *
     * @return values by the name of their index; unmodifiable
     */
    public Map<String, String> indexed() {
        return indexed;
    }

    /**
     * The token of the last write of content: another one after every such write, the same after a touch.
     *
     * @return the token, as {@link WriteTokens} makes it
     */
    public String writeToken() {
        return history.last();
    }

    /**
     * The writes of content that the session has had.
     *
     * @return what is to be known of them
     */
    public WriteHistory history() {
        return history;
    }

    /**
     * This session with other times; its token stays, since its content does.
     *
     * @param newTimes the times
     * @return a new record
     */
    public SessionRecord withTimes(SessionTimes newTimes) {
        return new SessionRecord(id, newTimes, attributes, indexed, history);
    }

    /**
     * This session after changes to its attributes.
     *
     * @param changes what to set and remove
     * @param newHistory the writes of content, this one included
     * @return a new record
     */
    public SessionRecord with(AttributeChanges changes, WriteHistory newHistory) {
        Map<String, EncodedValue> changed = new LinkedHashMap<>(attributes);
        changed.keySet().removeAll(changes.removed());
        changed.putAll(changes.set());
        return new SessionRecord(id, times, changed, indexed, newHistory);
    }

    /**
     * This session after changes to its indexed values.
     *
     * @param changes what to set and remove
     * @return a new record
     */
    public SessionRecord with(IndexChanges changes) {
        Map<String, String> changed = new LinkedHashMap<>(indexed);
        changed.keySet().removeAll(changes.removed());
        changed.putAll(changes.set());
        return new SessionRecord(id, times, attributes, changed, history);
    }

    /**
     * This session under another id.
     *
     * @param newId the id
     * @return a new record
     */
    public SessionRecord withId(String newId) {
        return new SessionRecord(newId, times, attributes, indexed, history);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionRecord record
                && record.id.equals(id)
                && record.times.equals(times)
                && record.attributes.equals(attributes)
                && record.indexed.equals(indexed)
                && record.history.equals(history);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, history);
    }

    @Override
    public String toString() {
        return "session with " + attributes.size() + " attributes, " + times;
    }
}
