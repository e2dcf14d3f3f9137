package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Promise 7, where requests overlap. */
@Asks(Promise.ID_CHANGE)
abstract class IdChangeOverlapTests extends PromiseTests {

    IdChangeOverlapTests(StorageUnderTest contract) {
        super(contract);
    }

    @Test
    @LookAt("A save that was acknowledged is not in the session under its new id: is the rename conditional "
            + "on the write token, in one step with both of its writes?")
    void everySaveAcknowledgedBeforeAnIdChangeIsInTheNewSession() {
        List<SessionStore> nodes = List.of(newNode(), newNode());
        for (int round = 0; round < Overlap.ROUNDS; round++) {
            String id = stored(nodes.get(0), Map.of("kept", VALUE));
            Session login = found(nodes.get(0), id);
            nodes.get(0).changeId(login);

            List<SaveResult> results = Overlap.of(Overlap.THREADS, (i, others) -> {
                SessionStore node = nodes.get(i % nodes.size());
                Session session = i == 0 ? login : found(node, id);
                others.await();
                session.setAttribute("attribute-" + i, i);
                return node.save(session);
            });

            assertThat(results.get(0)).isEqualTo(SaveResult.RENAMED);
            Map<String, Object> expected = new HashMap<>(Map.of("kept", VALUE, "attribute-0", 0));
            for (int i = 1; i < Overlap.THREADS; i++) {
                assertThat(results.get(i)).isIn(SaveResult.CHANGED, SaveResult.ENDED);
                if (results.get(i) == SaveResult.CHANGED) {
                    expected.put("attribute-" + i, i);
                }
            }
            assertThat(attributes(nodes.get(1), login.id())).isEqualTo(expected);
            assertAbsent(nodes.get(1), id);
        }
    }

    @Test
    @LookAt("Of id changes at once not exactly one was applied: is the rename conditional on the session "
            + "under the old id being there with the token that was read?")
    void ofOverlappingIdChangesOneMovesTheSession() {
        List<SessionStore> nodes = List.of(newNode(), newNode());
        for (int round = 0; round < Overlap.ROUNDS; round++) {
            String id = stored(nodes.get(0), Map.of("kept", VALUE));
            List<Session> logins = List.of(found(nodes.get(0), id), found(nodes.get(1), id), found(nodes.get(0), id));

            List<SaveResult> results = Overlap.of(logins.size(), (i, others) -> {
                SessionStore node = nodes.get(i % nodes.size());
                node.changeId(logins.get(i));
                return node.save(logins.get(i));
            });

            assertThat(results).containsExactlyInAnyOrder(SaveResult.RENAMED, SaveResult.ENDED, SaveResult.ENDED);
            assertAbsent(nodes.get(0), id);
            for (int i = 0; i < logins.size(); i++) {
                boolean alive = nodes.get(0).find(logins.get(i).id()).isPresent();
                assertThat(alive).isEqualTo(results.get(i) == SaveResult.RENAMED);
            }
        }
    }

    @Test
    @LookAt("A session was alive under its new id though it was deleted under the old one: are delete and "
            + "rename conditional on each other, each in one step?")
    void anIdChangeThatOverlapsADeleteNeverLeavesASessionThatWasDeleted() {
        List<SessionStore> nodes = List.of(newNode(), newNode());
        for (int round = 0; round < Overlap.ROUNDS; round++) {
            String id = stored(nodes.get(0), Map.of("kept", VALUE));
            Session login = found(nodes.get(0), id);
            nodes.get(0).changeId(login);

            List<Object> results = Overlap.of(2, (i, others) -> {
                if (i == 0) {
                    return nodes.get(0).save(login);
                }
                boolean deleted = nodes.get(1).delete(id);
                assertAbsent(nodes.get(1), id);
                return deleted;
            });

            assertThat(results.get(0)).isIn(SaveResult.ENDED, SaveResult.RENAMED);
            assertThat(results.get(1)).isEqualTo(true);
            assertAbsent(nodes.get(0), id);
            assertAbsent(nodes.get(1), login.id());
        }
    }

    /** One look is at two moments; so the id that decides is asked first. */
    @Test
    @LookAt("Both ids were alive at once, or neither: are the two writes of a rename a single transaction, "
            + "and does a read never give an older state than an earlier read?")
    void nobodyEverSeesBothIdsOrNeither() {
        List<StorageClient> nodes = List.of(newClient(), newClient());
        SessionStore store = nodeOn(nodes.get(0)).build();
        for (int round = 0; round < Overlap.ROUNDS; round++) {
            String id = stored(store, Map.of("kept", VALUE));
            Session login = found(store, id);
            String newId = store.changeId(login);
            AtomicBoolean done = new AtomicBoolean();

            Overlap.of(3, (i, others) -> {
                if (i == 0) {
                    try {
                        return store.save(login);
                    } finally {
                        done.set(true);
                    }
                }
                StorageClient client = nodes.get(i % nodes.size());
                boolean last;
                do {
                    last = done.get();
                    if (i == 1 && client.get(newId, now()).isPresent()) {
                        assertThat(client.get(id, now()))
                                .as("the old id beside the new one")
                                .isEmpty();
                    }
                    if (i == 2 && client.get(id, now()).isEmpty()) {
                        assertThat(client.get(newId, now()))
                                .as("the new id after the old one")
                                .isPresent();
                    }
                } while (!last);
                return SaveResult.UNCHANGED;
            });
        }
    }
}
