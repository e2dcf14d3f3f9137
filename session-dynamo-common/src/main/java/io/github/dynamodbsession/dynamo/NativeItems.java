package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.SessionOrigin;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.ApartAttributes;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.ChangeRules;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.Stored;
import io.github.dynamodbsession.core.storage.Tombstone;
import io.github.dynamodbsession.core.storage.WriteHistory;
import io.github.dynamodbsession.dynamo.call.Value;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The items of the native layout, written and read: the names of their attributes, and their content.
 *
 * @param keys turns ids into keys
 * @param removalDelay how much later than the session its time to live ends
 */
record NativeItems(Keys keys, Duration removalDelay) {

    static final String TTL = "expires";
    static final String EXPIRES_AT = "expiresAt";
    static final String CREATED_AT = "createdAt";
    static final String LAST_ACCESSED_AT = "lastAccessedAt";
    static final String INTERVAL = "maxInactiveInterval";
    static final String TOKEN = "writeToken";
    static final String FORGOTTEN = "forgottenWrite";
    static final String ATTRIBUTES = "attributes";
    static final String ENDED_AT = "endedAt";
    static final String RENAMED_TO = "renamedTo";

    /** Since when a session has its id; absent if since its creation. */
    static final String ID_SINCE = "idSince";

    /** Until when a session can be read under an id that was renewed; absent in other tombstones. */
    static final String READABLE_UNTIL = "readableUntil";

    /** What values are bound to by encryption; only sessions that were created with it have one. */
    static final String ORIGIN = "origin";

    /** Prefix of the attribute of an indexed value; the attribute's name is also that of its index. */
    static final String INDEX = "index.";

    /** Prefix of the attribute of a recent write; its token follows, and the value has no meaning. */
    static final String WRITE = "w.";

    static final Value WRITTEN = Value.N.of(1);

    /** Prefix of the attribute that says in which chunk a session attribute is: its name follows, the value is a label. */
    static final String IN_CHUNK = "in.";

    /** Prefix of the attribute of a chunk: its label follows, the value is the reference. */
    static final String CHUNK = "c.";

    /** When the first chunk ends, in epoch seconds. */
    static final String CHUNKS_END = "chunksEnd";

    private static final Set<String> OWN_ATTRIBUTES = Set.of(
            TTL,
            EXPIRES_AT,
            CREATED_AT,
            LAST_ACCESSED_AT,
            INTERVAL,
            TOKEN,
            FORGOTTEN,
            ATTRIBUTES,
            ENDED_AT,
            RENAMED_TO,
            ID_SINCE,
            READABLE_UNTIL,
            CHUNKS_END,
            ORIGIN,
            ChunkItems.WRITTEN_BY,
            ChunkItems.VALUES,
            ChunkItems.PART);

    /** What every head contains, in bytes: the names of its attributes, and the maximum of their values. */
    private static final int FIXED_SIZE = 125;

    private static final int TOKEN_OVERHEAD = WRITE.length() + 2;

    /** What a time in milliseconds adds to its name, at most. */
    private static final int MILLIS_SIZE = 9;

    private static final long MILLIS_PER_SECOND = 1000;

    /** A request may read a chunk long after the session has changed or ended. */
    private static final Duration READABLE_AFTER_END = Duration.ofHours(6);

    /** A chunk's end is moved at most this often: that costs a write of its whole size. */
    private static final Duration MIN_MARGIN = Duration.ofDays(1);

    /** The chunks of a session that never expires end this long after they were written or last prolonged. */
    private static final Duration LIFE_WITHOUT_EXPIRY = Duration.ofDays(3_650);

    /** Whether these items use an attribute's name, so that the hash key must have another one. */
    static boolean reserves(String name) {
        return OWN_ATTRIBUTES.contains(name)
                || name.startsWith(INDEX)
                || name.startsWith(WRITE)
                || name.startsWith(IN_CHUNK)
                || name.startsWith(CHUNK);
    }

    /** The head of a session whose attributes are where they are. */
    Map<String, Value> of(SessionRecord session) {
        return of(session, Packing.asItIs(session));
    }

    Map<String, Value> of(SessionRecord session, Packing.Placement placement) {
        SessionTimes times = session.times();
        Map<String, Value> item = new HashMap<>(keys.of(session.id()));
        item.put(CREATED_AT, millis(times.createdAt()));
        item.put(LAST_ACCESSED_AT, millis(times.lastAccessedAt()));
        item.put(INTERVAL, millis(times.maxInactiveInterval()));
        Instant expiresAt = times.expiresAt();
        if (expiresAt != null) {
            item.put(EXPIRES_AT, millis(expiresAt));
            item.put(TTL, timeToLive(expiresAt));
        }
        if (!times.isFirstId()) {
            item.put(ID_SINCE, millis(times.idSince()));
        }
        WriteHistory history = session.history();
        item.put(TOKEN, new Value.S(history.last()));
        history.recent().forEach(token -> item.put(WRITE + token, WRITTEN));
        if (history.forgotten() != null) {
            item.put(FORGOTTEN, new Value.S(history.forgotten()));
        }
        SessionOrigin origin = session.origin();
        if (origin != null) {
            item.put(ORIGIN, new Value.B(ByteBuffer.wrap(origin.toByteArray())));
        }
        item.put(ATTRIBUTES, EncodedValues.toMap(placement.inHead()));
        session.indexed().forEach((name, value) -> item.put(INDEX + name, new Value.S(value)));
        ChunkedAttributes chunked = placement.chunked();
        chunked.labels().forEach((name, label) -> item.put(IN_CHUNK + name, new Value.S(label)));
        chunked.chunks().forEach((label, chunk) -> item.put(CHUNK + label, new Value.B(chunk.toBytes())));
        Long end = chunked.end();
        if (end != null && !chunked.chunks().isEmpty()) {
            item.put(CHUNKS_END, secondsOf(end));
        }
        return item;
    }

    /** The size of a session's head after an update that moves nothing, or more: what it replaces is counted as well. */
    long sizeAtMost(Change.Update update, SessionRecord known) {
        long size = sizeOfHead(known, Packing.inHead(known), ChunkedAttributes.of(known))
                + Packing.sizeOf(update.attributes().set().entrySet())
                + sizeOf(update.indexed().set())
                + TOKEN_OVERHEAD
                + update.writeToken().length();
        for (String token : update.superseded()) {
            size += TOKEN_OVERHEAD + token.length();
        }
        return update.forgotten().isEmpty()
                ? size
                : size + FORGOTTEN.length() + update.forgotten().last().length();
    }

    private static long sizeOf(Map<String, String> indexed) {
        long size = 0;
        for (Map.Entry<String, String> each : indexed.entrySet()) {
            size += INDEX.length() + ItemSize.utf8(each.getKey()) + ItemSize.utf8(each.getValue());
        }
        return size;
    }

    /** The size of a session's head, in bytes; at most a few too many. */
    long sizeOfHead(SessionRecord session, Map<String, EncodedValue> inHead, ChunkedAttributes chunked) {
        long size = FIXED_SIZE + keys.sizeOf(session.id());
        for (String token : session.history().recent()) {
            size += TOKEN_OVERHEAD + token.length();
        }
        size += session.history().last().length();
        String forgotten = session.history().forgotten();
        if (forgotten != null) {
            size += FORGOTTEN.length() + forgotten.length();
        }
        SessionOrigin origin = session.origin();
        if (origin != null) {
            size += ORIGIN.length() + origin.size();
        }
        if (!session.times().isFirstId()) {
            size += ID_SINCE.length() + MILLIS_SIZE;
        }
        return size + sizeOf(session.indexed()) + Packing.sizeOf(inHead.entrySet()) + Packing.sizeOf(chunked);
    }

    Map<String, Value> of(Tombstone tombstone) {
        Map<String, Value> item = new HashMap<>(keys.of(tombstone.id()));
        item.put(ENDED_AT, millis(tombstone.endedAt()));
        item.put(EXPIRES_AT, millis(tombstone.endsAt()));
        item.put(TTL, seconds(tombstone.endsAt()));
        if (tombstone.renamedTo() != null) {
            item.put(RENAMED_TO, new Value.S(tombstone.renamedTo()));
        }
        Instant readableUntil = tombstone.readableUntil();
        if (readableUntil != null) {
            item.put(READABLE_UNTIL, millis(readableUntil));
        }
        tombstone.writes().forEach(token -> item.put(WRITE + token, WRITTEN));
        return item;
    }

    Stored read(Map<String, Value> item) {
        String id = keys.idOf(item).orElseThrow(() -> unreadable("its key is not a session's"));
        return item.containsKey(ENDED_AT) ? tombstone(id, item) : session(id, item);
    }

    private static Tombstone tombstone(String id, Map<String, Value> item) {
        Value renamedTo = item.get(RENAMED_TO);
        return new Tombstone(
                id,
                Instant.ofEpochMilli(number(item, ENDED_AT)),
                renamedTo == null ? null : string(item, RENAMED_TO),
                writes(item),
                item.containsKey(READABLE_UNTIL) ? Instant.ofEpochMilli(number(item, READABLE_UNTIL)) : null);
    }

    private static SessionRecord session(String id, Map<String, Value> item) {
        Instant expiresAt = item.containsKey(EXPIRES_AT) ? Instant.ofEpochMilli(number(item, EXPIRES_AT)) : null;
        Instant createdAt = Instant.ofEpochMilli(number(item, CREATED_AT));
        SessionTimes times = new SessionTimes(
                createdAt,
                Instant.ofEpochMilli(number(item, LAST_ACCESSED_AT)),
                Duration.ofMillis(number(item, INTERVAL)),
                expiresAt,
                item.containsKey(ID_SINCE) ? Instant.ofEpochMilli(number(item, ID_SINCE)) : createdAt);
        if (!times.isInRange()) {
            throw unreadable("its times are out of range");
        }
        if (!(item.get(ATTRIBUTES) instanceof Value.M attributes)) {
            throw unreadable("it has no map '" + ATTRIBUTES + "'");
        }
        String forgotten = item.containsKey(FORGOTTEN) ? string(item, FORGOTTEN) : null;
        WriteHistory history = WriteHistory.of(string(item, TOKEN), writes(item), forgotten);
        Map<String, EncodedValue> inHead = EncodedValues.fromMap(attributes);
        return new SessionRecord(id, times, inHead, indexed(item), history, chunked(item, inHead.keySet()))
                .withOrigin(origin(item));
    }

    /** Null also for one that something else wrote: then the values that are bound to it cannot be read. */
    private static @Nullable SessionOrigin origin(Map<String, Value> item) {
        return item.get(ORIGIN) instanceof Value.B origin
                        && SessionOrigin.isPossible(origin.content().remaining())
                ? SessionOrigin.of(origin.toByteArray())
                : null;
    }

    /** An attribute in the head is newer than one in a chunk: its writer did not know that it had been moved there. */
    private static ApartAttributes chunked(Map<String, Value> item, Set<String> inHead) {
        if (!item.containsKey(CHUNKS_END)) {
            return ApartAttributes.none();
        }
        Map<String, String> labels = new HashMap<>();
        Map<String, ChunkReference> chunks = new HashMap<>();
        item.forEach((name, value) -> {
            if (name.startsWith(IN_CHUNK) && value instanceof Value.S label) {
                labels.put(name.substring(IN_CHUNK.length()), label.content());
            } else if (name.startsWith(CHUNK) && value instanceof Value.B reference) {
                ChunkReference chunk = ChunkReference.of(reference.content());
                if (chunk != null) {
                    chunks.put(name.substring(CHUNK.length()), chunk);
                }
            }
        });
        labels.keySet().removeAll(inHead);
        return new ChunkedAttributes(labels, chunks, number(item, CHUNKS_END));
    }

    /** Whether an item is a session whose create may still arrive late; an item that cannot be read is none. */
    static boolean isYoung(Map<String, Value> item, Instant now) {
        try {
            return item.containsKey(CREATED_AT)
                    && ChangeRules.isYoung(Instant.ofEpochMilli(number(item, CREATED_AT)), now);
        } catch (SessionStorageException unreadable) {
            return false;
        }
    }

    private static NavigableSet<String> writes(Map<String, Value> item) {
        NavigableSet<String> tokens = new TreeSet<>();
        for (String name : item.keySet()) {
            if (name.startsWith(WRITE)) {
                tokens.add(name.substring(WRITE.length()));
            }
        }
        return tokens;
    }

    private static Map<String, String> indexed(Map<String, Value> item) {
        Map<String, String> indexed = new HashMap<>();
        item.forEach((name, value) -> {
            if (name.startsWith(INDEX) && value instanceof Value.S text) {
                indexed.put(name.substring(INDEX.length()), text.content());
            }
        });
        return indexed;
    }

    static Value.N millis(Instant instant) {
        return Value.N.of(instant.toEpochMilli());
    }

    static Value.N millis(Duration duration) {
        return Value.N.of(duration.toMillis());
    }

    Value.N timeToLive(Instant expiresAt) {
        return secondsOf(secondsOfEnd(expiresAt));
    }

    private long secondsOfEnd(Instant expiresAt) {
        return roundedUp(expiresAt.plus(removalDelay));
    }

    /** The time before which no chunk of a session may end. */
    long requiredEnd(@Nullable Instant expiresAt, Instant now) {
        return expiresAt == null
                ? roundedUp(now.plus(LIFE_WITHOUT_EXPIRY.dividedBy(2)))
                : secondsOfEnd(expiresAt) + READABLE_AFTER_END.toSeconds();
    }

    /** The latest expiry of a session whose first chunk ends then. */
    Instant latestExpiry(long endOfChunks) {
        return Instant.ofEpochSecond(endOfChunks).minus(READABLE_AFTER_END).minus(removalDelay);
    }

    /** When a chunk ends that is written now: so much later that this seldom has to be changed. */
    long grantedEnd(SessionTimes times, Instant now) {
        Instant expiresAt = times.expiresAt();
        if (expiresAt == null) {
            return roundedUp(now.plus(LIFE_WITHOUT_EXPIRY));
        }
        Duration interval = times.maxInactiveInterval();
        Duration margin = interval.compareTo(MIN_MARGIN) > 0 ? interval : MIN_MARGIN;
        return requiredEnd(expiresAt, now) + margin.toSeconds();
    }

    static Value.N secondsOf(long seconds) {
        return Value.N.of(seconds);
    }

    /** Rounded up, so that DynamoDB's time to live never deletes an item before its exact expiry. */
    private static Value.N seconds(Instant instant) {
        return secondsOf(roundedUp(instant));
    }

    static long roundedUp(Instant instant) {
        return -Math.floorDiv(-instant.toEpochMilli(), MILLIS_PER_SECOND);
    }

    private static String string(Map<String, Value> item, String attribute) {
        if (item.get(attribute) instanceof Value.S string) {
            return string.content();
        }
        throw unreadable("it has no string '" + attribute + "'");
    }

    private static long number(Map<String, Value> item, String attribute) {
        @Nullable Value value = item.get(attribute);
        if (value instanceof Value.N number) {
            try {
                return Long.parseLong(number.content());
            } catch (NumberFormatException e) {
                throw unreadable("its number '" + attribute + "' is not an integer");
            }
        }
        throw unreadable("it has no number '" + attribute + "'");
    }

    static SessionStorageException unreadable(String why) {
        return new SessionStorageException(
                "An item of the sessions' table cannot be read: " + why
                        + ". Something else wrote it; delete it, or use another keyPrefix.",
                false,
                null);
    }
}
