package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.LoadedAttributes;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.dynamo.call.Value;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The items that chunks are stored as. Each is written once and never changed, but for its time to live. Its key is a digest
 * of its content and of the token of the write that stored it: so no two writes share an item, a repetition of one write
 * stores the same item again, and an item that was exchanged, cut or moved is recognised.
 *
 * @param keys turns names into keys
 */
record ChunkItems(Keys keys) {

    static final String WRITTEN_BY = "writtenBy";
    static final String VALUES = "values";
    static final String PART = "part";

    /** Of the name of a chunk's key; no other internal item's name begins so. */
    private static final String NAME = "c.";

    /** What a part is longer than its content by, at most: key, time to live, token, names. */
    private static final int OVERHEAD = 96;

    private static final String MISSING = "is stored in a chunk that is missing.";
    private static final String OTHER = "is stored in a chunk whose content is not the one that the session refers to.";

    /**
     * A chunk to be written.
     *
     * @param reference how the head refers to it
     * @param names the attributes in it; copied
     * @param items its items, without a time to live; copied
     */
    record Chunk(ChunkReference reference, Set<String> names, List<Map<String, Value>> items) {

        Chunk {
            names = Set.copyOf(names);
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return reference.kind() + " of " + reference.size() + " bytes";
        }
    }

    Map<String, Value> key(String digest) {
        return keys.ofInternal(NAME + digest);
    }

    /** Whether an item is a chunk of this prefix. */
    boolean isChunk(Map<String, Value> item) {
        return keys.internalNameOf(item).filter(name -> name.startsWith(NAME)).isPresent();
    }

    /** Whole attributes in one item. */
    Chunk of(Map<String, EncodedValue> attributes, String writeToken) {
        Value.M values = EncodedValues.toMap(attributes);
        Map<String, Value> content = Map.of(VALUES, values);
        String digest = digest(writeToken, content);
        return new Chunk(
                new ChunkReference(ChunkReference.Kind.ATTRIBUTES, size(content), List.of(digest)),
                attributes.keySet(),
                List.of(item(digest, writeToken, content)));
    }

    /** One attribute in as many items as it needs. */
    Chunk ofParts(String name, EncodedValue value, String writeToken) {
        byte[] bytes = value instanceof EncodedValue.Text text
                ? text.content().getBytes(StandardCharsets.UTF_8)
                : ((EncodedValue.Binary) value).toByteArray();
        ChunkReference.Kind kind = value instanceof EncodedValue.Text
                ? ChunkReference.Kind.PARTS_OF_TEXT
                : ChunkReference.Kind.PARTS_OF_BINARY;
        List<String> digests = new ArrayList<>();
        List<Map<String, Value>> items = new ArrayList<>();
        int size = 0;
        for (int from = 0; from < bytes.length; from += ItemBounds.MAX_CHUNK) {
            byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + ItemBounds.MAX_CHUNK));
            Map<String, Value> content = Map.of(PART, new Value.B(ByteBuffer.wrap(part)));
            String digest = digest(writeToken + "/" + digests.size(), content);
            digests.add(digest);
            items.add(item(digest, writeToken, content));
            size += size(content);
        }
        return new Chunk(new ChunkReference(kind, size, digests), Set.of(name), items);
    }

    private static int size(Map<String, Value> content) {
        return Math.toIntExact(ItemSize.of(content)) + OVERHEAD;
    }

    private Map<String, Value> item(String digest, String writeToken, Map<String, Value> content) {
        Map<String, Value> item = new HashMap<>(key(digest));
        item.put(WRITTEN_BY, new Value.S(writeToken));
        item.putAll(content);
        return item;
    }

    /** The keys of the chunks that attributes are in. */
    Set<Map<String, Value>> keysOf(ChunkedAttributes chunked, Set<String> names) {
        Set<Map<String, Value>> all = new HashSet<>();
        for (String name : names) {
            ChunkReference chunk = chunkOf(chunked, name);
            if (chunk != null) {
                chunk.parts().forEach(part -> all.add(key(part)));
            }
        }
        return all;
    }

    private static @Nullable ChunkReference chunkOf(ChunkedAttributes chunked, String name) {
        String label = chunked.labels().get(name);
        return label == null ? null : chunked.chunks().get(label);
    }

    /** The attributes that are in the same chunks as some of them. */
    private static Set<String> namesBeside(ChunkedAttributes chunked, Set<String> names) {
        Set<String> beside = new HashSet<>();
        for (String name : names) {
            String label = chunked.labels().get(name);
            if (label != null) {
                beside.addAll(chunked.namesIn(label));
            }
        }
        return beside;
    }

    /** The attributes in chunks that were read, and in those that were not found. */
    LoadedAttributes read(SessionRecord session, Set<String> names, Collection<Map<String, Value>> items) {
        Map<String, Map<String, Value>> byKey = new HashMap<>();
        items.forEach(item -> keys.internalNameOf(item).ifPresent(name -> byKey.put(name, item)));
        ChunkedAttributes chunked = ChunkedAttributes.of(session);
        Map<String, EncodedValue> values = new HashMap<>();
        Map<String, String> unreadable = new HashMap<>();
        // A digest takes the whole chunk: one for each chunk, not for each attribute in it.
        Map<ChunkReference, Function<String, @Nullable EncodedValue>> intact = new HashMap<>();
        for (String name : namesBeside(chunked, names)) {
            ChunkReference chunk = chunkOf(chunked, name);
            List<Map<String, Value>> parts = chunk == null ? List.of() : partsOf(chunk, byKey);
            if (chunk == null || parts.size() < chunk.parts().size()) {
                unreadable.put(name, MISSING);
                continue;
            }
            EncodedValue value =
                    intact.computeIfAbsent(chunk, same -> valuesOf(same, parts)).apply(name);
            if (value == null) {
                unreadable.put(name, OTHER);
            } else {
                values.put(name, value);
            }
        }
        return new LoadedAttributes(values, unreadable);
    }

    private static List<Map<String, Value>> partsOf(ChunkReference chunk, Map<String, Map<String, Value>> byKey) {
        List<Map<String, Value>> parts = new ArrayList<>();
        for (String part : chunk.parts()) {
            Map<String, Value> item = byKey.get(NAME + part);
            if (item != null) {
                parts.add(item);
            }
        }
        return parts;
    }

    /** The values in a chunk by the names of attributes; none, if the parts are not what the reference refers to. */
    private static Function<String, @Nullable EncodedValue> valuesOf(
            ChunkReference chunk, List<Map<String, Value>> parts) {
        if (chunk.kind() == ChunkReference.Kind.ATTRIBUTES) {
            Map<String, Value> item = parts.get(0);
            return item.get(VALUES) instanceof Value.M values
                            && isIntact(item, chunk.parts().get(0), "", Map.of(VALUES, values))
                    ? name -> attribute(values, name)
                    : name -> null;
        }
        EncodedValue whole = whole(chunk, parts);
        return name -> whole;
    }

    /** Null if the parts are not what the reference refers to. */
    private static @Nullable EncodedValue whole(ChunkReference chunk, List<Map<String, Value>> parts) {
        List<ByteBuffer> contents = new ArrayList<>();
        int length = 0;
        for (int i = 0; i < parts.size(); i++) {
            Map<String, Value> item = parts.get(i);
            if (!(item.get(PART) instanceof Value.B part)
                    || !isIntact(item, chunk.parts().get(i), "/" + i, Map.of(PART, part))) {
                return null;
            }
            contents.add(part.content().duplicate());
            length += part.content().remaining();
        }
        ByteBuffer whole = ByteBuffer.allocate(length);
        contents.forEach(whole::put);
        whole.flip();
        return chunk.kind() == ChunkReference.Kind.PARTS_OF_TEXT ? text(whole) : EncodedValue.binary(whole);
    }

    private static @Nullable EncodedValue attribute(Value.M values, String name) {
        Value value = values.content().get(AttributeNames.escape(name));
        try {
            return value == null ? null : EncodedValues.fromValue(name, value);
        } catch (SessionStorageException otherType) {
            return null;
        }
    }

    private static @Nullable EncodedValue text(ByteBuffer bytes) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return EncodedValue.text(text.toString());
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isIntact(
            Map<String, Value> item, String digest, String position, Map<String, Value> content) {
        return item.get(WRITTEN_BY) instanceof Value.S token
                && digest.equals(digest(token.content() + position, content));
    }

    /** Of the write's token, and of the content in a form that tells any two contents apart. */
    private static String digest(String written, Map<String, Value> content) {
        MessageDigest sha = sha256();
        add(sha, 'T', written.getBytes(StandardCharsets.UTF_8));
        add(sha, content);
        return ChunkReference.toText(Arrays.copyOf(sha.digest(), ChunkReference.DIGEST));
    }

    private static void add(MessageDigest sha, Map<String, Value> values) {
        add(sha, 'M', ByteBuffer.allocate(Integer.BYTES).putInt(values.size()).array());
        new TreeMap<>(values).forEach((name, value) -> {
            add(sha, 'K', name.getBytes(StandardCharsets.UTF_8));
            if (value instanceof Value.M map) {
                add(sha, map.content());
            } else if (value instanceof Value.B binary) {
                addHead(sha, 'B', binary.content().remaining());
                sha.update(binary.content().duplicate());
            } else if (value instanceof Value.S text) {
                add(sha, 'S', text.content().getBytes(StandardCharsets.UTF_8));
            } else {
                add(sha, '?', value.toString().getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private static void add(MessageDigest sha, char type, byte[] bytes) {
        addHead(sha, type, bytes.length);
        sha.update(bytes);
    }

    private static void addHead(MessageDigest sha, char type, int length) {
        sha.update((byte) type);
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
