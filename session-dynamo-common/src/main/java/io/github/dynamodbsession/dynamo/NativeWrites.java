package io.github.dynamodbsession.dynamo;

import static io.github.dynamodbsession.dynamo.NativeConditions.alive;
import static io.github.dynamodbsession.dynamo.NativeConditions.requireToken;
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
import static io.github.dynamodbsession.dynamo.NativeItems.TOKEN;
import static io.github.dynamodbsession.dynamo.NativeItems.TTL;
import static io.github.dynamodbsession.dynamo.NativeItems.WRITE;
import static io.github.dynamodbsession.dynamo.NativeItems.millis;

import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.IndexChanges;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.dynamo.Packing.Placement;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The writes of content and times in the native layout: the expression of each, and the chunks that come before it.
 * Immutable.
 *
 * @param table the table
 * @param items the heads
 * @param placing where attributes are stored
 */
record NativeWrites(String table, NativeItems items, Placing placing) {

    LayoutWrite.InPlace create(SessionRecord session, Instant now) {
        Placing.Prepared prepared = placing.whole(session, session.attributes().keySet(), now);
        return new LayoutWrite.InPlace(prepared.first(), put(session, prepared.placement(), now));
    }

    private Request.PutItem put(SessionRecord session, Placement placement, Instant now) {
        ExpressionBuilder expression = new ExpressionBuilder();
        expression.require(
                "(attribute_not_exists(" + expression.name(items.keys().keyAttribute()) + ") OR "
                        + expression.name(EXPIRES_AT) + "<=" + expression.value(millis(now)) + " AND "
                        + expression.name(CREATED_AT) + "<"
                        + expression.value(millis(session.times().createdAt())) + ")");
        return new Request.PutItem(table, items.of(session, placement), expression.build());
    }

    LayoutWrite update(Change.Update update, Instant now) {
        Placing.OfUpdate alone = placing.ofUpdate(update, now);
        LayoutWrite.InPlace inPlace = alone.placement() == null ? null : inPlace(update, alone.placement(), now);
        return inPlace != null && alone.isEnough() ? inPlace : replace(update, inPlace, now);
    }

    /** Null if one expression cannot hold so many changes. */
    private LayoutWrite.@Nullable InPlace inPlace(Change.Update update, Placement placement, Instant now) {
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
                        new Request.UpdateItem(table, items.keys().of(update.id()), expression.build()))
                : null;
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

    LayoutWrite.Replacement replace(Change.Update update, Instant now) {
        return replace(update, null, now);
    }

    private LayoutWrite.Replacement replace(
            Change.Update update, LayoutWrite.@Nullable InPlace otherwise, Instant now) {
        return new LayoutWrite.Replacement(
                new LayoutWrite.Comparison() {
                    @Override
                    public LayoutWrite.InPlace write(LayoutWrite.Seen seen, SessionRecord next) {
                        return replace(
                                seen.session(), next, update.attributes().set().keySet(), now);
                    }

                    @Override
                    public Set<String> toLoad(SessionRecord seen) {
                        return placing.packing().toLoad(update.appliedTo(seen));
                    }
                },
                otherwise);
    }

    /** The whole head: neither another write of content nor a touch may come in between. */
    private LayoutWrite.InPlace replace(SessionRecord seen, SessionRecord next, Set<String> changed, Instant now) {
        Placing.Prepared prepared = placing.whole(next, changed, now);
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
    LayoutWrite.InPlace rename(Change.Rename rename, Instant now) {
        ExpressionBuilder expression = alive(now);
        requireToken(expression, rename.expectedToken());
        Instant accessed = rename.session().times().lastAccessedAt();
        expression.require(expression.name(LAST_ACCESSED_AT) + "<=" + expression.value(millis(accessed)));
        SessionRecord session = rename.session();
        Placing.Prepared prepared = placing.whole(session, Set.of(), now);
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

    LayoutWrite.InPlace touch(String id, TimesChange times, Instant now) {
        ExpressionBuilder expression = alive(now);
        applyTimes(expression, times, now);
        return new LayoutWrite.InPlace(
                new Request.UpdateItem(table, items.keys().of(id), expression.build()));
    }

    LayoutWrite.@Nullable InPlace prolong(SessionRecord session, TimesChange times, Instant now) {
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
                new Request.UpdateItem(table, items.keys().of(session.id()), expression.build()));
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
}
