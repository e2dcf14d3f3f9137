package io.github.dynamodbsession.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.storage.LoadedAttributes;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.WriteHistory;
import io.github.dynamodbsession.dynamo.ChunkItems.Chunk;
import io.github.dynamodbsession.dynamo.call.Value;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChunkItemsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final int SEVERAL_PARTS = 1_000_000;

    private final ChunkItems chunks = new ChunkItems(new Keys("id", "session:"));

    private static SessionRecord with(Chunk chunk) {
        Map<String, String> labels = new HashMap<>();
        chunk.names().forEach(name -> labels.put(name, "abcd"));
        return new SessionRecord(
                "a",
                new SessionTimes(NOW, NOW, Duration.ofMinutes(30), NOW.plusSeconds(1800)),
                Map.of(),
                Map.of(),
                WriteHistory.begun("t"),
                new ChunkedAttributes(labels, Map.of("abcd", chunk.reference()), 1L));
    }

    private LoadedAttributes read(Chunk chunk, List<Map<String, Value>> items) {
        return chunks.read(with(chunk), chunk.names(), items);
    }

    private static Map<String, Value> changed(Map<String, Value> item, String name, Value value) {
        Map<String, Value> changed = new HashMap<>(item);
        changed.put(name, value);
        return changed;
    }

    @Test
    void whatIsWrittenIsRead() {
        Map<String, EncodedValue> attributes = Map.of(
                "text",
                EncodedValue.text("größer"),
                "",
                EncodedValue.binary(new byte[] {1, 2}),
                "\\n",
                EncodedValue.text(""));
        Chunk chunk = chunks.of(attributes, "t1");

        assertThat(read(chunk, chunk.items())).isEqualTo(new LoadedAttributes(attributes, Map.of()));
    }

    @Test
    void aValueInSeveralPartsIsReadWhateverTheirOrder() {
        EncodedValue text = EncodedValue.text("日".repeat(SEVERAL_PARTS / 3));
        EncodedValue binary = EncodedValue.binary(new byte[SEVERAL_PARTS]);
        for (EncodedValue value : List.of(text, binary)) {
            Chunk chunk = chunks.ofParts("huge", value, "t1");
            List<Map<String, Value>> items = new ArrayList<>(chunk.items());
            Collections.reverse(items);

            assertThat(items).hasSize(3);
            assertThat(read(chunk, items).values()).isEqualTo(Map.of("huge", value));
        }
    }

    @Test
    void aMissingPartMakesItsAttributesUnreadable() {
        Chunk pack = chunks.of(Map.of("a", EncodedValue.text("1"), "b", EncodedValue.text("2")), "t1");
        Chunk parts = chunks.ofParts("huge", EncodedValue.text("x".repeat(SEVERAL_PARTS)), "t1");

        assertThat(read(pack, List.of()).unreadable()).containsOnlyKeys("a", "b");
        assertThat(read(parts, parts.items().subList(0, 2)).unreadable())
                .containsExactly(Map.entry("huge", "is stored in a chunk that is missing."));
    }

    @Test
    void anItemOfAnotherWriteInItsPlaceIsRecognised() {
        Chunk ours = chunks.of(Map.of("user", EncodedValue.text("ann")), "t1");
        Chunk theirs = chunks.of(Map.of("user", EncodedValue.text("bob")), "t2");
        Map<String, Value> inPlace = new HashMap<>(theirs.items().get(0));
        inPlace.put("id", ours.items().get(0).get("id"));

        LoadedAttributes loaded = read(ours, List.of(inPlace));

        assertThat(loaded.values()).isEmpty();
        assertThat(loaded.unreadable()).containsOnlyKeys("user");
    }

    @Test
    void anAlteredItemIsRecognised() {
        Chunk pack = chunks.of(Map.of("user", EncodedValue.text("ann")), "t1");
        Map<String, Value> item = pack.items().get(0);
        String halves = "x".repeat(SEVERAL_PARTS / 2) + "y".repeat(SEVERAL_PARTS / 2);
        Chunk parts = chunks.ofParts("huge", EncodedValue.text(halves), "t1");

        for (Map<String, Value> altered : List.of(
                changed(item, ChunkItems.VALUES, new Value.M(Map.of("user", new Value.S("bob")))),
                changed(item, ChunkItems.VALUES, new Value.M(Map.of())),
                changed(item, ChunkItems.VALUES, new Value.S("ann")),
                changed(item, ChunkItems.WRITTEN_BY, new Value.S("t2")),
                changed(item, ChunkItems.WRITTEN_BY, Value.N.of(1)))) {
            assertThat(read(pack, List.of(altered)).unreadable()).containsOnlyKeys("user");
        }
        List<Map<String, Value>> cut = new ArrayList<>(parts.items());
        cut.set(2, changed(cut.get(2), ChunkItems.PART, new Value.B(ByteBuffer.wrap(new byte[] {'x'}))));
        assertThat(read(parts, cut).unreadable()).containsOnlyKeys("huge");
        List<Map<String, Value>> exchanged = new ArrayList<>(parts.items());
        exchanged.set(0, changed(exchanged.get(1), "id", parts.items().get(0).get("id")));
        assertThat(read(parts, exchanged).unreadable()).containsOnlyKeys("huge");
    }

    @Test
    void aTimeToLiveIsNoPartOfTheContent() {
        Chunk pack = chunks.of(Map.of("user", EncodedValue.text("ann")), "t1");
        Map<String, Value> prolonged = changed(pack.items().get(0), NativeItems.TTL, Value.N.of(9));

        assertThat(read(pack, List.of(prolonged)).values()).containsOnlyKeys("user");
    }

    @Test
    void noIdFromOutsideIsTheKeyOfAChunk() {
        Chunk pack = chunks.of(Map.of("user", EncodedValue.text("ann")), "t1");
        Map<String, Value> item = pack.items().get(0);

        assertThat(new Keys("id", "session:").idOf(item)).isEmpty();
        assertThat(chunks.isChunk(item)).isTrue();
        assertThat(new ChunkItems(new Keys("id", "other:")).isChunk(item)).isFalse();
        assertThat(chunks.isChunk(new Keys("id", "session:").ofInternal("reap")))
                .isFalse();
        assertThat(chunks.isChunk(new Keys("id", "session:").of("c.abc"))).isFalse();
    }

    @Test
    void aReferenceIsReadAsItWasWritten() {
        Chunk parts = chunks.ofParts("huge", EncodedValue.binary(new byte[SEVERAL_PARTS]), "t1");
        ByteBuffer bytes = parts.reference().toBytes();

        assertThat(ChunkReference.of(bytes)).isEqualTo(parts.reference());
        for (int length = 0; length < bytes.remaining(); length++) {
            ChunkReference cut = ChunkReference.of(bytes.slice(0, length));
            assertThat(cut).isNotEqualTo(parts.reference());
        }
        assertThat(read(parts, parts.items()).unreadable()).isEmpty();
        assertThat(chunks.keysOf(ChunkedAttributes.of(with(parts)), Set.of("huge", "other")))
                .hasSize(3);
    }
}
