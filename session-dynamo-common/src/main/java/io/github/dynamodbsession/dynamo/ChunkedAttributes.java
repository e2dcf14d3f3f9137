package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.storage.ApartAttributes;
import io.github.dynamodbsession.core.storage.SessionRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a session that are in chunks, as its head refers to them. Immutable.
 *
 * @param labels the label of an attribute's chunk by the attribute's name; copied
 * @param chunks the chunks that attributes are in, by their labels; copied
 * @param unused other chunks that the head refers to, or did before attributes were overwritten; those of {@code chunks}
 *     that no attribute is in are counted among them. Copied
 * @param end when the first chunk ends, in epoch seconds; null: there was never a chunk
 */
record ChunkedAttributes(
        Map<String, String> labels,
        Map<String, ChunkReference> chunks,
        Map<String, ChunkReference> unused,
        @Nullable Long end)
        implements ApartAttributes {

    static final ChunkedAttributes NONE = new ChunkedAttributes(Map.of(), Map.of(), null);

    ChunkedAttributes {
        labels = Map.copyOf(labels);
        Set<String> wanted = new HashSet<>(labels.values());
        Map<String, ChunkReference> used = new HashMap<>();
        Map<String, ChunkReference> others = new HashMap<>(unused);
        chunks.forEach((label, chunk) -> (wanted.contains(label) ? used : others).put(label, chunk));
        others.keySet().removeAll(used.keySet());
        chunks = Map.copyOf(used);
        unused = Map.copyOf(others);
    }

    ChunkedAttributes(Map<String, String> labels, Map<String, ChunkReference> chunks, @Nullable Long end) {
        this(labels, chunks, Map.of(), end);
    }

    /** Those of a record; none if it is not known to have any. */
    static ChunkedAttributes of(@Nullable SessionRecord session) {
        return session != null && session.apart() instanceof ChunkedAttributes chunked ? chunked : NONE;
    }

    @Override
    public Set<String> names() {
        return labels.keySet();
    }

    @Override
    public ChunkedAttributes without(Collection<String> names) {
        if (labels.isEmpty() || names.stream().noneMatch(labels::containsKey)) {
            return this;
        }
        Map<String, String> rest = new HashMap<>(labels);
        rest.keySet().removeAll(names);
        return new ChunkedAttributes(rest, chunks, unused, end);
    }

    /** With further chunks, and another end. */
    ChunkedAttributes with(
            Map<String, String> moreLabels, Map<String, ChunkReference> moreChunks, @Nullable Long newEnd) {
        Map<String, String> allLabels = new HashMap<>(labels);
        allLabels.putAll(moreLabels);
        Map<String, ChunkReference> allChunks = new HashMap<>(chunks);
        allChunks.putAll(moreChunks);
        return new ChunkedAttributes(allLabels, allChunks, unused, newEnd);
    }

    ChunkedAttributes endingAt(long newEnd) {
        return new ChunkedAttributes(labels, chunks, unused, newEnd);
    }

    /** Which attributes are in a chunk. */
    Set<String> namesIn(String label) {
        Set<String> names = new HashSet<>();
        labels.forEach((name, each) -> {
            if (each.equals(label)) {
                names.add(name);
            }
        });
        return names;
    }

    /** The sum of the sizes of all chunks, in bytes. */
    long size() {
        return chunks.values().stream().mapToLong(ChunkReference::size).sum();
    }

    /** The labels that no further chunk may have. */
    Set<String> takenLabels() {
        Set<String> taken = new HashSet<>(chunks.keySet());
        taken.addAll(unused.keySet());
        return taken;
    }

    /** Whether the attributes are stored alike; what is not used makes no difference. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChunkedAttributes chunked
                && chunked.labels.equals(labels)
                && chunked.chunks.equals(chunks)
                && Objects.equals(chunked.end, end);
    }

    @Override
    public int hashCode() {
        return Objects.hash(labels, chunks, end);
    }

    @Override
    public String toString() {
        return labels.size() + " attributes in " + chunks.size() + " chunks";
    }
}
