package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Promise 4. */
@Asks(Promise.CREATE_NEVER_OVERWRITES)
abstract class CreateNeverOverwritesTests extends PromiseTests {

    CreateNeverOverwritesTests(StorageUnderTest contract) {
        super(contract);
    }

    @Test
    @LookAt("A create overwrote a living session, or was not answered as id taken: is it an insert, "
            + "conditional on nothing being there, never an insert or update?")
    void theIdOfALivingSessionIsTaken() {
        StorageClient client = newClient();
        SessionRecord living = created(client, newRecord("name", VALUE));
        SessionRecord intruder = new SessionRecord(living.id(), timesOf(TTL), texts("other", VALUE), newToken());

        assertThat(client.put(new Change.Create(intruder), now())).isEqualTo(PutResult.idTaken());

        assertThat(stored(client, living.id())).isEqualTo(living);
    }

    @Test
    @LookAt("A repeated id was not reported, or overwrote a session: is a create where a session is answered "
            + "as id taken?")
    void aStoreWhoseIdsRepeatSaysSoAndOverwritesNothing() {
        String id = newId();
        SessionStore node = nodeOn(newClient())
                .tokens(TokenKind.PLAIN)
                .idGenerator(() -> id)
                .build();
        stored(node, Map.of("name", "first"));
        Session second = node.create();
        second.setAttribute("name", "second");

        assertThatThrownBy(() -> node.save(second))
                .isInstanceOfSatisfying(SessionStorageException.class, e -> assertThat(e.isRetryable())
                        .isFalse())
                .hasMessageContaining("idGenerator")
                .hasMessageNotContaining(id);

        assertThat(attributes(node, id)).isEqualTo(Map.of("name", "first"));
    }

    @Test
    @LookAt("Of several creates under one id not exactly one was applied: is the insert one step with asking "
            + "that nothing is there (a primary key, an if-not-exists)?")
    void ofOverlappingCreatesUnderOneIdOneWinsWhole() {
        List<StorageClient> nodes = List.of(newClient(), newClient());
        for (int round = 0; round < Overlap.ROUNDS; round++) {
            assertOneWins(nodes, newId());
        }
    }

    @Test
    @LookAt("Several creates replaced one expired session: is the replacement conditional on the version of "
            + "the expired one?")
    void ofOverlappingCreatesWhereAnExpiredSessionIsStillStoredOneWinsWhole() {
        List<StorageClient> nodes = List.of(newClient(), newClient());
        for (int round = 0; round < Overlap.ROUNDS / 2; round++) {
            SessionRecord expired = created(nodes.get(0), newRecord(Duration.ofMinutes(30), "old", "content"));
            clock.moveTo(expiry(expired));
            assertOneWins(nodes, expired.id());
        }
    }

    @Test
    @LookAt("An id change overwrote another session: does a rename ask, in one step with its writes, that "
            + "nothing living is under the new id?")
    void aSessionCannotMoveToTheIdOfALivingOne() {
        StorageClient client = newClient();
        SessionRecord living = created(client, newRecord("name", VALUE));
        SessionRecord session = created(client, newRecord("other", VALUE));
        SessionRecord moved = new SessionRecord(living.id(), session.times(), session.attributes(), newToken());

        assertThat(client.put(new Change.Rename(session.id(), session.writeToken(), moved), now()))
                .isEqualTo(PutResult.idTaken());

        assertThat(stored(client, living.id())).isEqualTo(living);
        assertThat(stored(client, session.id())).isEqualTo(session);
    }

    @Test
    @LookAt("A create and an id change to one id were both applied, or neither: does each ask, in one step "
            + "with its write, that nothing is under the id?")
    void ofAnArrivalAndAMoveToOneIdOneWinsWhole() {
        List<StorageClient> nodes = List.of(newClient(), newClient());
        for (int round = 0; round < Overlap.ROUNDS; round++) {
            SessionRecord session = created(nodes.get(0), newRecord("name", "moved"));
            SessionRecord moved = new SessionRecord(newId(), session.times(), session.attributes(), newToken());
            SessionRecord arriving = new SessionRecord(moved.id(), timesOf(TTL), texts("name", "new"), newToken());

            List<PutResult> results = Overlap.of(2, (i, others) -> nodes.get(i)
                    .put(
                            i == 0
                                    ? new Change.Create(arriving)
                                    : new Change.Rename(session.id(), session.writeToken(), moved),
                            now()));

            assertThat(results).containsExactlyInAnyOrder(PutResult.applied(), PutResult.idTaken());
            if (results.get(0).equals(PutResult.applied())) {
                assertThat(stored(nodes.get(1), moved.id())).isEqualTo(arriving);
                assertThat(stored(nodes.get(1), session.id())).isEqualTo(session);
            } else {
                assertThat(stored(nodes.get(0), moved.id())).isEqualTo(moved);
                assertAbsent(nodes.get(0), session.id());
            }
        }
    }

    private void assertOneWins(List<StorageClient> nodes, String id) {
        List<SessionRecord> candidates = java.util.stream.IntStream.range(0, Overlap.THREADS)
                .mapToObj(i -> new SessionRecord(
                        id, timesOf(TTL), texts("name", "value-" + i, "only-" + i, VALUE), newToken()))
                .toList();

        List<PutResult> results = Overlap.of(Overlap.THREADS, (i, others) -> nodes.get(i % nodes.size())
                .put(new Change.Create(candidates.get(i)), now()));

        assertThat(results)
                .containsOnlyOnce(PutResult.applied())
                .containsOnly(PutResult.applied(), PutResult.idTaken());
        SessionRecord winner = candidates.get(results.indexOf(PutResult.applied()));
        assertThat(stored(nodes.get(0), id)).isEqualTo(winner);
    }
}
