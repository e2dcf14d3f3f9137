package io.github.dynamodbsession.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.SessionOrigin;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.IndexChanges;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.WriteHistory;
import io.github.dynamodbsession.dynamo.Packing.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PackingTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final Keys KEYS = new Keys("id", "session:");
    private static final NativeItems ITEMS = new NativeItems(KEYS, Duration.ZERO);

    private final Packing packing = packing(new ItemBounds(1024, 4096));

    private static Packing packing(ItemBounds bounds) {
        return new Packing(bounds, new ChunkItems(KEYS));
    }

    private static SessionRecord session(Map<String, EncodedValue> attributes, ChunkedAttributes chunked) {
        return new SessionRecord(
                "0123456789abcdef0123456789abcdef",
                new SessionTimes(NOW, NOW, Duration.ofMinutes(30), NOW.plus(Duration.ofMinutes(30))),
                attributes,
                Map.of(),
                WriteHistory.begun("0token"),
                chunked);
    }

    private static EncodedValue ofSize(int bytes) {
        return EncodedValue.text("x".repeat(bytes));
    }

    private static Placement place(Packing packing, SessionRecord session, Set<String> changed) {
        ChunkedAttributes chunked = ChunkedAttributes.of(session);
        return packing.place(session, ITEMS.sizeOfHead(session, Packing.inHead(session), chunked), changed);
    }

    private Placement place(Map<String, EncodedValue> attributes, Set<String> changed) {
        return place(packing, session(attributes, ChunkedAttributes.NONE), changed);
    }

    @Test
    void aSessionThatFitsItsHeadHasNoChunk() {
        Placement placement = place(Map.of("a", ofSize(300), "b", ofSize(300)), Set.of("a", "b"));

        assertThat(placement.inHead()).containsOnlyKeys("a", "b");
        assertThat(placement.added()).isEmpty();
        assertThat(placement.chunked()).isEqualTo(ChunkedAttributes.NONE);
    }

    @Test
    void theSizeOfAHeadIsCountedAsDynamoDbCountsItOrALittleMore() {
        Map<String, EncodedValue> attributes =
                Map.of("a", ofSize(100), "größe", EncodedValue.text("日本"), "", ofSize(0));
        SessionRecord session = session(attributes, ChunkedAttributes.NONE);
        long counted = ItemSize.of(ITEMS.of(session));

        assertThat(ITEMS.sizeOfHead(session, attributes, ChunkedAttributes.NONE))
                .isBetween(counted, counted + 10);

        SessionRecord bound = session.withOrigin(SessionOrigin.random());
        assertThat(ItemSize.of(ITEMS.of(bound))).isEqualTo(counted + 6 + 16);
        assertThat(ITEMS.sizeOfHead(bound, attributes, ChunkedAttributes.NONE)).isBetween(counted + 22, counted + 32);

        Placement chunked = place(packing(new ItemBounds(0, 4096)), session, Set.of());
        Placement ended = chunked.addedUntil(1_800_000_000L);
        long withReferences = ItemSize.of(ITEMS.of(session, ended));
        assertThat(ITEMS.sizeOfHead(session, ended.inHead(), ended.chunked()))
                .isBetween(withReferences, withReferences + 10);
    }

    @Test
    void aHeadIsNeverLargerThanItIsSaidToBecomeAtMost() {
        SessionRecord known = session(Map.of("a", ofSize(100), "b", ofSize(50)), ChunkedAttributes.NONE);
        for (Map<String, EncodedValue> set : List.of(
                Map.of("c", ofSize(70)),
                Map.of("a", ofSize(300)),
                Map.of("b", ofSize(1)),
                Map.<String, EncodedValue>of())) {
            Change.Update update = new Change.Update(
                    known.id(),
                    new AttributeChanges(set, Set.of()),
                    new IndexChanges(Map.of("user", "ann"), Set.of()),
                    null,
                    "1token",
                    new TreeSet<>(Set.of("0token")),
                    Set.of("0superseded"),
                    known);
            SessionRecord next = update.appliedTo(known);

            assertThat(ITEMS.sizeAtMost(update, known))
                    .isGreaterThanOrEqualTo(ItemSize.of(ITEMS.of(next)))
                    .isGreaterThanOrEqualTo(ITEMS.sizeOfHead(next, next.attributes(), ChunkedAttributes.NONE));
        }
    }

    @Test
    void theLargestMoveUntilTheHeadFits() {
        Map<String, EncodedValue> attributes = new HashMap<>();
        for (int i = 0; i < 10; i++) {
            attributes.put("small" + i, ofSize(20));
        }
        attributes.put("large", ofSize(3000));
        attributes.put("middle", ofSize(500));

        Placement placement = place(attributes, attributes.keySet());

        assertThat(placement.chunked().names()).containsExactly("large");
        assertThat(placement.inHead()).hasSize(11);
        assertThat(placement.added()).hasSize(1);
        assertThat(placement.chunked().chunks()).hasSize(1);
    }

    @Test
    void ofSmallValuesThoseThatChangeStay() {
        Map<String, EncodedValue> attributes = new HashMap<>();
        for (int i = 0; i < 10; i++) {
            attributes.put("cold" + i, ofSize(80));
        }
        attributes.put("hot", ofSize(90));

        Placement placement = place(attributes, Set.of("hot"));

        assertThat(placement.inHead()).containsKey("hot");
        assertThat(ITEMS.sizeOfHead(
                        session(attributes, ChunkedAttributes.NONE), placement.inHead(), placement.chunked()))
                .as("room, so that small values need not move again soon")
                .isLessThan(1024 - 200);
        assertThat(placement.chunked().names()).isNotEmpty().allMatch(name -> name.startsWith("cold"));
    }

    @Test
    void aChunkHasSeveralAttributesUpToItsSize() {
        Map<String, EncodedValue> attributes = new HashMap<>();
        for (int i = 0; i < 15; i++) {
            attributes.put("cold" + i, ofSize(1000));
        }

        Placement placement = place(attributes, Set.of());

        assertThat(placement.chunked().names()).hasSize(15);
        assertThat(placement.added())
                .hasSize(4)
                .allSatisfy(chunk -> assertThat(chunk.reference().size()).isLessThan(4096 + 300));
    }

    @Test
    void smallValuesShareNoChunkWithLargeOnes() {
        Map<String, EncodedValue> attributes = new HashMap<>();
        attributes.put("large", ofSize(2000));
        for (int i = 0; i < 40; i++) {
            attributes.put("small" + i, ofSize(30));
        }

        Placement placement = place(attributes, Set.of());

        assertThat(placement.added()).hasSize(2);
        assertThat(placement.added().get(0).names()).containsExactly("large");
    }

    @Test
    void whatIsLargerThanAnItemIsInSeveral() {
        Placement placement = place(Map.of("huge", ofSize(1_000_000)), Set.of());

        ChunkReference chunk = placement.chunked().chunks().values().iterator().next();
        assertThat(chunk.kind()).isEqualTo(ChunkReference.Kind.PARTS_OF_TEXT);
        assertThat(chunk.parts()).hasSize(3);
        assertThat(placement.added().get(0).items())
                .allSatisfy(item -> assertThat(ItemSize.of(item)).isLessThan(ItemSize.MAX_ITEM));
        assertThat(chunk.size()).isGreaterThan(1_000_000).isLessThan(1_001_000);
    }

    @Test
    void withABoundOfZeroEverythingIsInAChunk() {
        Placement placement = place(
                packing(new ItemBounds(0, 4096)),
                session(Map.of("", ofSize(0), "a", ofSize(1)), ChunkedAttributes.NONE),
                Set.of("a"));

        assertThat(placement.inHead()).isEmpty();
        assertThat(placement.chunked().names()).containsExactlyInAnyOrder("", "a");
    }

    @Test
    void theSameWriteMakesTheSameChunksAndAnotherWriteOthers() {
        Map<String, EncodedValue> attributes = Map.of("a", ofSize(900), "b", ofSize(900), "c", ofSize(4000));

        assertThat(place(attributes, Set.of()).added())
                .isEqualTo(place(new HashMap<>(attributes), Set.of()).added());
        SessionRecord later = session(attributes, ChunkedAttributes.NONE)
                .with(AttributeChanges.none(), WriteHistory.begun("another token"));
        assertThat(place(packing, later, Set.of()).chunked().chunks().values())
                .doesNotContainAnyElementsOf(
                        place(attributes, Set.of()).chunked().chunks().values());
    }

    @Test
    void aChunkThatIsThereIsNotWrittenAgain() {
        Map<String, EncodedValue> attributes = Map.of("a", ofSize(900), "b", ofSize(900));
        ChunkedAttributes chunked = place(attributes, Set.of()).chunked();

        Placement later = place(packing, session(attributes, chunked), Set.of());

        assertThat(later.added()).isEmpty();
        assertThat(later.chunked()).isEqualTo(chunked);
    }

    @Test
    void manySmallPacksAreMadeAnewTogether() {
        ChunkedAttributes chunked = ChunkedAttributes.NONE;
        Map<String, EncodedValue> loaded = new HashMap<>();
        for (int i = 0; i < 4; i++) {
            Map<String, EncodedValue> one = Map.of("cold" + i, ofSize(1000));
            loaded.putAll(one);
            ChunkedAttributes next = place(one, Set.of()).chunked();
            chunked = chunked.with(next.labels(), next.chunks(), 1L);
        }

        assertThat(packing.toLoad(session(Map.of(), chunked))).containsExactlyInAnyOrderElementsOf(loaded.keySet());
        Placement placement = place(packing, session(loaded, chunked), Set.of());

        assertThat(placement.added()).hasSize(1);
        assertThat(placement.chunked().chunks()).hasSize(1);
        assertThat(placement.chunked().names()).containsExactlyInAnyOrderElementsOf(loaded.keySet());
    }

    @Test
    void anUpdateMovesOnlyWhatItSets() {
        Map<String, EncodedValue> attributes = Map.of("a", ofSize(240), "b", ofSize(240), "new", ofSize(2000));

        Placement placement = packing.placeChanged(session(attributes, ChunkedAttributes.NONE), Set.of("new"));

        assertThat(placement.inHead()).containsOnlyKeys("a", "b");
        assertThat(placement.chunked().names()).containsExactly("new");
    }
}
