package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.core.storage.WriteTokens;
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
 * conditional update changes single attributes.
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

    /** What the key must not be called. */
    static final Set<String> OWN_ATTRIBUTES =
            Set.of(TTL, EXPIRES_AT, CREATED_AT, LAST_ACCESSED_AT, INTERVAL, TOKEN, UPDATES, ATTRIBUTES);

    private static final long MILLIS_PER_SECOND = 1000;

    private final String table;
    private final Keys keys;

    NativeLayout(String table, Keys keys) {
        this.table = table;
        this.keys = keys;
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
            String id, AttributeChanges changes, @Nullable TimesChange times, String writeToken, Instant now) {
        ExpressionBuilder expression = alive(now);
        changes.set()
                .forEach((name, encoded) -> expression.set(
                        expression.path(ATTRIBUTES, AttributeNames.escape(name)), EncodedValues.toValue(encoded)));
        changes.removed().forEach(name -> expression.remove(expression.path(ATTRIBUTES, AttributeNames.escape(name))));
        return finishContentWrite(id, expression, times, writeToken);
    }

    @Override
    public Request.UpdateItem replace(
            String id,
            Map<String, EncodedValue> attributes,
            @Nullable TimesChange times,
            String expectedToken,
            String writeToken,
            Instant now) {
        ExpressionBuilder expression = alive(now);
        requireToken(expression, expectedToken);
        expression.set(expression.name(ATTRIBUTES), EncodedValues.toMap(attributes));
        return finishContentWrite(id, expression, times, writeToken).orElseThrow();
    }

    private Optional<Request.UpdateItem> finishContentWrite(
            String id, ExpressionBuilder expression, @Nullable TimesChange times, String writeToken) {
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
    public Request.Scan scanExpired(Instant before, @Nullable Map<String, Value> startKey) {
        ExpressionBuilder expression = expired(before);
        String key = expression.name(keys.keyAttribute());
        if (!keys.prefix().isEmpty()) {
            expression.require("begins_with(" + key + "," + expression.value(new Value.S(keys.prefix())) + ")");
        }
        return new Request.Scan(table, expression.project(key).build(), startKey);
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
    private static void applyTimes(ExpressionBuilder expression, TimesChange times) {
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
                    .set(expression.name(TTL), secondsRoundedUp(expiresAt));
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
        if (!(item.get(TOKEN) instanceof Value.S token)) {
            throw unreadable("it has no string '" + TOKEN + "'");
        }
        if (!(item.get(ATTRIBUTES) instanceof Value.M attributes)) {
            throw unreadable("it has no map '" + ATTRIBUTES + "'");
        }
        long updates = item.containsKey(UPDATES) ? number(item, UPDATES) : 0;
        return new SessionRecord(
                id, times, EncodedValues.fromMap(attributes), WriteTokens.of(token.content(), updates));
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
            item.put(TTL, secondsRoundedUp(expiresAt));
        }
        item.put(TOKEN, new Value.S(WriteTokens.token(session.writeToken())));
        long updates = WriteTokens.updates(session.writeToken());
        if (updates > 0) {
            item.put(UPDATES, Value.N.of(updates));
        }
        item.put(ATTRIBUTES, EncodedValues.toMap(session.attributes()));
        return item;
    }

    private static Value.N millis(Instant instant) {
        return Value.N.of(instant.toEpochMilli());
    }

    private static Value.N millis(Duration duration) {
        return Value.N.of(duration.toMillis());
    }

    /** Rounded up, so that DynamoDB's time to live never removes a session before its exact expiry. */
    private static Value.N secondsRoundedUp(Instant instant) {
        return Value.N.of(-Math.floorDiv(-instant.toEpochMilli(), MILLIS_PER_SECOND));
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
