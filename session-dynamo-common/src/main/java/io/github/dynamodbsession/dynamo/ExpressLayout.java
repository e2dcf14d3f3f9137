package io.github.dynamodbsession.dynamo;

import static io.github.dynamodbsession.dynamo.ExpressItems.CREATED_AT;
import static io.github.dynamodbsession.dynamo.ExpressItems.ENDED_AT;
import static io.github.dynamodbsession.dynamo.ExpressItems.INDEX;
import static io.github.dynamodbsession.dynamo.ExpressItems.JAVA;
import static io.github.dynamodbsession.dynamo.ExpressItems.RENAMED_TO;
import static io.github.dynamodbsession.dynamo.ExpressItems.millis;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.Stored;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.core.storage.Tombstone;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table of a session store for Express: one document for each session, so that a change is applied to the newest
 * one and written if it is still that one. Java nodes lose nothing among themselves, and overwrite nothing that an Express
 * node wrote in between; Express nodes overwrite and delete as they always do. There is no attribute for DynamoDB's time
 * to live: {@code expires} ends when the session does, so the reaper removes sessions.
 */
final class ExpressLayout implements TableLayout {

    /** With it begins every id that is the hash of a token, and no other ({@code SessionToken}). */
    private static final char HASH_MARK = '~';

    /** The attributes that hold a session in one of the layouts. */
    private static final List<String> CONTENTS = List.of("content", "sess", "attributes");

    private final String table;
    private final Keys keys;
    private final OwnItems own;
    private final ExpressSpec spec;
    private final ExpressExpiry expiry;
    private final ExpressItems items;

    ExpressLayout(String table, Keys keys, ExpressSpec spec) {
        this.table = table;
        this.keys = keys;
        this.own = new OwnItems(table, keys, INDEX);
        this.spec = spec;
        this.expiry = spec.expiry();
        this.items = new ExpressItems(keys, spec);
    }

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
        return items.reserves(name);
    }

    @Override
    public TableLayout withRemovalDelay(Duration delay) {
        return this;
    }

    @Override
    public Request.GetItem get(String id, boolean consistent) {
        return new Request.GetItem(table, keys.of(id), consistent);
    }

    // ---- writes of one session ----

    @Override
    public LayoutWrite.InPlace create(SessionRecord session, Instant now) {
        return new LayoutWrite.InPlace(
                put(session, items.of(session, ExpressDocument.begin(spec, session), null), now));
    }

    /** In place of nothing, of what the Node store takes for absent, of a tombstone that is over, or of an expired session. */
    private Request.PutItem put(SessionRecord session, Map<String, Value> item, Instant now) {
        if (spec.refusesHashes() && session.id().charAt(0) == HASH_MARK) {
            throw new SessionConfigurationException(
                    "tokens must be PLAIN with the layout " + spec.layout()
                            + ", since Express looks for a session by what the cookie carries; nothing was stored",
                    null);
        }
        ExpressionBuilder expression = new ExpressionBuilder();
        String createdAt = expression.path(JAVA, CREATED_AT);
        String isNew = "attribute_not_exists(" + expression.name(keys.keyAttribute()) + ")";
        String isEmpty = "attribute_not_exists(" + expression.name(spec.content()) + ") AND (attribute_not_exists("
                + expression.name(JAVA) + ") OR " + expression.path(JAVA, ENDED_AT) + "<="
                + expression.value(millis(now.minus(Tombstone.MAX_DELAY))) + ")";
        String isOver = expiry.expired(expression, now) + " AND (attribute_not_exists(" + createdAt + ") OR "
                + createdAt + "<" + expression.value(millis(session.times().createdAt())) + ")";
        expression.require("(" + isNew + " OR " + isEmpty + " OR " + isOver + ")");
        return new Request.PutItem(table, item, expression.build());
    }

    @Override
    public LayoutWrite.WholeDocument update(Change.Update update, Instant now) {
        requireStorable(update.attributes().set());
        return new LayoutWrite.WholeDocument(this::change);
    }

    /** Before anything is read: a value that is no JSON is refused whatever is stored. */
    private void requireStorable(Map<String, EncodedValue> attributes) {
        attributes.forEach((name, value) -> ExpressDocument.toJson(spec, name, value));
    }

    /** An expression of this layout is never too large: it has one value for all attributes. */
    @Override
    public LayoutWrite.WholeDocument replace(Change.Update update, Instant now) {
        return update(update, now);
    }

    @Override
    public LayoutWrite.WholeDocument touch(String id, TimesChange times, Instant now) {
        return new LayoutWrite.WholeDocument(this::change);
    }

    private LayoutWrite.InPlace change(LayoutWrite.Seen seen, SessionRecord next) {
        SessionRecord before = seen.session();
        ExpressDocument document = documentOf(seen).with(before, next);
        ExpressionBuilder expression = unchanged(seen);
        boolean sameEnd =
                Objects.equals(before.times().expiresAt(), next.times().expiresAt());
        Value expires = sameEnd
                ? seen.item().get(ExpressExpiry.ATTRIBUTE)
                : expiry.of(next.times().expiresAt());
        expression
                .set(expression.name(spec.content()), spec.contentForm().write(document.text(), contentOf(seen)))
                .set(expression.name(JAVA), items.java(next, expires));
        if (!sameEnd) {
            setOrRemove(expression, ExpressExpiry.ATTRIBUTE, expires);
        }
        if (!before.attributes().equals(next.attributes())) {
            Map<String, Value> special = items.specialKeys(document);
            spec.specialKeys().keySet().forEach(name -> setOrRemove(expression, name, special.get(name)));
        }
        Set<String> indexes = new HashSet<>(before.indexed().keySet());
        indexes.addAll(next.indexed().keySet());
        for (String name : indexes) {
            String value = next.indexed().get(name);
            setOrRemove(expression, INDEX + name, value == null ? null : new Value.S(value));
        }
        return new LayoutWrite.InPlace(new Request.UpdateItem(table, keys.of(next.id()), expression.build()));
    }

    private static void setOrRemove(ExpressionBuilder expression, String name, @Nullable Value value) {
        if (value == null) {
            expression.remove(expression.name(name));
        } else {
            expression.set(expression.name(name), value);
        }
    }

    private ExpressDocument documentOf(LayoutWrite.Seen seen) {
        return ExpressDocument.of(spec, jsonOf(seen));
    }

    private Value contentOf(LayoutWrite.Seen seen) {
        return Objects.requireNonNull(seen.item().get(spec.content()));
    }

    private String jsonOf(LayoutWrite.Seen seen) {
        return Objects.requireNonNull(spec.contentForm().read(contentOf(seen)));
    }

    /** Each of these is written by Java, and the first two by Express. */
    private ExpressionBuilder unchanged(LayoutWrite.Seen seen) {
        ExpressionBuilder expression = new ExpressionBuilder();
        for (String name : List.of(spec.content(), ExpressExpiry.ATTRIBUTE, JAVA)) {
            Value value = seen.item().get(name);
            expression.require(
                    value == null
                            ? "attribute_not_exists(" + expression.name(name) + ")"
                            : expression.name(name) + "=" + expression.value(value));
        }
        return expression;
    }

    @Override
    public LayoutWrite.WholeDocument rename(Change.Rename rename, Instant now) {
        SessionRecord session = rename.session();
        requireStorable(session.attributes());
        return new LayoutWrite.WholeDocument((seen, next) -> new LayoutWrite.InPlace(new Request.TransactWriteItems(
                table,
                List.of(
                        new Request.PutItem(
                                table,
                                items.of(rename.tombstone(now)),
                                unchanged(seen).build()),
                        put(next, moved(seen, next), now)),
                clientRequestToken(rename, seen))));
    }

    /**
     * The same for a repetition of the same id change of the same item only: 36 characters, DynamoDB's maximum. An Express
     * node may change the item between two attempts, and DynamoDB refuses another request with the same token.
     */
    private String clientRequestToken(Change.Rename rename, LayoutWrite.Seen seen) {
        StringBuilder move = new StringBuilder()
                .append(rename.oldId())
                .append('/')
                .append(rename.session().id())
                .append('/')
                .append(rename.session().writeToken())
                .append('/')
                .append(seen.session().writeToken());
        if (seen.item().get(ExpressExpiry.ATTRIBUTE) instanceof Value.N expires) {
            move.append('/').append(expires.content());
        }
        move.append('/').append(jsonOf(seen));
        return UUID.nameUUIDFromBytes(move.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** With what else the item has. */
    private Map<String, Value> moved(LayoutWrite.Seen seen, SessionRecord next) {
        ExpressDocument document = documentOf(seen).with(seen.session(), next);
        Map<String, Value> item = new HashMap<>();
        seen.item().forEach((name, value) -> {
            if (!reserves(name)) {
                item.put(name, value);
            }
        });
        item.putAll(items.of(next, document, contentOf(seen)));
        return item;
    }

    @Override
    public Request.PutItem delete(String id, Instant now) {
        ExpressionBuilder expression = new ExpressionBuilder();
        return leave(id, now, expression.require("attribute_not_exists(" + expression.path(JAVA, RENAMED_TO) + ")"));
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
        Instant end = Objects.requireNonNull(expired.times().expiresAt(), "expired, but without an expiry");
        ExpressionBuilder expression = new ExpressionBuilder();
        expression
                .require("attribute_exists(" + expression.name(spec.content()) + ")")
                .require(expiry.unchanged(expression, seenExpiry));
        Instant notLater = end.minus(expiry.step()).plusMillis(1);
        setOrRemove(expression, ExpressExpiry.ATTRIBUTE, expiry.of(notLater));
        return new Request.UpdateItem(table, keys.of(expired.id()), expression.build());
    }

    // ---- many sessions ----

    @Override
    public Request.UpdateItem claimRound(Instant now, Duration interval) {
        return ReapRound.claim(table, keys, now, interval);
    }

    @Override
    public Request.Scan scanExpired(Instant before, Request.Part part) {
        ExpressionBuilder expression = expired(before);
        expression.project(expression.name(JAVA));
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
        String id = idOf(scanned).orElse(null);
        if (id == null) {
            return null;
        }
        return ExpressItems.isYoung(scanned, before)
                ? leave(id, before, expired(before))
                : new Request.DeleteItem(table, keys.of(id), expired(before).build());
    }

    private ExpressionBuilder alive(Instant now) {
        ExpressionBuilder expression = new ExpressionBuilder();
        return expression
                .require("attribute_exists(" + expression.name(spec.content()) + ")")
                .require(expiry.alive(expression, now));
    }

    /** Not the sessions of another layout, whose numbers are of another unit: a wrong option must delete nothing. */
    private ExpressionBuilder expired(Instant before) {
        ExpressionBuilder expression = new ExpressionBuilder();
        expression.require(expiry.expired(expression, before));
        StringBuilder own = new StringBuilder();
        for (String name : List.of(spec.content(), JAVA)) {
            own.append("attribute_exists(").append(expression.name(name)).append(") OR ");
        }
        for (String name : CONTENTS) {
            own.append(name.equals(CONTENTS.get(0)) ? "" : " AND ")
                    .append("attribute_not_exists(")
                    .append(expression.name(name))
                    .append(')');
        }
        return expression.require("(" + own + ")");
    }

    // ---- reading ----

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
        ExpressDocument document = ExpressDocument.begin(spec, session);
        Map<String, Long> attributes = new HashMap<>();
        session.attributes()
                .forEach((name, value) -> attributes.put(
                        name,
                        ItemSize.utf8(JsonObjectText.quoted(name))
                                + ItemSize.utf8(ExpressDocument.toJson(spec, name, value))));
        return new StoredSize(ItemSize.of(items.of(session, document, null)), ItemSize.MAX_ITEM, attributes);
    }
}
