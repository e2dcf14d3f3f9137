package io.github.dynamodbsession.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionStorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the contract of the testkit cannot see: races that are lost, and documents that are damaged. */
class DocumentStorageClientTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TTL = Duration.ofMinutes(30);
    private static final AttributeChanges CHANGES =
            new AttributeChanges(Map.of("name", EncodedValue.text("new")), Set.of());

    private final MapDocumentStorage storage = new MapDocumentStorage();
    private final StorageClient client = DocumentStorageClient.of(storage);

    @Test
    void aRaceThatIsLostIsRunAgain() {
        create("id");
        storage.loseRaces(5);
        assertThat(client.put(new Change.Update("id", CHANGES, null, "2"), NOW)).isEqualTo(PutResult.applied());
        storage.loseRaces(5);
        assertThat(client.setExpires("id", new TimesChange(TTL, NOW, TTL, NOW.plus(TTL)), NOW))
                .isTrue();
        storage.loseRaces(5);
        assertThat(client.put(new Change.Rename("id", "2", record("new", "3")), NOW))
                .isEqualTo(PutResult.applied());
        storage.loseRaces(5);
        assertThat(client.delete("new", NOW)).isPresent();
    }

    @Test
    void racesAreRunSoManyTimesAndNotForEver() {
        create("id");
        int before = storage.writesTried();
        storage.loseRaces(Integer.MAX_VALUE);

        assertThatThrownBy(() -> client.put(new Change.Update("id", CHANGES, null, "2"), NOW))
                .isInstanceOfSatisfying(SessionStorageException.class, e -> assertThat(e.isRetryable())
                        .isTrue())
                .hasMessageContaining("concurrently")
                .hasMessageNotContaining("id'");
        assertThat(storage.writesTried() - before).isEqualTo(100);
    }

    @Test
    void anExpiredSessionInTheWayOfAnIdChangeIsTakenAway() {
        create("expired");
        Instant later = NOW.plus(TTL);
        SessionRecord session =
                new SessionRecord("id", new SessionTimes(later, later, TTL, later.plus(TTL)), Map.of(), "1");
        client.put(new Change.Create(session), later);
        storage.loseRaces(1);

        assertThat(client.put(new Change.Rename("id", "1", session.withId("expired")), later))
                .isEqualTo(PutResult.applied());
        assertThat(client.get("expired", later)).hasValue(session.withId("expired"));
    }

    @Test
    void aRoundOfCleanUpGoesOnAfterAFailure() {
        List<String> ids = List.of("a", "b", "damaged", "kept", "e", "f");
        ids.forEach(this::create);
        storage.put(new Document("damaged", "1", NOW.plus(TTL), new byte[] {1, 2, 3}));
        storage.keep("kept");
        List<String> removed = new ArrayList<>();

        ReapResult result = client.deleteExpired(NOW.plus(TTL), session -> removed.add(session.id()));

        assertThat(removed).containsExactlyInAnyOrder("a", "b", "e", "f");
        assertThat(result.removed()).isEqualTo(4);
        assertThat(result.failed()).isEqualTo(2);
        assertThat(result.firstFailure()).isPresent();
        assertThat(result.toString()).isEqualTo("removed 4, failed 2");
    }

    @Test
    void aDamagedDocumentIsSaidToBeDamaged() {
        storage.put(new Document("id", "1", null, new byte[] {1, 2, 3}));

        assertThatThrownBy(() -> client.get("id", NOW))
                .isInstanceOfSatisfying(SessionStorageException.class, e -> assertThat(e.isRetryable())
                        .isFalse());
    }

    @Test
    void aDocumentSharesItsBytesWithNobody() {
        byte[] bytes = {1, 2, 3};
        Document document = new Document("id", "1", null, bytes);
        bytes[0] = 9;
        document.content()[1] = 9;

        assertThat(document.content()).containsExactly(1, 2, 3);
        assertThat(document.toString()).isEqualTo("document of 3 bytes");
    }

    private void create(String id) {
        assertThat(client.put(new Change.Create(record(id, "1")), NOW)).isEqualTo(PutResult.applied());
    }

    private static SessionRecord record(String id, String token) {
        return new SessionRecord(
                id, new SessionTimes(NOW, NOW, TTL, NOW.plus(TTL)), Map.of("name", EncodedValue.text("old")), token);
    }
}
