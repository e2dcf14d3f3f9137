package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.codec.EncodedValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A session as a storage keeps it. Immutable. Its {@code toString} shows neither the id nor any value.
 */
public final class SessionRecord {

    private final String id;
    private final SessionTimes times;
    private final Map<String, EncodedValue> attributes;
    private final Map<String, String> indexed;
    private final String writeToken;

    /**
     * Makes one that is in no index.
     *
     * @param id the session's id, as {@link SessionIds} allows it
     * @param times its times
     * @param attributes its encoded attributes by name; copied
     * @param writeToken what the writes of content left behind
     */
    public SessionRecord(String id, SessionTimes times, Map<String, EncodedValue> attributes, String writeToken) {
        this(id, times, attributes, Map.of(), writeToken);
    }

    /**
     * Makes one.
     *
     * @param id the session's id, as {@link SessionIds} allows it
     * @param times its times
     * @param attributes its encoded attributes by name; copied
     * @param indexed the values that it can be found by, by the name of their index; copied
     * @param writeToken what the writes of content left behind, as {@link WriteTokens} has it: another one after every
     *     content write, the same after a touch
     */
    public SessionRecord(
            String id,
            SessionTimes times,
            Map<String, EncodedValue> attributes,
            Map<String, String> indexed,
            String writeToken) {
        this.id = Objects.requireNonNull(id, "id");
        this.times = Objects.requireNonNull(times, "times");
        this.attributes = Map.copyOf(attributes);
        this.indexed = Map.copyOf(indexed);
        this.writeToken = Objects.requireNonNull(writeToken, "writeToken");
    }

    /**
     * The session's id.
     *
     * @return the id; a secret, not for logs
     */
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
     * What the last write of content left behind.
     *
     * @return the token
     */
    public String writeToken() {
        return writeToken;
    }

    /**
     * This session with other times; its token stays, since its content does.
     *
     * @param newTimes the times
     * @return a new record
     */
    public SessionRecord withTimes(SessionTimes newTimes) {
        return new SessionRecord(id, newTimes, attributes, indexed, writeToken);
    }

    /**
     * This session after changes to its attributes.
     *
     * @param changes what to set and remove
     * @param newToken the token that this write leaves behind
     * @return a new record
     */
    public SessionRecord with(AttributeChanges changes, String newToken) {
        Map<String, EncodedValue> changed = new LinkedHashMap<>(attributes);
        changed.keySet().removeAll(changes.removed());
        changed.putAll(changes.set());
        return new SessionRecord(id, times, changed, indexed, newToken);
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
        return new SessionRecord(id, times, attributes, changed, writeToken);
    }

    /**
     * This session under another id.
     *
     * @param newId the id
     * @return a new record
     */
    public SessionRecord withId(String newId) {
        return new SessionRecord(newId, times, attributes, indexed, writeToken);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionRecord record
                && record.id.equals(id)
                && record.times.equals(times)
                && record.attributes.equals(attributes)
                && record.indexed.equals(indexed)
                && record.writeToken.equals(writeToken);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, writeToken);
    }

    @Override
    public String toString() {
        return "session with " + attributes.size() + " attributes, " + times;
    }
}
