package io.github.dynamodbsession.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.IndexChanges;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.core.storage.WriteTokens;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What updates by several writers leave of a session's references to its chunks. */
@SuppressWarnings("NullAway.Init")
class ChunkedUpdatesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final Duration INTERVAL = Duration.ofMinutes(30);
    private static final EncodedValue SMALL = EncodedValue.text("1");

    private static ChunkedTable table;

    private final String id = UUID.randomUUID().toString();
    private int writes;

    @BeforeAll
    static void create() {
        table = new ChunkedTable(ItemBounds.DEFAULT);
    }

    @AfterAll
    static void close() {
        table.close();
    }

    private static EncodedValue large(char content) {
        return EncodedValue.text(String.valueOf(content).repeat(2_000));
    }

    private String newToken() {
        return WriteTokens.of(NOW.plusMillis(++writes), "abcdef");
    }

    private SessionRecord created(Map<String, EncodedValue> attributes) {
        SessionTimes times = new SessionTimes(NOW, NOW, INTERVAL, NOW.plus(INTERVAL));
        Change create = new Change.Create(new SessionRecord(id, times, attributes, newToken()));
        assertThat(table.client().put(create, NOW)).isInstanceOf(PutResult.Applied.class);
        return table.read(id, NOW);
    }

    private static Change.Update update(
            SessionRecord known, AttributeChanges changes, @Nullable TimesChange times, String token) {
        return new Change.Update(
                known.id(),
                changes,
                IndexChanges.none(),
                times,
                token,
                Collections.emptyNavigableSet(),
                Set.of(),
                known);
    }

    private PutResult set(SessionRecord known, String name, EncodedValue value) {
        return table.client()
                .put(update(known, new AttributeChanges(Map.of(name, value), Set.of()), null, newToken()), NOW);
    }

    private PutResult remove(SessionRecord known, String name) {
        return table.client().put(update(known, new AttributeChanges(Map.of(), Set.of(name)), null, newToken()), NOW);
    }

    /** A time at which the session is not over yet, and an end long after that of its first chunk. */
    private static TimesChange longTouch() {
        Instant at = NOW.plus(INTERVAL.dividedBy(2));
        return new TimesChange(INTERVAL, at, INTERVAL, at.plus(Duration.ofDays(20)));
    }

    @Test
    void aSessionThatHadAChunkOnceIsTouchedAndChangedEverAfter() {
        SessionRecord first = created(Map.of("cart", large('a'), "page", SMALL));
        assertThat(set(first, "cart", SMALL)).isInstanceOf(PutResult.Applied.class);

        assertThat(table.client().setExpires(id, longTouch(), NOW)).isTrue();
        assertThat(table.read(id, NOW).times().expiresAt())
                .isEqualTo(longTouch().expiresAt());
    }

    @Test
    void aSessionWhoseLastChunkWasRemovedIsChangedTogetherWithItsTimes() {
        SessionRecord first = created(Map.of("cart", large('a'), "page", SMALL));
        assertThat(remove(first, "cart")).isInstanceOf(PutResult.Applied.class);

        SessionRecord rest = table.read(id, NOW);
        AttributeChanges changes = new AttributeChanges(Map.of("page", EncodedValue.text("2")), Set.of());
        assertThat(table.client().put(update(rest, changes, longTouch(), newToken()), NOW))
                .isInstanceOf(PutResult.Applied.class);
        SessionRecord changed = table.read(id, NOW);
        assertThat(changed.times().expiresAt()).isEqualTo(longTouch().expiresAt());

        assertThat(set(changed, "cart", large('b'))).isInstanceOf(PutResult.Applied.class);
        assertThat(table.values(table.read(id, NOW))).containsEntry("cart", large('b'));
    }

    /** Each of them knows the chunk that both replace, but not the other's. */
    @Test
    void writersThatOverlapLeaveNoReferencesBehindThatAddUp() {
        SessionRecord known = created(Map.of("cart", large('a')));
        for (int i = 0; i < 20; i++) {
            assertThat(set(known, "cart", large('b'))).isInstanceOf(PutResult.Applied.class);
            assertThat(set(known, "cart", large('c'))).isInstanceOf(PutResult.Applied.class);
            known = table.read(id, NOW);
        }

        assertThat(table.references(id)).isLessThanOrEqualTo(2);
        assertThat(table.values(known)).containsEntry("cart", large('c'));
    }

    /** A request that saves twice does not know where its first save has put a value. */
    @Test
    void aRequestThatSavesTwiceLeavesNoReferencesBehindThatAddUp() {
        SessionRecord known = created(Map.of("cart", large('a')));
        for (int i = 0; i < 20; i++) {
            Change.Update first =
                    update(known, new AttributeChanges(Map.of("cart", large('b')), Set.of()), null, newToken());
            assertThat(table.client().put(first, NOW)).isInstanceOf(PutResult.Applied.class);
            assertThat(set(first.appliedTo(known), "cart", large('c'))).isInstanceOf(PutResult.Applied.class);
            known = table.read(id, NOW);
        }

        assertThat(table.references(id)).isLessThanOrEqualTo(2);
        assertThat(table.values(known)).containsEntry("cart", large('c'));
    }

    /** Labels are short: some value's new chunk has the label of its old one. */
    @Test
    void aValueWhoseNewChunkWouldHaveTheLabelOfItsOldOneIsStored() {
        ChunkItems chunks = new ChunkItems(new Keys("key", "shop:"));
        Map<String, String> tokens = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String token = WriteTokens.of(NOW, "first" + i);
            tokens.put(label(chunks, 'a', token), token);
        }
        String later = null;
        String label = "";
        for (int i = 0; later == null; i++) {
            String token = WriteTokens.of(NOW.plusMillis(1), "later" + i);
            label = label(chunks, 'b', token);
            later = tokens.containsKey(label) ? token : null;
        }
        SessionTimes times = new SessionTimes(NOW, NOW, INTERVAL, NOW.plus(INTERVAL));
        String first = Objects.requireNonNull(tokens.get(label));
        table.client().put(new Change.Create(new SessionRecord(id, times, Map.of("cart", large('a')), first)), NOW);

        SessionRecord known = table.read(id, NOW);
        PutResult result = table.client()
                .put(update(known, new AttributeChanges(Map.of("cart", large('b')), Set.of()), null, later), NOW);

        assertThat(result).isInstanceOf(PutResult.Applied.class);
        assertThat(table.values(table.read(id, NOW))).containsEntry("cart", large('b'));
    }

    private static String label(ChunkItems chunks, char content, String token) {
        return new ChunkLabels(Set.of())
                .next(chunks.of(Map.of("cart", large(content)), token).reference());
    }

    /** The writer of the large value does not know that the session ends much later now. */
    @Test
    void noChunkEndsBeforeItsSessionAlthoughAnotherWriterHasProlongedIt() {
        SessionRecord stale = created(Map.of("page", SMALL));
        Duration month = Duration.ofDays(30);
        TimesChange longer = new TimesChange(
                INTERVAL, NOW.plusSeconds(1), month, NOW.plusSeconds(1).plus(month));
        assertThat(table.client().put(update(stale, AttributeChanges.none(), longer, newToken()), NOW.plusSeconds(1)))
                .isInstanceOf(PutResult.Applied.class);

        PutResult result = set(stale, "cart", large('a'));
        if (result instanceof PutResult.Stale refusal) {
            assertThat(set(refusal.current(), "cart", large('a'))).isInstanceOf(PutResult.Applied.class);
        }

        SessionRecord stored = table.read(id, NOW);
        assertThat(table.values(stored)).containsEntry("cart", large('a'));
        assertThat(table.endOfChunks(stored)).isAfter(stored.times().expiresAt());
    }

    /** The first attempt has stored the chunk already, with the end that the session needed then. */
    @Test
    void noChunkEndsBeforeItsSessionWhereAnotherWriterProlongsItBetweenTwoAttemptsOfOneWrite() {
        SessionRecord stale = created(Map.of("page", SMALL));
        Duration month = Duration.ofDays(30);
        TimesChange longer = new TimesChange(
                INTERVAL, NOW.plusSeconds(1), month, NOW.plusSeconds(1).plus(month));
        Change.Update other = update(stale, AttributeChanges.none(), longer, newToken());
        Change.Update unknowing =
                new Change.Update(id, new AttributeChanges(Map.of("cart", large('a')), Set.of()), null, newToken());
        AtomicBoolean isFirst = new AtomicBoolean(true);
        Map<String, Value> head = table.head(id);
        StorageClient disturbed = table.client(transport -> (request, round) -> {
            boolean isHead = request instanceof Request.PutItem put
                    && Objects.equals(put.item().get("key"), head.get("key"));
            if (isHead && isFirst.getAndSet(false)) {
                table.client().put(other, NOW.plusSeconds(1));
            }
            return transport.call(request, round);
        });

        assertThat(disturbed.put(unknowing, NOW)).isInstanceOf(PutResult.Applied.class);

        assertThat(isFirst).isFalse();
        SessionRecord stored = table.read(id, NOW);
        assertThat(stored.times().maxInactiveInterval()).isEqualTo(month);
        assertThat(table.values(stored)).containsEntry("cart", large('a'));
        assertThat(table.endOfChunks(stored)).isAfter(stored.times().expiresAt());
    }

    /** As after a weekend, or an outage of all nodes that reap. */
    @Test
    void aReaperThatComesLateHandsSessionsOverWithTheirValues() {
        created(Map.of("cart", large('a')));
        Instant late = NOW.plus(Duration.ofDays(4));
        List<Map<String, EncodedValue>> values = new ArrayList<>();

        table.client().deleteExpired(late, removed -> {
            if (removed.id().equals(id)) {
                values.add(table.values(removed));
            }
        });

        assertThat(values).containsExactly(Map.of("cart", large('a')));
    }

    @Test
    void aHeadThatIsTooLargeBecauseOfItsManyNamesIsRefusedByItsOwnLimit() {
        created(Map.of("page", SMALL));
        Map<String, EncodedValue> many = new HashMap<>();
        for (int i = 0; i < 9_000; i++) {
            many.put("an attribute whose name is long and whose value is not " + i, SMALL);
        }
        SessionRecord known = table.read(id, NOW);
        Change.Update update = update(known, new AttributeChanges(many, Set.of()), null, newToken());

        assertThatExceptionOfType(SessionTooLargeException.class)
                .isThrownBy(() -> table.client().put(update, NOW))
                .satisfies(e -> assertThat(e.size()).isGreaterThan(e.limit()));
    }
}
