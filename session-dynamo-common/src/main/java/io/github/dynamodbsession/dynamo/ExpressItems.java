package io.github.dynamodbsession.dynamo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.SessionOrigin;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.ChangeRules;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.Stored;
import io.github.dynamodbsession.core.storage.Tombstone;
import io.github.dynamodbsession.core.storage.WriteHistory;
import io.github.dynamodbsession.core.storage.WriteTokens;
import io.github.dynamodbsession.dynamo.call.Value;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Items of sessions as a store for Express writes them, with one more attribute, {@value #JAVA}: what only Java nodes
 * need. A write of the Node store replaces the whole item, and so removes it; then the times follow from the document and
 * {@code expires}, and the write token from the content. Immutable.
 *
 * @param keys the keys
 * @param spec the store
 */
record ExpressItems(Keys keys, ExpressSpec spec) {

    static final String JAVA = "java";
    static final String INDEX = "java.by.";
    static final String CREATED_AT = "c";
    static final String RENAMED_TO = "r";
    static final String ENDED_AT = "e";

    private static final Set<String> FIXED =
            Set.of("content", "sess", "type", ExpressExpiry.ATTRIBUTE, JAVA, ReapRound.LAST_REAP_AT);

    private static final String LAST_ACCESSED_AT = "a";
    private static final String INTERVAL = "i";
    private static final String EXPIRES = "x";
    private static final String TOKEN = "t";
    private static final String WRITES = "w";
    private static final String FORGOTTEN = "f";
    private static final String ORIGIN = "o";
    private static final String SEPARATOR = " ";
    private static final int DIGEST_CHARACTERS = 24;

    /** Whether an attribute has a meaning of its own in every table of this kind. */
    static boolean isFixed(String name) {
        return FIXED.contains(name) || name.startsWith(INDEX);
    }

    /** Whether an attribute of an item is the layout's own. */
    boolean reserves(String name) {
        return name.equals(spec.content())
                || name.equals(ExpressExpiry.ATTRIBUTE)
                || name.equals(JAVA)
                || name.equals(ReapRound.LAST_REAP_AT)
                || name.startsWith(INDEX)
                || spec.constants().containsKey(name)
                || spec.specialKeys().containsKey(name);
    }

    // ---- writing ----

    Map<String, Value> of(Tombstone tombstone) {
        Map<String, Value> java = new HashMap<>();
        java.put(ENDED_AT, millis(tombstone.endedAt()));
        java.put(WRITES, joined(tombstone.writes()));
        if (tombstone.renamedTo() != null) {
            java.put(RENAMED_TO, new Value.S(tombstone.renamedTo()));
        }
        Map<String, Value> item = new HashMap<>(keys.of(tombstone.id()));
        item.put(JAVA, new Value.M(java));
        putIfAny(item, ExpressExpiry.ATTRIBUTE, spec.expiry().of(tombstone.endsAt()));
        return item;
    }

    /**
     * The item of a session with this document.
     *
     * @param before the attribute that the document was changed from; null: none
     */
    Map<String, Value> of(SessionRecord session, ExpressDocument document, @Nullable Value before) {
        Map<String, Value> item = new HashMap<>(spec.constants());
        item.putAll(keys.of(session.id()));
        item.putAll(specialKeys(document));
        session.indexed().forEach((name, value) -> item.put(INDEX + name, new Value.S(value)));
        item.put(spec.content(), spec.contentForm().write(document.text(), before));
        Value expires = spec.expiry().of(session.times().expiresAt());
        item.put(JAVA, java(session, expires));
        putIfAny(item, ExpressExpiry.ATTRIBUTE, expires);
        return item;
    }

    private static void putIfAny(Map<String, Value> item, String name, @Nullable Value value) {
        if (value != null) {
            item.put(name, value);
        }
    }

    /**
     * What only Java nodes need.
     *
     * @param expires the attribute of the item
     */
    Value.M java(SessionRecord session, @Nullable Value expires) {
        SessionTimes times = session.times();
        WriteHistory history = session.history();
        Map<String, Value> java = new HashMap<>();
        java.put(CREATED_AT, millis(times.createdAt()));
        java.put(LAST_ACCESSED_AT, millis(times.lastAccessedAt()));
        java.put(INTERVAL, Value.N.of(times.maxInactiveInterval().toMillis()));
        putIfAny(java, EXPIRES, expires);
        java.put(TOKEN, new Value.S(history.last()));
        java.put(WRITES, joined(history.recent()));
        if (history.forgotten() != null) {
            java.put(FORGOTTEN, new Value.S(history.forgotten()));
        }
        SessionOrigin origin = session.origin();
        putIfAny(java, ORIGIN, origin == null ? null : new Value.B(ByteBuffer.wrap(origin.toByteArray())));
        return new Value.M(java);
    }

    /** A document's fields that are attributes of the item as well. */
    Map<String, Value> specialKeys(ExpressDocument document) {
        Map<String, Value> attributes = new HashMap<>();
        spec.specialKeys().forEach((name, type) -> {
            String json = document.text().get(name);
            if (json != null) {
                attributes.put(name, specialKey(name, type, json));
            } else if (!spec.mayMissKeys()) {
                throw new SessionCodecException("is one of specialKeys, but the session does not have it; set it, or"
                                + " skipThrowMissingSpecialKeys.")
                        .forAttribute(name);
            }
        });
        return attributes;
    }

    private static Value specialKey(String name, String type, String json) {
        if (type.equals("N") && ExpressCookie.number(json) != null) {
            return new Value.N(json);
        }
        if (type.equals("S") && json.charAt(0) == '"') {
            return new Value.S(JsonObjectText.unquoted(json));
        }
        throw new SessionCodecException("is one of specialKeys, of the type " + type + ", but its JSON is no "
                        + (type.equals("N") ? "number." : "string."))
                .forAttribute(name);
    }

    static Value.N millis(Instant instant) {
        return Value.N.of(instant.toEpochMilli());
    }

    /** No token contains a space. */
    private static Value.S joined(Collection<String> tokens) {
        return new Value.S(String.join(SEPARATOR, tokens));
    }

    // ---- reading ----

    /**
     * Reads an item. What the Node store takes for absent is a tombstone that is over: such as an item of {@code expires}
     * alone, which its touch leaves after a destroy.
     */
    Stored read(Map<String, Value> item) {
        String id = keys.idOf(item).orElseThrow(() -> unreadable("its key is not one of a session", null));
        try {
            Map<String, Value> java = item.get(JAVA) instanceof Value.M map ? map.content() : Map.of();
            if (java.containsKey(ENDED_AT)) {
                return tombstone(id, java);
            }
            Value content = item.get(spec.content());
            ExpressExpiry.End end = spec.expiry().read(item.get(ExpressExpiry.ATTRIBUTE));
            if (content == null || end == null) {
                return Tombstone.ofDeleted(id, Instant.EPOCH);
            }
            String json = spec.contentForm().read(content);
            if (json == null) {
                throw unreadable(
                        "its attribute '" + spec.content() + "' is no "
                                + spec.contentForm().type(),
                        null);
            }
            return session(id, ExpressDocument.of(spec, json), end.at(), java, item);
        } catch (BrokenJsonException e) {
            throw unreadable("its attribute '" + spec.content() + "' " + e.getMessage(), e);
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            throw unreadable("its attribute '" + JAVA + "' was not written by this library", null);
        }
    }

    private static SessionStorageException unreadable(String why, @Nullable RuntimeException cause) {
        return new SessionStorageException(
                "A stored session cannot be read: " + why
                        + ". It stays as it is; delete it, or repair it, to let its browser begin a new one.",
                false,
                cause);
    }

    private static Tombstone tombstone(String id, Map<String, Value> java) {
        String renamedTo = java.get(RENAMED_TO) instanceof Value.S text ? text.content() : null;
        return new Tombstone(id, instant(java, ENDED_AT), renamedTo, new TreeSet<>(split(java)));
    }

    private SessionRecord session(
            String id,
            ExpressDocument document,
            @Nullable Instant expiresAt,
            Map<String, Value> java,
            Map<String, Value> item) {
        boolean isOurs = java.containsKey(TOKEN);
        SessionTimes times = isOurs ? times(java, expiresAt, item) : times(document, expiresAt);
        if (!times.isInRange()) {
            throw unreadable("its times are out of range", null);
        }
        Map<String, EncodedValue> attributes = document.attributes();
        Map<String, String> indexed = new HashMap<>();
        item.forEach((name, value) -> {
            if (name.startsWith(INDEX) && value instanceof Value.S text) {
                indexed.put(name.substring(INDEX.length()), text.content());
            }
        });
        WriteHistory history = isOurs
                ? WriteHistory.of(
                        text(java, TOKEN),
                        split(java),
                        java.get(FORGOTTEN) instanceof Value.S token ? token.content() : null)
                : WriteHistory.begun(tokenOf(document.text().text()));
        return new SessionRecord(id, times, attributes, indexed, history)
                .withOrigin(java.get(ORIGIN) instanceof Value.B origin ? SessionOrigin.of(origin.toByteArray()) : null);
    }

    /** A touch of the Node store changes {@code expires} alone: then it was the last access. */
    private SessionTimes times(Map<String, Value> java, @Nullable Instant expiresAt, Map<String, Value> item) {
        Duration interval = Duration.ofMillis(number(java, INTERVAL));
        Instant accessed = instant(java, LAST_ACCESSED_AT);
        if (expiresAt != null && !isSame(java.get(EXPIRES), item.get(ExpressExpiry.ATTRIBUTE))) {
            Instant touched = expiresAt.minus(spec.expiry().step()).minus(interval);
            accessed = !interval.isNegative() && !interval.isZero() && touched.isAfter(accessed) ? touched : accessed;
        }
        return new SessionTimes(instant(java, CREATED_AT), accessed, interval, expiresAt);
    }

    private static boolean isSame(@Nullable Value one, @Nullable Value other) {
        return one instanceof Value.N a
                && other instanceof Value.N b
                && new BigDecimal(a.content()).compareTo(new BigDecimal(b.content())) == 0;
    }

    /** When the session began is unknown: the last write is the earliest time that is known. */
    private SessionTimes times(ExpressDocument document, @Nullable Instant expiresAt) {
        Duration interval = document.interval();
        Instant accessed = document.lastModified();
        if (accessed == null) {
            accessed = expiresAt == null
                    ? Instant.EPOCH
                    : expiresAt.minus(spec.expiry().step()).minus(interval);
        }
        return new SessionTimes(accessed, accessed, interval, expiresAt);
    }

    /** The token of a write by the Node store: older than any of Java's, and another one for each content. */
    private static String tokenOf(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
            return WriteTokens.of(Instant.EPOCH, text.substring(0, DIGEST_CHARACTERS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256 (MessageDigest)", e);
        }
    }

    private static List<String> split(Map<String, Value> java) {
        String tokens = text(java, WRITES);
        return tokens.isEmpty() ? Collections.emptyList() : Arrays.asList(tokens.split(SEPARATOR, -1));
    }

    private static String text(Map<String, Value> java, String name) {
        return ((Value.S) present(java, name)).content();
    }

    private static long number(Map<String, Value> java, String name) {
        return Long.parseLong(((Value.N) present(java, name)).content());
    }

    private static Instant instant(Map<String, Value> java, String name) {
        return Instant.ofEpochMilli(number(java, name));
    }

    private static Value present(Map<String, Value> java, String name) {
        Value value = java.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }

    /** Whether an attempt of a session's create may still arrive; the Node stores' attempts are not waited for. */
    static boolean isYoung(Map<String, Value> item, Instant now) {
        return item.get(JAVA) instanceof Value.M java
                && java.content().get(CREATED_AT) instanceof Value.N created
                && ChangeRules.isYoung(Instant.ofEpochMilli(Long.parseLong(created.content())), now);
    }
}
