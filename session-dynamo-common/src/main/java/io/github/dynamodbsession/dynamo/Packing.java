package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.dynamo.ChunkItems.Chunk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides which attributes a head contains, and which are in chunks. DynamoDB bills a write by the whole item, so a head
 * holds what is small or changes often: a value moves to a chunk if the head would be too large, the largest ones first, and
 * those that this write changes last. Pure.
 *
 * @param bounds the sizes to keep to
 * @param chunks makes the chunks
 */
record Packing(ItemBounds bounds, ChunkItems chunks) {

    /** As many packs that are not half full are made anew together. */
    private static final int MANY_SMALL_PACKS = 4;

    /** What a head has for an attribute in a chunk, besides its name: the prefix of the name, and a label. */
    private static final int NAME_IN_CHUNK = NativeItems.IN_CHUNK.length() + ChunkLabels.LENGTH;

    /** The name of a chunk's attribute in the head. */
    private static final int CHUNK_IN_HEAD = NativeItems.CHUNK.length() + ChunkLabels.LENGTH;

    /**
     * Where the attributes of a session are to be stored.
     *
     * @param inHead those in its head
     * @param chunked those in chunks, with the new ones
     * @param added the chunks to be written
     * @param endOfAdded when these end, in epoch seconds
     */
    record Placement(Map<String, EncodedValue> inHead, ChunkedAttributes chunked, List<Chunk> added, long endOfAdded) {

        Placement(Map<String, EncodedValue> inHead, ChunkedAttributes chunked, List<Chunk> added) {
            this(inHead, chunked, added, 0);
        }

        /** With an end of the new chunks, but not before that of others. */
        Placement addedUntil(long end) {
            Long earlier = chunked.end();
            return earlier == null
                    ? new Placement(inHead, chunked.endingAt(end), added, end)
                    : new Placement(inHead, chunked, added, Math.max(end, earlier));
        }

        /** With another end of all chunks. */
        Placement endingAt(long end) {
            return new Placement(inHead, chunked.endingAt(end), added, endOfAdded);
        }

        /** Whether an attribute is in a chunk. */
        boolean isChunked(String name) {
            return chunked.labels().containsKey(name);
        }

        @Override
        public String toString() {
            return inHead.size() + " in the head, " + chunked;
        }
    }

    /** An attribute that may move. */
    private record Movable(String name, EncodedValue value, long size) {

        Movable(String name, EncodedValue value) {
            this(name, value, sizeOf(name, value));
        }

        /** By how much the head becomes smaller. */
        long gain() {
            return size - ItemSize.utf8(name) - NAME_IN_CHUNK;
        }

        @Override
        public String toString() {
            return size + " bytes";
        }
    }

    /** The attributes that are in the head as the session is stored. */
    static Map<String, EncodedValue> inHead(SessionRecord session) {
        ChunkedAttributes chunked = ChunkedAttributes.of(session);
        if (chunked.names().isEmpty()) {
            return session.attributes();
        }
        Map<String, EncodedValue> rest = new HashMap<>(session.attributes());
        rest.keySet().removeAll(chunked.names());
        return rest;
    }

    /** The session as it is. */
    static Placement asItIs(SessionRecord session) {
        return new Placement(inHead(session), ChunkedAttributes.of(session), List.of());
    }

    /**
     * Places the values that an update sets, apart from all others: large ones in chunks.
     *
     * @param session the session after the update
     * @param changed the attributes that it sets
     */
    Placement placeChanged(SessionRecord session, Set<String> changed) {
        Map<String, EncodedValue> inHead = new HashMap<>(inHead(session));
        List<Movable> moving = new ArrayList<>();
        for (String name : changed) {
            EncodedValue value = inHead.get(name);
            if (value != null && sizeOf(name, value) > bounds.maxInHead()) {
                moving.add(new Movable(name, value));
                inHead.remove(name);
            }
        }
        return placed(inHead, ChunkedAttributes.of(session), moving, session.writeToken());
    }

    /**
     * Places all attributes whose values are known.
     *
     * @param session the session to be stored
     * @param headSize the size of its head with all of these in it, in bytes
     * @param changed the attributes that this write changes
     */
    Placement place(SessionRecord session, long headSize, Set<String> changed) {
        Map<String, EncodedValue> inHead = new HashMap<>(inHead(session));
        ChunkedAttributes chunked = ChunkedAttributes.of(session);
        Set<String> merged = new HashSet<>();
        for (String label : smallPacks(chunked)) {
            Set<String> names = chunked.namesIn(label);
            if (session.attributes().keySet().containsAll(names)) {
                merged.addAll(names);
            }
        }
        List<Movable> moving = new ArrayList<>();
        for (String name : merged) {
            moving.add(new Movable(
                    name, Objects.requireNonNull(session.attributes().get(name))));
        }
        if (headSize > bounds.maxHead()) {
            long excess = headSize - bounds.maxHead();
            boolean isRoomWanted = false;
            for (Movable movable : byRank(inHead, changed)) {
                // Small values stay if they can; but if some must move, it is to be for a while.
                isRoomWanted |= excess > 0 && movable.size() <= bounds.maxInHead();
                if (excess + (isRoomWanted ? bounds.room() : 0) <= 0) {
                    break;
                }
                moving.add(movable);
                inHead.remove(movable.name());
                excess -= movable.gain();
            }
        }
        return placed(inHead, chunked.without(merged), moving, session.writeToken());
    }

    /** Whether the head would become so much smaller by moving further attributes that it is worth a chunk. */
    boolean isWorthwhile(Placement placement) {
        long gain = 0;
        for (Map.Entry<String, EncodedValue> each : placement.inHead().entrySet()) {
            gain += Math.max(0, new Movable(each.getKey(), each.getValue()).gain());
        }
        return (gain > 0 && gain >= bounds.room())
                || !smallPacks(placement.chunked()).isEmpty();
    }

    /** The attributes that must be known before {@link #place} can make small packs anew. */
    Set<String> toLoad(SessionRecord session) {
        ChunkedAttributes chunked = ChunkedAttributes.of(session);
        Set<String> names = new HashSet<>();
        for (String label : smallPacks(chunked)) {
            names.addAll(chunked.namesIn(label));
        }
        names.removeAll(session.attributes().keySet());
        return names;
    }

    private List<String> smallPacks(ChunkedAttributes chunked) {
        List<String> small = new ArrayList<>();
        chunked.chunks().forEach((label, chunk) -> {
            if (chunk.kind() == ChunkReference.Kind.ATTRIBUTES && chunk.size() < bounds.maxChunk() / 2) {
                small.add(label);
            }
        });
        return small.size() < MANY_SMALL_PACKS ? List.of() : small;
    }

    private List<Movable> byRank(Map<String, EncodedValue> inHead, Set<String> changed) {
        List<Movable> all = new ArrayList<>();
        inHead.forEach((name, value) -> {
            Movable movable = new Movable(name, value);
            if (movable.gain() > 0 || bounds.maxHead() == 0) {
                all.add(movable);
            }
        });
        all.sort(Comparator.<Movable>comparingInt(each -> rank(each, changed))
                .thenComparing(Movable::size, Comparator.reverseOrder())
                .thenComparing(Movable::name));
        return all;
    }

    /** A large value moves in any case; of the small ones, those that change stay. */
    private int rank(Movable movable, Set<String> changed) {
        if (movable.size() > bounds.maxInHead()) {
            return 0;
        }
        return changed.contains(movable.name()) ? 2 : 1;
    }

    private Placement placed(
            Map<String, EncodedValue> inHead, ChunkedAttributes before, List<Movable> moving, String writeToken) {
        if (moving.isEmpty()) {
            return new Placement(inHead, before, List.of());
        }
        List<Chunk> added = packBySize(moving, writeToken);
        ChunkLabels free = new ChunkLabels(before.takenLabels());
        Map<String, String> labels = new HashMap<>();
        Map<String, ChunkReference> references = new HashMap<>();
        for (Chunk chunk : added) {
            String label = free.next(chunk.reference());
            references.put(label, chunk.reference());
            chunk.names().forEach(name -> labels.put(name, label));
        }
        return new Placement(inHead, before.with(labels, references, before.end()), added);
    }

    /** Small values have chunks of their own: to read one must not cost what large ones do. */
    private List<Chunk> packBySize(List<Movable> moving, String writeToken) {
        List<Movable> small = moving.stream()
                .filter(each -> each.size() <= bounds.maxInHead())
                .toList();
        List<Movable> large =
                moving.stream().filter(each -> each.size() > bounds.maxInHead()).toList();
        List<Chunk> chunks = pack(large, writeToken);
        chunks.addAll(pack(small, writeToken));
        return chunks;
    }

    /** As few chunks as their size allows; the same for each repetition of a write. */
    private List<Chunk> pack(List<Movable> moving, String writeToken) {
        List<Movable> sorted = new ArrayList<>(moving);
        sorted.sort(
                Comparator.comparing(Movable::size, Comparator.reverseOrder()).thenComparing(Movable::name));
        List<Chunk> packed = new ArrayList<>();
        List<Map<String, EncodedValue>> packs = new ArrayList<>();
        List<Long> free = new ArrayList<>();
        for (Movable each : sorted) {
            if (each.size() > ItemBounds.MAX_CHUNK) {
                packed.add(chunks.ofParts(each.name(), each.value(), writeToken));
                continue;
            }
            int pack = 0;
            while (pack < packs.size() && free.get(pack) < each.size()) {
                pack++;
            }
            if (pack == packs.size()) {
                packs.add(new TreeMap<>());
                free.add(Math.max(each.size(), (long) bounds.maxChunk()));
            }
            packs.get(pack).put(each.name(), each.value());
            free.set(pack, free.get(pack) - each.size());
        }
        packs.forEach(pack -> packed.add(chunks.of(pack, writeToken)));
        return packed;
    }

    /** What an attribute adds to a map of DynamoDB. */
    static long sizeOf(String name, EncodedValue value) {
        return ItemSize.utf8(AttributeNames.escape(name)) + value.size() + 1;
    }

    /** What references to chunks add to a head. */
    static long sizeOf(ChunkedAttributes chunked) {
        if (chunked.end() == null) {
            return 0;
        }
        long size = NativeItems.CHUNKS_END.length() + ItemSize.of(NativeItems.secondsOf(chunked.end()));
        for (String name : chunked.names()) {
            size += ItemSize.utf8(name) + NAME_IN_CHUNK;
        }
        for (ChunkReference chunk : chunked.chunks().values()) {
            size += CHUNK_IN_HEAD + chunk.length();
        }
        return size;
    }

    /** The sum of the sizes of values. */
    static long sizeOf(Collection<Map.Entry<String, EncodedValue>> attributes) {
        long size = 0;
        for (Map.Entry<String, EncodedValue> each : attributes) {
            size += sizeOf(each.getKey(), each.getValue());
        }
        return size;
    }
}
