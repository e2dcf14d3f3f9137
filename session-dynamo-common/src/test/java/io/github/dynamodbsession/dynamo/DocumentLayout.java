package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.SessionOrigin;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.Stored;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.core.storage.Tombstone;
import io.github.dynamodbsession.core.storage.WriteHistory;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Expression;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A layout as small as can be that differs from the native one where layouts can: a session is one opaque document, so
 * that every change is a comparison with all of it; it has no write token outside the document; and its expiry is in
 * milliseconds, which DynamoDB's time to live cannot go by.
 */
record DocumentLayout(String table, Keys keys) implements TableLayout {

    static final LayoutChoice CHOICE = new LayoutChoice("document", "doc:", false, DocumentLayout::new);

    private static final String DOCUMENT = "document";
    private static final String CREATED = "created";
    private static final String EXPIRES = "expires";
    private static final String TOMBSTONE = "tombstone";
    private static final String RENAMED_TO = "renamedTo";
    private static final String ROUND = "round";
    private static final String INDEX = "by.";

    @Override
    public String keyAttribute() {
        return keys.keyAttribute();
    }

    @Override
    public Optional<String> ttlAttribute() {
        return Optional.empty();
    }

    @Override
    public boolean reserves(String name) {
        return List.of(DOCUMENT, CREATED, EXPIRES, TOMBSTONE, RENAMED_TO, ROUND).contains(name)
                || name.startsWith(INDEX);
    }

    @Override
    public Request.GetItem get(String id, boolean consistent) {
        return new Request.GetItem(table, keys.of(id), consistent);
    }

    @Override
    public LayoutWrite.InPlace create(SessionRecord session, Instant now) {
        return new LayoutWrite.InPlace(put(session, now));
    }

    private Request.PutItem put(SessionRecord session, Instant now) {
        ExpressionBuilder expression = new ExpressionBuilder();
        expression.require("(attribute_not_exists(" + expression.name(keys.keyAttribute()) + ") OR "
                + expression.name(EXPIRES) + "<=" + expression.value(millis(now)) + " AND "
                + expression.name(CREATED) + "<"
                + expression.value(millis(session.times().createdAt())) + ")");
        return new Request.PutItem(table, item(session), expression.build());
    }

    @Override
    public LayoutWrite update(Change.Update update, Instant now) {
        return replace(update, now);
    }

    @Override
    public LayoutWrite.WholeDocument replace(Change.Update update, Instant now) {
        return new LayoutWrite.WholeDocument(this::replacement);
    }

    @Override
    public LayoutWrite touch(String id, TimesChange times, Instant now) {
        return new LayoutWrite.WholeDocument(this::replacement);
    }

    private LayoutWrite.InPlace replacement(LayoutWrite.Seen seen, SessionRecord next) {
        return new LayoutWrite.InPlace(new Request.PutItem(table, item(next), unchanged(seen)));
    }

    @Override
    public LayoutWrite rename(Change.Rename rename, Instant now) {
        String move = rename.oldId() + rename.session().id() + rename.session().writeToken();
        return new LayoutWrite.WholeDocument((seen, next) -> new LayoutWrite.InPlace(new Request.TransactWriteItems(
                table,
                List.of(new Request.PutItem(table, item(rename.tombstone(now)), unchanged(seen)), put(next, now)),
                UUID.nameUUIDFromBytes(move.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toString())));
    }

    /** The document alone would not do: a session that has expired for good has another expiry outside it. */
    private static Expression unchanged(LayoutWrite.Seen seen) {
        ExpressionBuilder expression = new ExpressionBuilder();
        for (String name : List.of(DOCUMENT, EXPIRES)) {
            Value value = seen.item().get(name);
            expression.require(
                    value == null
                            ? "attribute_not_exists(" + expression.name(name) + ")"
                            : expression.name(name) + "=" + expression.value(value));
        }
        return expression.build();
    }

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
        return new Request.PutItem(table, item(Tombstone.ofDeleted(id, now)), condition.build());
    }

    @Override
    public Request expireForGood(SessionRecord expired, Instant seenExpiry) {
        ExpressionBuilder expression = new ExpressionBuilder();
        String expires = expression.name(EXPIRES);
        expression
                .require("attribute_exists(" + expression.name(DOCUMENT) + ")")
                .require(expires + "=" + expression.value(millis(seenExpiry)))
                .set(expires, millis(expired.times().expiresAt()));
        return new Request.UpdateItem(table, keys.of(expired.id()), expression.build());
    }

    @Override
    public Request claimRound(Instant now, Duration interval) {
        ExpressionBuilder expression = new ExpressionBuilder();
        String last = expression.name(ROUND);
        expression
                .require("(attribute_not_exists(" + last + ") OR " + last + "<="
                        + expression.value(millis(now.minus(interval))) + " OR " + last + ">"
                        + expression.value(millis(now.plus(interval))) + ")")
                .set(last, millis(now));
        return new Request.UpdateItem(table, keys.ofInternal("round"), expression.build());
    }

    @Override
    public TableLayout withRemovalDelay(Duration delay) {
        return this;
    }

    @Override
    public Request.Scan scanExpired(Instant before, Request.Part part) {
        ExpressionBuilder expression = ownPrefix(expired(before));
        expression.project(expression.name(CREATED));
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
        expression.require(expression.name(INDEX + index) + "=" + expression.value(new Value.S(value)));
        Map<String, Value> startKey = startKey(after);
        if (startKey != null) {
            startKey = new HashMap<>(startKey);
            startKey.put(INDEX + index, new Value.S(value));
        }
        return new Request.Query(table, INDEX + index, keysOnly(ownPrefix(expression)), limit, startKey);
    }

    @Override
    public Request.Index index(String name) {
        return new Request.Index(INDEX + name, INDEX + name, keys.keyAttribute());
    }

    @Override
    public @Nullable String endOf(Answer.Page page) {
        return page.nextKey() == null ? null : ((Value.S) page.nextKey().get(keys.keyAttribute())).content();
    }

    @Override
    public @Nullable Map<String, Value> startKey(@Nullable String after) {
        return after == null ? null : Map.of(keys.keyAttribute(), new Value.S(after));
    }

    @Override
    public Request.@Nullable Write deleteExpired(Map<String, Value> scanned, Instant before) {
        String id = idOf(scanned).orElse(null);
        if (id == null) {
            return null;
        }
        boolean isYoung = scanned.get(CREATED) instanceof Value.N created
                && instant(created).plus(Tombstone.MAX_DELAY).isAfter(before);
        return isYoung
                ? leave(id, before, expired(before))
                : new Request.DeleteItem(table, keys.of(id), expired(before).build());
    }

    @Override
    public Optional<String> idOf(Map<String, Value> item) {
        return keys.idOf(item);
    }

    @Override
    public StoredSize sizes(SessionRecord session) {
        Map<String, Long> attributes = new HashMap<>();
        session.attributes().forEach((name, value) -> attributes.put(name, name.length() + value.size()));
        return new StoredSize(ItemSize.of(item(session)), ItemSize.MAX_ITEM, attributes);
    }

    private ExpressionBuilder alive(Instant now) {
        ExpressionBuilder expression = new ExpressionBuilder();
        String expires = expression.name(EXPIRES);
        return expression
                .require("attribute_exists(" + expression.name(DOCUMENT) + ")")
                .require("(attribute_not_exists(" + expires + ") OR " + expires + ">" + expression.value(millis(now))
                        + ")");
    }

    private static ExpressionBuilder expired(Instant before) {
        ExpressionBuilder expression = new ExpressionBuilder();
        return expression.require(expression.name(EXPIRES) + "<=" + expression.value(millis(before)));
    }

    private ExpressionBuilder ownPrefix(ExpressionBuilder expression) {
        return expression.require("begins_with(" + expression.name(keys.keyAttribute()) + ","
                + expression.value(new Value.S(keys.prefix())) + ")");
    }

    private Expression keysOnly(ExpressionBuilder expression) {
        return expression.project(expression.name(keys.keyAttribute())).build();
    }

    private Map<String, Value> item(Tombstone tombstone) {
        Map<String, Value> item = new HashMap<>(keys.of(tombstone.id()));
        item.put(EXPIRES, millis(tombstone.endsAt()));
        item.put(TOMBSTONE, bytes(new ArrayList<>(tombstone.writes())));
        if (tombstone.renamedTo() != null) {
            item.put(RENAMED_TO, new Value.S(tombstone.renamedTo()));
        }
        return item;
    }

    private Map<String, Value> item(SessionRecord session) {
        TreeMap<String, Object> attributes = new TreeMap<>();
        session.attributes()
                .forEach((name, value) -> attributes.put(
                        name,
                        value instanceof EncodedValue.Text text
                                ? text.content()
                                : ((EncodedValue.Binary) value).toByteArray()));
        TreeMap<String, Object> document = new TreeMap<>();
        document.put("attributes", attributes);
        document.put("accessed", session.times().lastAccessedAt().toEpochMilli());
        document.put("interval", session.times().maxInactiveInterval().toMillis());
        document.put("token", session.writeToken());
        document.put("writes", new ArrayList<>(session.history().recent()));
        document.put("forgotten", session.history().forgotten());
        SessionOrigin origin = session.origin();
        document.put("origin", origin == null ? null : origin.toByteArray());
        Map<String, Value> item = new HashMap<>(keys.of(session.id()));
        item.put(DOCUMENT, bytes(document));
        item.put(CREATED, millis(session.times().createdAt()));
        if (session.times().expiresAt() != null) {
            item.put(EXPIRES, millis(session.times().expiresAt()));
        }
        session.indexed().forEach((name, value) -> item.put(INDEX + name, new Value.S(value)));
        return item;
    }

    @Override
    public Stored read(Map<String, Value> item) {
        String id = idOf(item).orElseThrow(() -> unreadable(null));
        try {
            return item.containsKey(TOMBSTONE) ? tombstone(id, item) : session(id, item);
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Tombstone tombstone(String id, Map<String, Value> item) {
        Instant endedAt = instant(item.get(EXPIRES)).minus(Tombstone.MAX_DELAY);
        String renamedTo = item.get(RENAMED_TO) instanceof Value.S text ? text.content() : null;
        return new Tombstone(id, endedAt, renamedTo, new TreeSet<>((Collection<String>) object(item.get(TOMBSTONE))));
    }

    @SuppressWarnings("unchecked")
    private static SessionRecord session(String id, Map<String, Value> item) {
        Map<String, Object> document = (Map<String, Object>) object(item.get(DOCUMENT));
        Map<String, EncodedValue> attributes = new HashMap<>();
        ((Map<String, Object>) document.get("attributes"))
                .forEach((name, value) -> attributes.put(
                        name,
                        value instanceof String text ? EncodedValue.text(text) : EncodedValue.binary((byte[]) value)));
        SessionTimes times = new SessionTimes(
                instant(item.get(CREATED)),
                Instant.ofEpochMilli((long) document.get("accessed")),
                Duration.ofMillis((long) document.get("interval")),
                item.containsKey(EXPIRES) ? instant(item.get(EXPIRES)) : null);
        Map<String, String> indexed = new HashMap<>();
        item.forEach((name, value) -> {
            if (name.startsWith(INDEX)) {
                indexed.put(name.substring(INDEX.length()), ((Value.S) value).content());
            }
        });
        WriteHistory history =
                WriteHistory.of((String) document.get("token"), (Collection<String>) document.get("writes"), (String)
                        document.get("forgotten"));
        byte[] origin = (byte[]) document.get("origin");
        return new SessionRecord(id, times, attributes, indexed, history)
                .withOrigin(origin == null ? null : SessionOrigin.of(origin));
    }

    private static SessionStorageException unreadable(@Nullable RuntimeException cause) {
        return new SessionStorageException("The document cannot be read.", false, cause);
    }

    private static Value.N millis(Instant instant) {
        return Value.N.of(instant.toEpochMilli());
    }

    private static Instant instant(Value millis) {
        return Instant.ofEpochMilli(Long.parseLong(((Value.N) millis).content()));
    }

    private static Value bytes(Object object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Value.B(ByteBuffer.wrap(bytes.toByteArray()));
    }

    private static Object object(Value bytes) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(((Value.B) bytes).toByteArray()))) {
            return in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
