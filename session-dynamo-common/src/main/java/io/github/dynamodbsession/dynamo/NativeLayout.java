package io.github.dynamodbsession.dynamo;

import static io.github.dynamodbsession.dynamo.NativeConditions.alive;
import static io.github.dynamodbsession.dynamo.NativeConditions.ended;
import static io.github.dynamodbsession.dynamo.NativeConditions.expired;
import static io.github.dynamodbsession.dynamo.NativeItems.CREATED_AT;
import static io.github.dynamodbsession.dynamo.NativeItems.EXPIRES_AT;
import static io.github.dynamodbsession.dynamo.NativeItems.INDEX;
import static io.github.dynamodbsession.dynamo.NativeItems.RENAMED_TO;
import static io.github.dynamodbsession.dynamo.NativeItems.TTL;
import static io.github.dynamodbsession.dynamo.NativeItems.millis;

import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.LoadedAttributes;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.Stored;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.core.storage.Tombstone;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A head for each session, and chunks for what would make it large. The head: the key; {@code expires}, whole epoch
 * seconds rounded up, for DynamoDB's time to live; the exact times in milliseconds; the tokens of its last writes; {@code
 * attributes}, a map that is always there, so that one conditional update changes single attributes; and references to the
 * chunks. An ended session leaves a tombstone for some minutes. Besides, one small item holds the start of the last reap
 * round.
 */
final class NativeLayout implements TableLayout {

    private final String table;
    private final Keys keys;
    private final OwnItems own;
    private final NativeItems items;
    private final Packing packing;
    private final Placing placing;
    private final NativeWrites writes;

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
        this.own = new OwnItems(table, keys, INDEX);
        this.items = items;
        this.packing = packing;
        this.placing = new Placing(table, items, packing);
        this.writes = new NativeWrites(table, items, placing);
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
    public boolean canRenewIds() {
        return true;
    }

    @Override
    public boolean reserves(String name) {
        return name.equals(ReapRound.LAST_REAP_AT) || NativeItems.reserves(name);
    }

    @Override
    public Request.GetItem get(String id, boolean consistent) {
        return new Request.GetItem(table, keys.of(id), consistent);
    }

    @Override
    public LayoutWrite.InPlace create(SessionRecord session, Instant now) {
        return writes.create(session, now);
    }

    @Override
    public LayoutWrite update(Change.Update update, Instant now) {
        return writes.update(update, now);
    }

    @Override
    public LayoutWrite.Replacement replace(Change.Update update, Instant now) {
        return writes.replace(update, now);
    }

    @Override
    public LayoutWrite.InPlace rename(Change.Rename rename, Instant now) {
        return writes.rename(rename, now);
    }

    @Override
    public LayoutWrite.InPlace touch(String id, TimesChange times, Instant now) {
        return writes.touch(id, times, now);
    }

    @Override
    public LayoutWrite.@Nullable InPlace prolong(SessionRecord session, TimesChange times, Instant now) {
        return writes.prolong(session, times, now);
    }

    @Override
    public Set<Map<String, Value>> keysOfApart(SessionRecord session, Set<String> names) {
        return packing.chunks().keysOf(ChunkedAttributes.of(session), names);
    }

    @Override
    public LoadedAttributes readApart(SessionRecord session, Set<String> names, Collection<Map<String, Value>> found) {
        return packing.chunks().read(session, names, found);
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
        return leave(id, now, own.indexed(index, value));
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
        return ReapRound.claim(table, keys, now, interval);
    }

    @Override
    public Request.Scan scanExpired(Instant before, Request.Part part) {
        ExpressionBuilder expression = new ExpressionBuilder();
        String expired = expression.name(EXPIRES_AT) + "<=" + expression.value(millis(before));
        expression
                .require(endsByItself ? expired : "(" + expired + " OR " + ended(expression, before) + ")")
                .project(expression.name(CREATED_AT));
        return own.scanKeys(expression, false, part);
    }

    @Override
    public Request.Scan scanAlive(Instant now, boolean consistent, Request.Part part) {
        return own.scan(alive(now), consistent, part);
    }

    @Override
    public Request.Scan scanKeysAlive(Instant now, boolean consistent, Request.Part part) {
        return own.scanKeys(alive(now), consistent, part);
    }

    @Override
    public Request.Query query(String index, String value, @Nullable Integer limit, @Nullable String after) {
        return own.query(index, value, limit, after);
    }

    @Override
    public Request.Index index(String name) {
        return own.index(name);
    }

    @Override
    public @Nullable String endOf(Answer.Page page) {
        return own.endOf(page);
    }

    @Override
    public @Nullable Map<String, Value> startKey(@Nullable String after) {
        return own.startKey(after);
    }

    @Override
    public Request.@Nullable Write deleteExpired(Map<String, Value> scanned, Instant before) {
        if (packing.chunks().isChunk(scanned)) {
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
