package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.dynamo.Packing.Placement;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings a session's attributes to where {@link Packing} wants them: which chunks are written before its head, and until
 * when they stay. Immutable.
 *
 * @param table the table
 * @param items the heads
 * @param packing the decisions
 */
record Placing(String table, NativeItems items, Packing packing) {

    /**
     * Of a session whose head is stored as a whole.
     *
     * @param changed the attributes that this write changes
     */
    Prepared whole(SessionRecord session, Set<String> changed, Instant now) {
        Placement placement = ended(session, place(session, changed), now);
        List<Request> first = new ArrayList<>(chunkWrites(placement));
        ChunkedAttributes before = ChunkedAttributes.of(session);
        if (!isTooShort(before, session.times().expiresAt(), now)) {
            return new Prepared(first, placement);
        }
        long end = items.grantedEnd(session.times(), now);
        first.addAll(prolong(before, end));
        return new Prepared(first, placement.endingAt(end));
    }

    /**
     * What precedes a head that is stored as a whole.
     *
     * @param first the calls; copied
     * @param placement where everything is then
     */
    record Prepared(List<Request> first, Placement placement) {

        Prepared {
            first = List.copyOf(first);
        }
    }

    /** Of what an update sets. */
    OfUpdate ofUpdate(Change.Update update, Instant now) {
        Map<String, EncodedValue> set = update.attributes().set();
        SessionRecord known = update.known();
        if (known == null) {
            boolean isSmall = set.entrySet().stream()
                    .allMatch(each -> Packing.sizeOf(each.getKey(), each.getValue())
                            <= packing.bounds().maxInHead());
            return isSmall
                    ? new OfUpdate(new Placement(set, ChunkedAttributes.NONE, List.of()), true)
                    : new OfUpdate(null, false);
        }
        ChunkedAttributes rest = ChunkedAttributes.of(known)
                .without(set.keySet())
                .without(update.attributes().removed());
        if (items.sizeAtMost(update, known) <= packing.bounds().maxHead()) {
            return new OfUpdate(new Placement(set, rest, List.of()), true);
        }
        SessionRecord next = update.appliedTo(known);
        Placement unmoved = Packing.asItIs(next);
        if (fits(next, unmoved)) {
            return new OfUpdate(unmoved, true);
        }
        Placement moved = ended(next, packing.placeChanged(next, set.keySet()), now);
        return new OfUpdate(moved, fits(next, moved) || !packing.isWorthwhile(moved));
    }

    /**
     * Where an update stores what it sets, if it moves nothing else.
     *
     * @param placement where; null: nothing is known of the session, and what it sets is large
     * @param isEnough whether nothing else is to be moved
     */
    record OfUpdate(@Nullable Placement placement, boolean isEnough) {}

    private boolean fits(SessionRecord session, Placement placement) {
        return items.sizeOfHead(session, placement.inHead(), placement.chunked())
                <= packing.bounds().maxHead();
    }

    /** With an end of the new chunks, which is not before that of the session's others. */
    private Placement ended(SessionRecord session, Placement placement, Instant now) {
        StoredSize size = size(session, placement);
        if (size.total() > size.limit()) {
            throw new SessionTooLargeException(size.total(), size.limit(), size.attributes(), null);
        }
        return placement.added().isEmpty() ? placement : placement.addedUntil(items.grantedEnd(session.times(), now));
    }

    /** The size of a session that is stored as a whole. */
    StoredSize size(SessionRecord session) {
        return size(session, place(session, Set.of()));
    }

    private Placement place(SessionRecord session, Set<String> changed) {
        ChunkedAttributes before = ChunkedAttributes.of(session);
        return packing.place(session, items.sizeOfHead(session, Packing.inHead(session), before), changed);
    }

    /** The size of a session, head and chunks; that of the head if it alone is too large, such as by many names. */
    private StoredSize size(SessionRecord session, Placement placement) {
        long head = items.sizeOfHead(session, placement.inHead(), placement.chunked());
        return head > ItemSize.MAX_ITEM
                ? new StoredSize(head, ItemSize.MAX_ITEM, sizes(session))
                : new StoredSize(head + placement.chunked().size(), ItemBounds.MAX_SESSION, sizes(session));
    }

    /** The size of each attribute, as far as it is known. */
    private static Map<String, Long> sizes(SessionRecord session) {
        Map<String, Long> sizes = new HashMap<>();
        ChunkedAttributes chunked = ChunkedAttributes.of(session);
        chunked.labels().forEach((name, label) -> {
            ChunkReference chunk = chunked.chunks().get(label);
            if (chunk != null) {
                sizes.put(name, (long) chunk.size() / chunked.namesIn(label).size());
            }
        });
        session.attributes().forEach((name, value) -> sizes.put(name, Packing.sizeOf(name, value)));
        return sizes;
    }

    /**
     * The writes of new chunks, each under the condition that it is not stored yet. An earlier attempt may have stored it
     * with an end that has become too early since; it has the same content.
     */
    List<Request> chunkWrites(Placement placement) {
        List<Request> writes = new ArrayList<>();
        Value.N end = NativeItems.secondsOf(placement.endOfAdded());
        for (ChunkItems.Chunk chunk : placement.added()) {
            for (Map<String, Value> content : chunk.items()) {
                Map<String, Value> item = new HashMap<>(content);
                item.put(NativeItems.TTL, end);
                ExpressionBuilder expression = new ExpressionBuilder();
                expression.require(
                        "attribute_not_exists(" + expression.name(items.keys().keyAttribute()) + ") OR "
                                + expression.name(NativeItems.TTL) + "<" + expression.value(end));
                writes.add(new Request.PutItem(table, item, expression.build()));
            }
        }
        return writes;
    }

    /** Whether chunks would end before a session does that expires then; also if they are no longer used. */
    boolean isTooShort(ChunkedAttributes chunked, @Nullable Instant expiresAt, Instant now) {
        Long end = chunked.end();
        return end != null && end < items.requiredEnd(expiresAt, now);
    }

    /** Lets the chunks of a session end later; one that is missing, or ends later already, stays as it is. */
    List<Request> prolong(ChunkedAttributes chunked, long end) {
        List<Request> writes = new ArrayList<>();
        for (ChunkReference chunk : chunked.chunks().values()) {
            for (String part : chunk.parts()) {
                ExpressionBuilder expression = new ExpressionBuilder();
                Value.N until = NativeItems.secondsOf(end);
                String ttl = expression.name(NativeItems.TTL);
                expression
                        .require("attribute_exists(" + expression.name(ChunkItems.WRITTEN_BY) + ")")
                        .require(ttl + "<" + expression.value(until))
                        .set(ttl, until);
                writes.add(new Request.UpdateItem(table, packing.chunks().key(part), expression.build()));
            }
        }
        return writes;
    }
}
