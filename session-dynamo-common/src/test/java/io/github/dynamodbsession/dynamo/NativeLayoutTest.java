package io.github.dynamodbsession.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.SessionOrigin;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.SessionIds;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.core.storage.Tombstone;
import io.github.dynamodbsession.core.storage.WriteHistory;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NativeLayoutTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.001Z");

    private final NativeLayout layout = new NativeLayout("sessions", new Keys("pk", "shop:"));

    private static SessionRecord session(SessionTimes times) {
        return new SessionRecord(
                "abc",
                times,
                Map.of("", EncodedValue.text("{}"), "\\a.\"#:", EncodedValue.binary(new byte[] {1, 2})),
                "token");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        SessionRecord expiring = session(new SessionTimes(NOW, NOW, Duration.ofMillis(1500), NOW.plusMillis(1500)));
        SessionRecord unlimited = session(new SessionTimes(NOW, NOW, Duration.ofSeconds(-1), null));

        assertThat(layout.read(layout.item(expiring))).isEqualTo(expiring);
        assertThat(layout.read(layout.item(unlimited))).isEqualTo(unlimited);
    }

    @Test
    void anOriginIsReadAgainAndOneThatSomethingElseWroteIsNone() {
        SessionRecord session = session(new SessionTimes(NOW, NOW, Duration.ZERO, null));
        SessionRecord bound = session.withOrigin(SessionOrigin.random());
        Map<String, Value> item = new HashMap<>(layout.item(bound));

        assertThat(layout.item(session)).doesNotContainKey("origin");
        assertThat(layout.read(item)).isEqualTo(bound);
        for (Value other : List.of(
                new Value.S("text"),
                Value.N.of(1),
                new Value.B(ByteBuffer.allocate(0)),
                new Value.B(ByteBuffer.allocate(1025)))) {
            item.put("origin", other);
            assertThat(layout.read(item)).isEqualTo(session);
        }
    }

    @Test
    void theAgeOfAnIdIsReadAgainAndTakesNoRoomWhereItIsThatOfTheSession() {
        SessionRecord session = session(new SessionTimes(NOW, NOW, Duration.ZERO, null));
        SessionRecord aged = session.withTimes(session.times().withIdSince(NOW.plusMillis(1)));

        assertThat(layout.item(session)).doesNotContainKey("idSince");
        assertThat(layout.item(aged)).containsEntry("idSince", Value.N.of(NOW.toEpochMilli() + 1));
        assertThat(layout.read(layout.item(aged))).isEqualTo(aged);
        assertThat(layout.sizes(aged).total() - layout.sizes(session).total()).isPositive();
    }

    @Test
    void aTombstoneIsReadAgainAndGoesByItself() {
        Tombstone deleted = Tombstone.ofDeleted("abc", NOW);
        Tombstone renamed = new Tombstone("abc", NOW, "def", new TreeSet<>(Set.of("t1", "t2")));
        NativeItems items = new NativeItems(new Keys("pk", "shop:"), Duration.ofDays(1));

        Tombstone renewed = new Tombstone("abc", NOW, "def", new TreeSet<>(Set.of("t1")), NOW.plusSeconds(60));

        assertThat(items.of(renamed)).doesNotContainKey("readableUntil");
        for (Tombstone tombstone : List.of(deleted, renamed, renewed)) {
            assertThat(layout.read(items.of(tombstone))).isEqualTo(tombstone);
            assertThat(items.of(tombstone).get("expires"))
                    .isEqualTo(Value.N.of(tombstone.endsAt().getEpochSecond() + 1));
        }
    }

    @Test
    void theTimeToLiveAttributeHasWholeSecondsRoundedUpAndIsAbsentForASessionWithoutEnd() {
        SessionTimes times = new SessionTimes(NOW, NOW, Duration.ofSeconds(1), NOW.plusSeconds(1));

        assertThat(layout.item(session(times)).get("expires")).isEqualTo(Value.N.of(NOW.getEpochSecond() + 2));
        assertThat(layout.item(session(new SessionTimes(NOW, NOW, Duration.ZERO, null))))
                .doesNotContainKeys("expires", "expiresAt");
    }

    @Test
    void theTimeToLiveComesInLaterWhereSomebodyElseRemovesFirst() {
        SessionTimes times = new SessionTimes(NOW, NOW, Duration.ofSeconds(1), NOW.plusSeconds(1));
        TableLayout delayed = layout.withRemovalDelay(Duration.ofDays(1));
        Value.N later = Value.N.of(NOW.getEpochSecond() + 2 + 86_400);

        Map<String, Value> item =
                ((Request.PutItem) delayed.create(session(times), NOW).request()).item();
        assertThat(item.get("expires")).isEqualTo(later);
        assertThat(item.get("expiresAt"))
                .isEqualTo(Value.N.of(NOW.plusSeconds(1).toEpochMilli()));
        TimesChange touch = new TimesChange(Duration.ofSeconds(1), NOW, Duration.ofSeconds(1), NOW.plusSeconds(1));
        Request touching = ((LayoutWrite.InPlace) delayed.touch("abc", touch, NOW)).request();
        assertThat(((Request.UpdateItem) touching).expression().values()).containsValue(later);
        assertThat(delayed.read(item)).isEqualTo(session(times));
    }

    @Test
    void indexedValuesLieBesideTheAttributesInClear() {
        SessionRecord session = new SessionRecord(
                "abc",
                new SessionTimes(NOW, NOW, Duration.ZERO, null),
                Map.of("user", EncodedValue.text("x")),
                Map.of("user", "ann"),
                WriteHistory.of("t3", List.of("t2", "t3"), "t1"));

        assertThat(layout.item(session)).containsEntry("index.user", new Value.S("ann"));
        assertThat(layout.read(layout.item(session))).isEqualTo(session);
    }

    /** A prefix and an id make a key that ends in a character of ids; this one never does. */
    @Test
    void theKeyOfAnInternalItemIsThatOfNoSessionUnderAnyPrefix() {
        String key =
                ((Value.S) layout.claimRound(NOW, Duration.ofMinutes(5)).key().get("pk")).content();

        assertThat(key).startsWith("shop:");
        assertThat(SessionIds.isIdCharacter(key.charAt(key.length() - 1))).isFalse();
        assertThat(layout.idOf(Map.of("pk", new Value.S(key)))).isEmpty();
    }

    @Test
    void theMapOfAttributesIsAlwaysThere() {
        SessionRecord empty =
                new SessionRecord("abc", new SessionTimes(NOW, NOW, Duration.ZERO, null), Map.of(), "token");

        assertThat(layout.item(empty)).containsEntry("attributes", new Value.M(Map.of()));
    }

    @Test
    void anItemThatSomethingElseWroteIsRefusedByNamingWhatItLacks() {
        Map<String, Value> item = new HashMap<>(layout.item(session(new SessionTimes(NOW, NOW, Duration.ZERO, null))));
        item.remove("createdAt");

        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(() -> layout.read(item))
                .withMessageContaining("'createdAt'")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("abc"));
    }

    /** With others, a touch would end outside the numbers. */
    @Test
    void anItemWithTimesThatNobodyMeansIsRefused() {
        Map<String, Value> right =
                layout.item(session(new SessionTimes(NOW, NOW, Duration.ofSeconds(1), NOW.plusSeconds(1))));
        for (String name : List.of("createdAt", "lastAccessedAt", "maxInactiveInterval", "expiresAt")) {
            for (long millis : new long[] {Long.MAX_VALUE, Long.MIN_VALUE}) {
                Map<String, Value> item = new HashMap<>(right);
                item.put(name, Value.N.of(millis));

                assertThatExceptionOfType(SessionStorageException.class)
                        .as(name + " " + millis)
                        .isThrownBy(() -> layout.read(item))
                        .withMessageContaining("its times")
                        .satisfies(e -> assertThat(e.isRetryable()).isFalse());
            }
        }
    }

    @Test
    void noIdFromOutsideAddressesAnotherPrefixOrAnInternalItem() {
        assertThatIllegalArgumentException().isThrownBy(() -> layout.get("x:abc", true));
        assertThat(layout.idOf(Map.of("pk", new Value.S("shop:abc")))).contains("abc");
        assertThat(layout.idOf(Map.of("pk", new Value.S("shop:x:abc")))).isEmpty();
        assertThat(layout.idOf(Map.of("pk", new Value.S("other:abc")))).isEmpty();
        assertThat(layout.idOf(Map.of("pk", Value.N.of(1)))).isEmpty();
    }

    @Test
    void theSizeOfAnItemIsCountedAsDynamoDbCountsIt() {
        assertThat(ItemSize.of(Map.of("id", new Value.S("é")))).isEqualTo(4);
        assertThat(ItemSize.of(new Value.M(Map.of("a", new Value.S("bc"))))).isEqualTo(3 + 1 + 1 + 2);
    }
}
