package io.github.dynamodbsession.dynamo;

import static io.github.dynamodbsession.dynamo.NativeItems.ATTRIBUTES;
import static io.github.dynamodbsession.dynamo.NativeItems.CREATED_AT;
import static io.github.dynamodbsession.dynamo.NativeItems.EXPIRES_AT;
import static io.github.dynamodbsession.dynamo.NativeItems.FORGOTTEN;
import static io.github.dynamodbsession.dynamo.NativeItems.INDEX;
import static io.github.dynamodbsession.dynamo.NativeItems.INTERVAL;
import static io.github.dynamodbsession.dynamo.NativeItems.LAST_ACCESSED_AT;
import static io.github.dynamodbsession.dynamo.NativeItems.RENAMED_TO;
import static io.github.dynamodbsession.dynamo.NativeItems.TOKEN;
import static io.github.dynamodbsession.dynamo.NativeItems.TTL;
import static io.github.dynamodbsession.dynamo.NativeItems.WRITE;
import static io.github.dynamodbsession.dynamo.NativeItems.millis;

import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.IndexChanges;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.Stored;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.core.storage.Tombstone;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Expression;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One item a session: the key; {@code expires}, whole epoch seconds rounded up, for DynamoDB's time to live; the exact
 * times in milliseconds; the tokens of its last writes; and {@code attributes}, a map that is always there, so that one
 * conditional update changes single attributes. An ended session leaves a tombstone for some minutes. Besides, one small
 * item holds the start of the last reap round.
 */
final class NativeLayout implements TableLayout {

    private static final String REAP_ITEM = "reap";
    private static final String LAST_REAP_AT = "lastReapAt";

    private final String table;
    private final Keys keys;
    private final NativeItems items;

    NativeLayout(String table, Keys keys) {
        this(table, keys, Duration.ZERO);
    }

    private NativeLayout(String table, Keys keys, Duration removalDelay) {
        this.table = table;
        this.keys = keys;
        this.items = new NativeItems(keys, removalDelay);
    }

    @Override
    public TableLayout withRemovalDelay(Duration delay) {
        return new NativeLayout(table, keys, delay);
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
    public Request.PutItem create(SessionRecord session, Instant now) {
        ExpressionBuilder expression = new ExpressionBuilder();
        expression.require("(attribute_not_exists(" + expression.name(keys.keyAttribute()) + ") OR "
                + expression.name(EXPIRES_AT) + "<=" + expression.value(millis(now)) + " AND "
                + expression.name(CREATED_AT) + "<"
                + expression.value(millis(session.times().createdAt())) + ")");
        return new Request.PutItem(table, items.of(session), expression.build());
    }

    @Override
    public LayoutWrite update(Change.Update update, Instant now) {
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
        changes.set()
                .forEach((name, encoded) -> expression.set(
                        expression.path(ATTRIBUTES, AttributeNames.escape(name)), EncodedValues.toValue(encoded)));
        changes.removed().forEach(name -> expression.remove(expression.path(ATTRIBUTES, AttributeNames.escape(name))));
        finishContentWrite(expression, update);
        return expression.fits()
                ? new LayoutWrite.InPlace(new Request.UpdateItem(table, keys.of(update.id()), expression.build()))
                : replace(update, now);
    }

    @Override
    public LayoutWrite.Replacement replace(Change.Update update, Instant now) {
        return new LayoutWrite.Replacement((seen, next) -> replace(update, seen, next, now));
    }

    private Request.UpdateItem replace(Change.Update update, LayoutWrite.Seen seen, SessionRecord next, Instant now) {
        ExpressionBuilder expression = alive(now);
        requireToken(expression, seen.session().writeToken());
        expression.set(expression.name(ATTRIBUTES), EncodedValues.toMap(next.attributes()));
        finishContentWrite(expression, update);
        return new Request.UpdateItem(table, keys.of(update.id()), expression.build());
    }

    private void finishContentWrite(ExpressionBuilder expression, Change.Update update) {
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
            applyTimes(expression, update.times());
        }
    }

    /** A touch keeps the token, but must not be undone: no later access than the new one may be stored. */
    @Override
    public LayoutWrite.InPlace rename(Change.Rename rename, Instant now) {
        ExpressionBuilder expression = alive(now);
        requireToken(expression, rename.expectedToken());
        Instant accessed = rename.session().times().lastAccessedAt();
        expression.require(expression.name(LAST_ACCESSED_AT) + "<=" + expression.value(millis(accessed)));
        return new LayoutWrite.InPlace(new Request.TransactWriteItems(
                table,
                List.of(
                        new Request.PutItem(table, items.of(rename.tombstone(now)), expression.build()),
                        create(rename.session(), now)),
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
        applyTimes(expression, times);
        return new LayoutWrite.InPlace(new Request.UpdateItem(table, keys.of(id), expression.build()));
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
        ExpressionBuilder expression = ownPrefix(expired(before));
        expression.project(expression.name(CREATED_AT));
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
    public Request.Write deleteExpired(Map<String, Value> scanned, Instant before) {
        String id = idOf(scanned).orElseThrow();
        return NativeItems.isYoung(scanned, before)
                ? leave(id, before, expired(before))
                : new Request.DeleteItem(table, keys.of(id), expired(before).build());
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
    private void applyTimes(ExpressionBuilder expression, TimesChange times) {
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
        Map<String, Long> attributes = new HashMap<>();
        session.attributes()
                .forEach((name, encoded) -> attributes.put(
                        name, ItemSize.of(Map.of(AttributeNames.escape(name), EncodedValues.toValue(encoded)))));
        return new StoredSize(ItemSize.of(item(session)), ItemSize.MAX_ITEM, attributes);
    }

    /** The item that a session is stored as. */
    Map<String, Value> item(SessionRecord session) {
        return items.of(session);
    }
}
