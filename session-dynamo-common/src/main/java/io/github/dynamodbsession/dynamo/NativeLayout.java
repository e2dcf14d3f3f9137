package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.IndexChanges;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.core.storage.WriteTokens;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One item a session: the key; {@code expires}, whole epoch seconds rounded up, which DynamoDB's time to live goes by;
 * the exact times in milliseconds; the write token; and {@code attributes}, a map that is always there, so that one
 * conditional update changes single attributes. Besides, one small item that says when the last clean-up began.
 */
final class NativeLayout implements TableLayout {

    private static final String TTL = "expires";
    private static final String EXPIRES_AT = "expiresAt";
    private static final String CREATED_AT = "createdAt";
    private static final String LAST_ACCESSED_AT = "lastAccessedAt";
    private static final String INTERVAL = "maxInactiveInterval";
    private static final String TOKEN = "writeToken";
    private static final String UPDATES = "updates";
    private static final String ATTRIBUTES = "attributes";

    /** Begins the name of each attribute with an indexed value, which is the name of its index as well. */
    private static final String INDEX = "index.";

    private static final String REAP_ITEM = "reap";
    private static final String LAST_REAP_AT = "lastReapAt";

    private static final Set<String> OWN_ATTRIBUTES =
            Set.of(TTL, EXPIRES_AT, CREATED_AT, LAST_ACCESSED_AT, INTERVAL, TOKEN, UPDATES, ATTRIBUTES, LAST_REAP_AT);

    private static final long MILLIS_PER_SECOND = 1000;

    /** Whether the layout uses a name itself, so that the key must not be called so. */
    static boolean isOwnAttribute(String name) {
        return OWN_ATTRIBUTES.contains(name) || name.startsWith(INDEX);
    }

    private final String table;
    private final Keys keys;
    private final Duration removalDelay;

    NativeLayout(String table, Keys keys) {
        this(table, keys, Duration.ZERO);
    }

    private NativeLayout(String table, Keys keys, Duration removalDelay) {
        this.table = table;
        this.keys = keys;
        this.removalDelay = removalDelay;
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
    public String ttlAttribute() {
        return TTL;
    }

    @Override
    public Request.GetItem get(String id, boolean consistent) {
        return new Request.GetItem(table, keys.of(id), consistent);
    }

    @Override
    public Request.PutItem create(SessionRecord session, Instant now) {
        ExpressionBuilder expression = new ExpressionBuilder();
        expression.require("(attribute_not_exists(" + expression.name(keys.keyAttribute()) + ") OR "
                + expression.name(EXPIRES_AT) + "<=" + expression.value(millis(now)) + ")");
        return new Request.PutItem(table, item(session), expression.build());
    }

    @Override
    public Optional<Request.UpdateItem> update(
            String id,
            AttributeChanges changes,
            IndexChanges indexed,
            @Nullable TimesChange times,
            String writeToken,
            Instant now) {
        ExpressionBuilder expression = alive(now);
        changes.set()
                .forEach((name, encoded) -> expression.set(
                        expression.path(ATTRIBUTES, AttributeNames.escape(name)), EncodedValues.toValue(encoded)));
        changes.removed().forEach(name -> expression.remove(expression.path(ATTRIBUTES, AttributeNames.escape(name))));
        return finishContentWrite(id, expression, indexed, times, writeToken);
    }

    @Override
    public Request.UpdateItem replace(
            String id,
            Map<String, EncodedValue> attributes,
            IndexChanges indexed,
            @Nullable TimesChange times,
            String expectedToken,
            String writeToken,
            Instant now) {
        ExpressionBuilder expression = alive(now);
        requireToken(expression, expectedToken);
        expression.set(expression.name(ATTRIBUTES), EncodedValues.toMap(attributes));
        return finishContentWrite(id, expression, indexed, times, writeToken).orElseThrow();
    }

    private Optional<Request.UpdateItem> finishContentWrite(
            String id,
            ExpressionBuilder expression,
            IndexChanges indexed,
            @Nullable TimesChange times,
            String writeToken) {
        indexed.set().forEach((name, value) -> expression.set(expression.name(INDEX + name), new Value.S(value)));
        indexed.removed().forEach(name -> expression.remove(expression.name(INDEX + name)));
        expression.set(expression.name(TOKEN), new Value.S(writeToken)).add(expression.name(UPDATES), Value.N.of(1));
        if (times != null) {
            applyTimes(expression, times);
        }
        return expression.fits()
                ? Optional.of(new Request.UpdateItem(table, keys.of(id), expression.build()))
                : Optional.empty();
    }

    @Override
    public Request.TransactWriteItems rename(String oldId, String expectedToken, SessionRecord session, Instant now) {
        ExpressionBuilder expression = alive(now);
        requireToken(expression, expectedToken);
        return new Request.TransactWriteItems(
                table,
                List.of(new Request.DeleteItem(table, keys.of(oldId), expression.build()), create(session, now)),
                clientRequestToken(oldId, session));
    }

    /** The same for a repetition of the same move only: 36 characters, as many as DynamoDB takes. */
    private static String clientRequestToken(String oldId, SessionRecord session) {
        String move = oldId + "/" + session.id() + "/" + session.writeToken();
        return UUID.nameUUIDFromBytes(move.getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Override
    public Request.UpdateItem touch(String id, TimesChange times, Instant now) {
        ExpressionBuilder expression = alive(now);
        applyTimes(expression, times);
        return new Request.UpdateItem(table, keys.of(id), expression.build());
    }

    @Override
    public Request.DeleteItem delete(String id) {
        ExpressionBuilder expression = new ExpressionBuilder();
        expression.require("attribute_exists(" + expression.name(keys.keyAttribute()) + ")");
        return new Request.DeleteItem(table, keys.of(id), expression.build());
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
        return new Request.Scan(table, keysOnly(ownPrefix(expired(before))), false, part);
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
        throw unreadable("the key that a page ended at is no string");
    }

    @Override
    public @Nullable Map<String, Value> startKey(@Nullable String after) {
        return after == null ? null : Map.of(keys.keyAttribute(), new Value.S(after));
    }

    @Override
    public Request.DeleteItem deleteAlive(String id, Instant now) {
        return new Request.DeleteItem(table, keys.of(id), alive(now).build());
    }

    @Override
    public Request.DeleteItem deleteExpired(String id, Instant before) {
        return new Request.DeleteItem(table, keys.of(id), expired(before).build());
    }

    private static ExpressionBuilder expired(Instant before) {
        ExpressionBuilder expression = new ExpressionBuilder();
        return expression.require(expression.name(EXPIRES_AT) + "<=" + expression.value(millis(before)));
    }

    /** Holds only for an item that is there and has not expired: nothing is ever brought back. */
    private ExpressionBuilder alive(Instant now) {
        ExpressionBuilder expression = new ExpressionBuilder();
        String expiresAt = expression.name(EXPIRES_AT);
        return expression
                .require("attribute_exists(" + expression.name(keys.keyAttribute()) + ")")
                .require("(attribute_not_exists(" + expiresAt + ") OR " + expiresAt + ">"
                        + expression.value(millis(now)) + ")");
    }

    /** A token alone may come back: an update that is carried out twice, with another in between, brings its own. */
    private static void requireToken(ExpressionBuilder expression, String stored) {
        expression.require(expression.name(TOKEN) + "=" + expression.value(new Value.S(WriteTokens.token(stored))));
        String updates = expression.name(UPDATES);
        long number = WriteTokens.updates(stored);
        expression.require(
                number == 0
                        ? "attribute_not_exists(" + updates + ")"
                        : updates + "=" + expression.value(Value.N.of(number)));
    }

    /** The condition is {@link TimesChange#appliesTo}, asked where the item lies. */
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
                    .set(expression.name(TTL), timeToLive(expiresAt));
        }
    }

    @Override
    public Optional<String> idOf(Map<String, Value> item) {
        return keys.idOf(item);
    }

    @Override
    public SessionRecord read(Map<String, Value> item) {
        String id = keys.idOf(item).orElseThrow(() -> unreadable("its key is no session's"));
        Instant expiresAt = item.containsKey(EXPIRES_AT) ? Instant.ofEpochMilli(number(item, EXPIRES_AT)) : null;
        SessionTimes times = new SessionTimes(
                Instant.ofEpochMilli(number(item, CREATED_AT)),
                Instant.ofEpochMilli(number(item, LAST_ACCESSED_AT)),
                Duration.ofMillis(number(item, INTERVAL)),
                expiresAt);
        if (!times.isInRange()) {
            throw unreadable("its times are out of range");
        }
        if (!(item.get(TOKEN) instanceof Value.S token)) {
            throw unreadable("it has no string '" + TOKEN + "'");
        }
        if (!(item.get(ATTRIBUTES) instanceof Value.M attributes)) {
            throw unreadable("it has no map '" + ATTRIBUTES + "'");
        }
        long updates = item.containsKey(UPDATES) ? number(item, UPDATES) : 0;
        return new SessionRecord(
                id, times, EncodedValues.fromMap(attributes), indexed(item), WriteTokens.of(token.content(), updates));
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

    @Override
    public Map<String, Value> item(SessionRecord session) {
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
        item.put(TOKEN, new Value.S(WriteTokens.token(session.writeToken())));
        long updates = WriteTokens.updates(session.writeToken());
        if (updates > 0) {
            item.put(UPDATES, Value.N.of(updates));
        }
        item.put(ATTRIBUTES, EncodedValues.toMap(session.attributes()));
        session.indexed().forEach((name, value) -> item.put(INDEX + name, new Value.S(value)));
        return item;
    }

    private static Value.N millis(Instant instant) {
        return Value.N.of(instant.toEpochMilli());
    }

    private static Value.N millis(Duration duration) {
        return Value.N.of(duration.toMillis());
    }

    /** Rounded up, so that DynamoDB's time to live never removes a session before its exact expiry. */
    private Value.N timeToLive(Instant expiresAt) {
        return Value.N.of(-Math.floorDiv(-expiresAt.plus(removalDelay).toEpochMilli(), MILLIS_PER_SECOND));
    }

    private static long number(Map<String, Value> item, String attribute) {
        if (item.get(attribute) instanceof Value.N number) {
            try {
                return Long.parseLong(number.content());
            } catch (NumberFormatException e) {
                throw unreadable("its number '" + attribute + "' is not a whole one");
            }
        }
        throw unreadable("it has no number '" + attribute + "'");
    }

    private static SessionStorageException unreadable(String why) {
        return new SessionStorageException(
                "An item of the sessions' table cannot be read: " + why
                        + ". Something else wrote it; remove it, or use another keyPrefix.",
                false,
                null);
    }
}
