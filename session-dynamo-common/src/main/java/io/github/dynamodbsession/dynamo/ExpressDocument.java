package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a session of Express. Its attributes are the top-level fields, except those that Express and the store use
 * themselves, and fields that are {@code null}. A change leaves every other character as it was. Immutable.
 *
 * @param spec the store
 * @param text the JSON
 * @param cookie its cookie; null: it has none
 */
record ExpressDocument(ExpressSpec spec, JsonObjectText text, @Nullable ExpressCookie cookie) {

    private static final String NULL = "null";

    /** JavaScript's range of times (ECMA-262, "Time Values and Time Range"). */
    private static final double LATEST = 8.64e15;

    /**
     * Reads a document.
     *
     * @throws BrokenJsonException if it is no JSON object, or its cookie is none
     */
    static ExpressDocument of(ExpressSpec spec, String json) {
        JsonObjectText text = JsonObjectText.of(json);
        return new ExpressDocument(spec, text, cookie(text));
    }

    private static @Nullable ExpressCookie cookie(JsonObjectText text) {
        String json = text.get(ExpressCookie.NAME);
        try {
            return json == null ? null : new ExpressCookie(JsonObjectText.of(json));
        } catch (BrokenJsonException e) {
            throw new BrokenJsonException("has a cookie that is no object");
        }
    }

    /** The document of a session that begins here. */
    static ExpressDocument begin(ExpressSpec spec, SessionRecord session) {
        ExpressDocument empty = new ExpressDocument(spec, JsonObjectText.empty(), null);
        return empty.with(null, session);
    }

    /** The attributes that Java sees. */
    Map<String, EncodedValue> attributes() {
        Map<String, EncodedValue> attributes = new HashMap<>();
        for (String name : text.names()) {
            String json = text.get(name);
            if (json != null && !json.equals(NULL) && spec.isAttribute(name)) {
                attributes.put(name, spec.form().fromJson(json));
            }
        }
        return attributes;
    }

    /** How long the session lives without an access. */
    Duration interval() {
        Duration maxAge = cookie == null ? null : cookie.maxAge();
        return maxAge == null || spec.isTtlFirst() ? spec.ttl() : maxAge;
    }

    /** When the store wrote it last; null: it does not say. */
    @Nullable
    Instant lastModified() {
        String json = spec.lastModified() == null ? null : text.get(spec.lastModified());
        Double millis = json == null ? null : ExpressCookie.number(json);
        return millis == null || Math.abs(millis) > LATEST ? null : Instant.ofEpochMilli((long) Math.floor(millis));
    }

    /**
     * This document after a change.
     *
     * @param before the session in it; null: none
     * @param next the session to store
     */
    ExpressDocument with(@Nullable SessionRecord before, SessionRecord next) {
        Map<String, EncodedValue> attributes = before == null ? Map.of() : before.attributes();
        Map<String, String> set = new TreeMap<>();
        next.attributes().forEach((name, value) -> {
            if (!value.equals(attributes.get(name))) {
                set.put(name, toJson(spec, name, value));
            }
        });
        Set<String> removed = new HashSet<>(attributes.keySet());
        removed.removeAll(next.attributes().keySet());
        boolean isMoved = before == null || !before.times().equals(next.times());
        JsonObjectText changed = withStoreFields(next.times(), isMoved).with(set, removed);
        return new ExpressDocument(spec, changed, cookie(changed));
    }

    private JsonObjectText withStoreFields(SessionTimes times, boolean isMoved) {
        Map<String, String> set = new TreeMap<>();
        if (cookie == null || isMoved) {
            ExpressCookie before = cookie == null ? new ExpressCookie(spec.cookie()) : cookie;
            ExpressCookie moved = before.with(
                    timesOf(before, times), spec.ttl(), spec.expiry().step());
            set.put(ExpressCookie.NAME, moved.text().text());
        }
        String field = spec.lastModified();
        if (field != null
                && (spec.writesLastModified() || text.names().contains(field))
                && !times.lastAccessedAt().equals(lastModified())) {
            set.put(field, Long.toString(times.lastAccessedAt().toEpochMilli()));
        }
        return text.with(set, Set.of());
    }

    /** Those of a cookie: where the store's own ttl comes first, it lives as long as it says itself. */
    private SessionTimes timesOf(ExpressCookie before, SessionTimes times) {
        Duration maxAge = before.maxAge();
        if (!spec.isTtlFirst() || maxAge == null || !times.maxInactiveInterval().equals(spec.ttl())) {
            return times;
        }
        Instant accessed = times.lastAccessedAt();
        return new SessionTimes(times.createdAt(), accessed, maxAge, accessed.plus(maxAge));
    }

    /**
     * The JSON of an attribute.
     *
     * @throws SessionCodecException if the layout cannot store it; with its name
     */
    static String toJson(ExpressSpec spec, String name, EncodedValue value) {
        try {
            if (!spec.isAttribute(name)) {
                throw new SessionCodecException("has a name that Express or its store uses itself, so the layout "
                        + spec.layout() + " cannot store it; use another name.");
            }
            String json = spec.form().toJson(value);
            spec.contentForm().check(name, json);
            return json;
        } catch (SessionCodecException e) {
            throw e.forAttribute(name);
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
