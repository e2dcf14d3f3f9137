package io.github.dynamodbsession.dynamo;

import static io.github.dynamodbsession.dynamo.NativeItems.ATTRIBUTES;
import static io.github.dynamodbsession.dynamo.NativeItems.CHUNK;
import static io.github.dynamodbsession.dynamo.NativeItems.CHUNKS_END;
import static io.github.dynamodbsession.dynamo.NativeItems.CREATED_AT;
import static io.github.dynamodbsession.dynamo.NativeItems.EXPIRES_AT;
import static io.github.dynamodbsession.dynamo.NativeItems.FORGOTTEN;
import static io.github.dynamodbsession.dynamo.NativeItems.INDEX;
import static io.github.dynamodbsession.dynamo.NativeItems.INTERVAL;
import static io.github.dynamodbsession.dynamo.NativeItems.IN_CHUNK;
import static io.github.dynamodbsession.dynamo.NativeItems.LAST_ACCESSED_AT;
import static io.github.dynamodbsession.dynamo.NativeItems.RENAMED_TO;
import static io.github.dynamodbsession.dynamo.NativeItems.TOKEN;
import static io.github.dynamodbsession.dynamo.NativeItems.TTL;
import static io.github.dynamodbsession.dynamo.NativeItems.WRITE;
import static io.github.dynamodbsession.dynamo.NativeItems.millis;

import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.IndexChanges;
import io.github.dynamodbsession.core.storage.LoadedAttributes;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.Stored;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.core.storage.Tombstone;
import io.github.dynamodbsession.dynamo.Packing.Placement;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Expression;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A head for each session, and chunks for what would make it large. The head: the key; {@code expires}, whole epoch seconds rounded up, for DynamoDB's time to live; the exact
 * times in milliseconds; the tokens of its last writes; and {@code attributes}, a map that is always there, so that one
 * conditional update changes single attributes. An ended session leaves a tombstone for some minutes. Besides, one small
 * item holds the start of the last reap round.
 */
final class NativeLayout implements TableLayout {

    private static final String REAP_ITEM = "reap";
    private static final String LAST_REAP_AT = "lastReapAt";

    /**
     * The reaper removes chunks so long after their end, so that it has handed over their sessions with their values even
     * if it comes late, such as after an outage.
     */
    private static final Duration REAPED_AFTER_END = Duration.ofDays(30);

    private final String table;
    private final Keys keys;
    private final NativeItems items;
    private final ChunkItems chunks;
    private final Packing packing;
    private final Placing placing;

    /** Whether DynamoDB's time to live removes what has ended. */
    private final boolean endsByItself;

    NativeLayout(String table, Keys keys) {
        this(table, keys, ItemBounds.DEFAULT);
    }

    NativeLayout(String table, Keys keys, ItemBounds bounds) {
        this(table, new NativeItems(keys, Duration.ZERO), new Packing(bounds, new ChunkItems(keys)), true);
    }

    private NativeLayout(String table, NativeItems items, Packing packing, boolean endsByItself) {
        this.table = table;
        this.keys = items.keys();
        this.items = items;
        this.chunks = packing.chunks();
        this.packing = packing;
        this.placing = new Placing(table, items, packing);
        this.endsByItself = endsByItself;
    }

    @Override
    public TableLayout withRemovalDelay(Duration delay) {
        return new NativeLayout(table, new NativeItems(keys, delay), packing, endsByItself);
    }

    @Override
    public TableLayout withoutTimeToLive() {
        return new NativeLayout(table, items, packing, false);
    }

    @Override
    public String keyAttribute() {
        return keys.keyAttribute();
    }

    @Override
    public Optional<String> ttlAttribute() {
        return Optional.of(TTL);
    }

    @Override
    public boolean reserves(String name) {
        return name.equals(LAST_REAP_AT) || NativeItems.reserves(name);
    }

    @Override
    public Request.GetItem get(String id, boolean consistent) {
        return new Request.GetItem(table, keys.of(id), consistent);
    }

    @Override
    public LayoutWrite.InPlace create(SessionRecord session, Instant now) {
        Placement placement = placing.whole(session, session.attributes().keySet(), now);
        return new LayoutWrite.InPlace(placing.chunkWrites(placement), put(session, placement, now));
    }

    private Request.PutItem put(SessionRecord session, Placement placement, Instant now) {
        ExpressionBuilder expression = new ExpressionBuilder();
        expression.require("(attribute_not_exists(" + expression.name(keys.keyAttribute()) + ") OR "
                + expression.name(EXPIRES_AT) + "<=" + expression.value(millis(now)) + " AND "
                + expression.name(CREATED_AT) + "<"
                + expression.value(millis(session.times().createdAt())) + ")");
        return new Request.PutItem(table, items.of(session, placement), expression.build());
    }

    @Override
    public LayoutWrite update(Change.Update update, Instant now) {
        Placement placement = placing.ofUpdate(update, now);
        if (placement == null) {
            return replace(update, now);
        }
        ExpressionBuilder expression = alive(now);
        String write = expression.name(WRITE + update.writeToken());
        expression.require("attribute_not_exists(" + write + ")");
        String forgotten = expression.name(FORGOTTEN);
        expression.require("(attribute_not_exists(" + forgotten + ") OR " + forgotten + "<"
                + expression.value(new Value.S(update.writeToken())) + ")");
        if (!update.forgotten().isEmpty()) {
            expression.require("(attribute_not_exists(" + forgotten + ") OR " + forgotten + "<="
                    + expression.value(new Value.S(update.forgotten().last())) + ")");
        }
        AttributeChanges changes = update.attributes();
        changes.set().forEach((name, encoded) -> {
            String path = expression.path(ATTRIBUTES, AttributeNames.escape(name));
            if (placement.isChunked(name)) {
                expression.remove(path);
            } else {
                expression.set(path, EncodedValues.toValue(encoded));
            }
        });
        changes.removed().forEach(name -> expression
                .remove(expression.path(ATTRIBUTES, AttributeNames.escape(name)))
                .remove(expression.name(IN_CHUNK + name)));
        referToChunks(expression, update, placement);
        finishContentWrite(expression, update, now);
        return expression.fits()
                ? new LayoutWrite.InPlace(
                        placing.chunkWrites(placement),
                        new Request.UpdateItem(table, keys.of(update.id()), expression.build()))
                : replace(update, now);
    }

    /**
     * What an update changes in a head's references. A name may stay in a chunk that another writer has moved it to: then
     * the head has it as well, and that counts.
     */
    private void referToChunks(ExpressionBuilder expression, Change.Update update, Placement placement) {
        ChunkedAttributes before = ChunkedAttributes.of(update.known());
        ChunkedAttributes after = placement.chunked();
        for (String name : update.attributes().set().keySet()) {
            String label = after.labels().get(name);
            if (label != null) {
                expression.set(expression.name(IN_CHUNK + name), new Value.S(label));
            } else if (before.labels().containsKey(name)) {
                expression.remove(expression.name(IN_CHUNK + name));
            }
        }
        // A label is short: another writer's chunk may have got it since.
        after.unused().forEach((label, chunk) -> {
            String reference = expression.name(CHUNK + label);
            Value.B seen = new Value.B(chunk.toBytes());
            expression
                    .require("(attribute_not_exists(" + reference + ") OR " + reference + "=" + expression.value(seen)
                            + ")")
                    .remove(reference);
        });
        if (placement.added().isEmpty()) {
            return;
        }
        after.chunks().forEach((label, chunk) -> {
            if (!before.chunks().containsKey(label)) {
                String reference = expression.name(CHUNK + label);
                expression
                        .require("attribute_not_exists(" + reference + ")")
                        .set(reference, new Value.B(chunk.toBytes()));
            }
        });
        String end = expression.name(CHUNKS_END);
        Value.N endOfAdded = NativeItems.secondsOf(placement.endOfAdded());
        expression
                .require("(attribute_not_exists(" + end + ") OR " + end + "<=" + expression.value(endOfAdded) + ")")
                .setIfAbsent(end, endOfAdded);
        if (update.times() == null) {
            requireExpiryBefore(expression, Objects.requireNonNull(update.known()), placement.endOfAdded());
        }
    }

    /** Another writer may have prolonged the session since it was read, so that it would outlive a chunk. */
    private void requireExpiryBefore(ExpressionBuilder expression, SessionRecord known, long endOfChunks) {
        String expiry = expression.name(EXPIRES_AT);
        String inTime = expiry + "<=" + expression.value(millis(items.latestExpiry(endOfChunks)));
        expression.require(
                known.times().expiresAt() == null
                        ? "(attribute_not_exists(" + expiry + ") OR " + inTime + ")"
                        : inTime);
    }

    @Override
    public LayoutWrite.Replacement replace(Change.Update update, Instant now) {
        return new LayoutWrite.Replacement(new LayoutWrite.Comparison() {
            @Override
            public LayoutWrite.InPlace write(LayoutWrite.Seen seen, SessionRecord next) {
                return replace(seen.session(), next, update.attributes().set().keySet(), now);
            }

            @Override
            public Set<String> toLoad(SessionRecord seen) {
                return packing.toLoad(update.appliedTo(seen));
            }
        });
    }

    /** The whole head: neither another write of content nor a touch may come in between. */
    private LayoutWrite.InPlace replace(SessionRecord seen, SessionRecord next, Set<String> changed, Instant now) {
        Placing.Prepared prepared = placing.prepared(next, placing.whole(next, changed, now), now);
        ExpressionBuilder expression = alive(now);
        requireToken(expression, seen.writeToken());
        SessionTimes times = seen.times();
        expression
                .require(expression.name(LAST_ACCESSED_AT) + "=" + expression.value(millis(times.lastAccessedAt())))
                .require(expression.name(INTERVAL) + "=" + expression.value(millis(times.maxInactiveInterval())));
        Instant expiresAt = times.expiresAt();
        String expiry = expression.name(EXPIRES_AT);
        expression.require(
                expiresAt == null
                        ? "attribute_not_exists(" + expiry + ")"
                        : expiry + "=" + expression.value(millis(expiresAt)));
        return new LayoutWrite.InPlace(
                prepared.first(), new Request.PutItem(table, items.of(next, prepared.placement()), expression.build()));
    }

    private void finishContentWrite(ExpressionBuilder expression, Change.Update update, Instant now) {
        IndexChanges indexed = update.indexed();
        indexed.set().forEach((name, value) -> expression.set(expression.name(INDEX + name), new Value.S(value)));
        indexed.removed().forEach(name -> expression.remove(expression.name(INDEX + name)));
        expression
                .set(expression.name(TOKEN), new Value.S(update.writeToken()))
                .set(expression.name(WRITE + update.writeToken()), NativeItems.WRITTEN);
        update.superseded().forEach(token -> expression.set(expression.name(WRITE + token), NativeItems.WRITTEN));
        if (!update.forgotten().isEmpty()) {
            expression.set(
                    expression.name(FORGOTTEN), new Value.S(update.forgotten().last()));
            update.forgotten().forEach(token -> expression.remove(expression.name(WRITE + token)));
        }
        if (update.times() != null) {
            applyTimes(expression, update.times(), now);
        }
    }

    /** A touch keeps the token, but must not be undone: no later access than the new one may be stored. */
    @Override
    public LayoutWrite.InPlace rename(Change.Rename rename, Instant now) {
        ExpressionBuilder expression = alive(now);
        requireToken(expression, rename.expectedToken());
        Instant accessed = rename.session().times().lastAccessedAt();
        expression.require(expression.name(LAST_ACCESSED_AT) + "<=" + expression.value(millis(accessed)));
        SessionRecord session = rename.session();
        Placing.Prepared prepared = placing.prepared(session, placing.whole(session, Set.of(), now), now);
        return new LayoutWrite.InPlace(
                prepared.first(),
                new Request.TransactWriteItems(
                        table,
                        List.of(
                                new Request.PutItem(table, items.of(rename.tombstone(now)), expression.build()),
                                put(session, prepared.placement(), now)),
                        clientRequestToken(rename)));
    }

    /** The same for a repetition of the same id change only: 36 characters, DynamoDB's maximum. */
    private static String clientRequestToken(Change.Rename rename) {
        SessionRecord session = rename.session();
        String move = rename.oldId() + "/" + session.id() + "/" + session.writeToken();
        return UUID.nameUUIDFromBytes(move.getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Override
    public LayoutWrite.InPlace touch(String id, TimesChange times, Instant now) {
        ExpressionBuilder expression = alive(now);
        applyTimes(expression, times, now);
        return new LayoutWrite.InPlace(new Request.UpdateItem(table, keys.of(id), expression.build()));
    }

    @Override
    public LayoutWrite.@Nullable InPlace prolong(SessionRecord session, TimesChange times, Instant now) {
        ChunkedAttributes chunked = ChunkedAttributes.of(session);
        if (!placing.isTooShort(chunked, times.expiresAt(), now)) {
            return null;
        }
        long end = items.grantedEnd(session.times().with(times), now);
        ExpressionBuilder expression = alive(now);
        requireToken(expression, session.writeToken());
        String endOfChunks = expression.name(CHUNKS_END);
        if (chunked.chunks().isEmpty()) {
            expression.remove(endOfChunks);
        } else {
            expression.set(endOfChunks, NativeItems.secondsOf(end));
        }
        return new LayoutWrite.InPlace(
                placing.prolong(chunked, end),
                new Request.UpdateItem(table, keys.of(session.id()), expression.build()));
    }

    @Override
    public Set<Map<String, Value>> keysOfApart(SessionRecord session, Set<String> names) {
        return chunks.keysOf(ChunkedAttributes.of(session), names);
    }

    @Override
    public LoadedAttributes readApart(SessionRecord session, Set<String> names, Collection<Map<String, Value>> found) {
        return chunks.read(session, names, found);
    }

    /** The only condition: a tombstone with the session's next id stays, since the delete goes on under that one. */
    @Override
    public Request.PutItem delete(String id, Instant now) {
        ExpressionBuilder expression = new ExpressionBuilder();
        return leave(id, now, expression.require("attribute_not_exists(" + expression.name(RENAMED_TO) + ")"));
    }

    @Override
    public Request.PutItem deleteAlive(String id, Instant now) {
        return leave(id, now, alive(now));
    }

    @Override
    public Request.PutItem deleteIndexed(String id, String index, String value, Instant now) {
        ExpressionBuilder expression = new ExpressionBuilder();
        expression.require(expression.name(INDEX + index) + "=" + expression.value(new Value.S(value)));
        return leave(id, now, expression);
    }

    private Request.PutItem leave(String id, Instant now, ExpressionBuilder condition) {
        return new Request.PutItem(table, items.of(Tombstone.ofDeleted(id, now)), condition.build());
    }

    @Override
    public Request.UpdateItem expireForGood(SessionRecord expired, Instant seenExpiry) {
        ExpressionBuilder expression = new ExpressionBuilder();
        String expiresAt = expression.name(EXPIRES_AT);
        Instant earlier = Objects.requireNonNull(expired.times().expiresAt(), "expired, but without an expiry");
        expression
                .require("attribute_exists(" + expression.name(CREATED_AT) + ")")
                .require(expiresAt + "=" + expression.value(millis(seenExpiry)))
                .set(expiresAt, millis(earlier));
        return new Request.UpdateItem(table, keys.of(expired.id()), expression.build());
    }

    @Override
    public Request.UpdateItem claimRound(Instant now, Duration interval) {
        ExpressionBuilder expression = new ExpressionBuilder();
        String last = expression.name(LAST_REAP_AT);
        expression
                .require("(attribute_not_exists(" + last + ") OR " + last + "<="
                        + expression.value(millis(now.minus(interval))) + " OR " + last + ">"
                        + expression.value(millis(now.plus(interval))) + ")")
                .set(last, millis(now));
        return new Request.UpdateItem(table, keys.ofInternal(REAP_ITEM), expression.build());
    }

    @Override
    public Request.Scan scanExpired(Instant before, Request.Part part) {
        ExpressionBuilder expression = new ExpressionBuilder();
        String expired = expression.name(EXPIRES_AT) + "<=" + expression.value(millis(before));
        expression.require(endsByItself ? expired : "(" + expired + " OR " + ended(expression, before) + ")");
        ownPrefix(expression).project(expression.name(CREATED_AT));
        return new Request.Scan(table, keysOnly(expression), false, part);
    }

    @Override
    public Request.Scan scanAlive(Instant now, boolean consistent, Request.Part part) {
        return new Request.Scan(table, ownPrefix(alive(now)).build(), consistent, part);
    }

    @Override
    public Request.Scan scanKeysAlive(Instant now, boolean consistent, Request.Part part) {
        return new Request.Scan(table, keysOnly(ownPrefix(alive(now))), consistent, part);
    }

    @Override
    public Request.Query query(String index, String value, @Nullable Integer limit, @Nullable String after) {
        ExpressionBuilder expression = new ExpressionBuilder();
        String attribute = INDEX + index;
        Value.S indexed = new Value.S(value);
        expression.require(expression.name(attribute) + "=" + expression.value(indexed));
        Map<String, Value> startKey = startKey(after);
        if (startKey != null) {
            startKey = new HashMap<>(startKey);
            startKey.put(attribute, indexed);
        }
        return new Request.Query(table, attribute, keysOnly(ownPrefix(expression)), limit, startKey);
    }

    private ExpressionBuilder ownPrefix(ExpressionBuilder expression) {
        if (!keys.prefix().isEmpty()) {
            expression.require("begins_with(" + expression.name(keys.keyAttribute()) + ","
                    + expression.value(new Value.S(keys.prefix())) + ")");
        }
        return expression;
    }

    private Expression keysOnly(ExpressionBuilder expression) {
        return expression.project(expression.name(keys.keyAttribute())).build();
    }

    @Override
    public Request.Index index(String name) {
        return new Request.Index(INDEX + name, INDEX + name, keys.keyAttribute());
    }

    @Override
    public @Nullable String endOf(Answer.Page page) {
        Map<String, Value> end = page.nextKey();
        if (end == null) {
            return null;
        }
        if (end.get(keys.keyAttribute()) instanceof Value.S key) {
            return key.content();
        }
        throw NativeItems.unreadable("the key at which a page ended is not a string");
    }

    @Override
    public @Nullable Map<String, Value> startKey(@Nullable String after) {
        return after == null ? null : Map.of(keys.keyAttribute(), new Value.S(after));
    }

    @Override
    public Request.@Nullable Write deleteExpired(Map<String, Value> scanned, Instant before) {
        if (chunks.isChunk(scanned)) {
            ExpressionBuilder expression = new ExpressionBuilder();
            expression.require(ended(expression, before));
            Map<String, Value> key =
                    Map.of(keys.keyAttribute(), Objects.requireNonNull(scanned.get(keys.keyAttribute())));
            return new Request.DeleteItem(table, key, expression.build());
        }
        String id = idOf(scanned).orElse(null);
        if (id == null) {
            return null;
        }
        return NativeItems.isYoung(scanned, before)
                ? leave(id, before, expired(before))
                : new Request.DeleteItem(table, keys.of(id), expired(before).build());
    }

    /** Of a chunk whose time has been over for long. */
    private static String ended(ExpressionBuilder expression, Instant before) {
        return "attribute_exists(" + expression.name(ChunkItems.WRITTEN_BY) + ") AND " + expression.name(TTL) + "<="
                + expression.value(
                        NativeItems.secondsOf(before.minus(REAPED_AFTER_END).getEpochSecond()));
    }

    private static ExpressionBuilder expired(Instant before) {
        ExpressionBuilder expression = new ExpressionBuilder();
        return expression.require(expression.name(EXPIRES_AT) + "<=" + expression.value(millis(before)));
    }

    /** Holds only for a session that exists and has not expired, not for a tombstone: no write brings a session back. */
    private ExpressionBuilder alive(Instant now) {
        ExpressionBuilder expression = new ExpressionBuilder();
        String expiresAt = expression.name(EXPIRES_AT);
        return expression
                .require("attribute_exists(" + expression.name(CREATED_AT) + ")")
                .require("(attribute_not_exists(" + expiresAt + ") OR " + expiresAt + ">"
                        + expression.value(millis(now)) + ")");
    }

    private static void requireToken(ExpressionBuilder expression, String stored) {
        expression.require(expression.name(TOKEN) + "=" + expression.value(new Value.S(stored)));
    }

    /** The condition is {@link TimesChange#appliesTo}, judged by DynamoDB. */
    private void applyTimes(ExpressionBuilder expression, TimesChange times, Instant now) {
        String interval = expression.name(INTERVAL);
        String lastAccessedAt = expression.name(LAST_ACCESSED_AT);
        expression
                .require(interval + "=" + expression.value(millis(times.expectedInterval())))
                .require(lastAccessedAt + "<=" + expression.value(millis(times.lastAccessedAt())));
        expression.set(lastAccessedAt, millis(times.lastAccessedAt()));
        if (!times.maxInactiveInterval().equals(times.expectedInterval())) {
            expression.set(interval, millis(times.maxInactiveInterval()));
        }
        Instant expiresAt = times.expiresAt();
        String end = expression.name(CHUNKS_END);
        expression.require("(attribute_not_exists(" + end + ") OR " + end + ">="
                + expression.value(NativeItems.secondsOf(items.requiredEnd(expiresAt, now))) + ")");
        if (expiresAt == null) {
            expression.remove(expression.name(EXPIRES_AT)).remove(expression.name(TTL));
        } else {
            expression
                    .set(expression.name(EXPIRES_AT), millis(expiresAt))
                    .set(expression.name(TTL), items.timeToLive(expiresAt));
        }
    }

    @Override
    public Optional<String> idOf(Map<String, Value> item) {
        return keys.idOf(item);
    }

    @Override
    public Stored read(Map<String, Value> item) {
        return items.read(item);
    }

    @Override
    public StoredSize sizes(SessionRecord session) {
        return placing.size(session);
    }

    /** The item that a session is stored as. */
    Map<String, Value> item(SessionRecord session) {
        return items.of(session);
    }
}
