package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Promise 12. */
@Asks(Promise.SHARING)
abstract class SharingTests extends PromiseTests {

    SharingTests(StorageUnderTest contract) {
        super(contract);
    }

    @Test
    @LookAt("Threads that share one client disturb each other: does it keep a connection, a statement or a "
            + "buffer in a field, or wait for a connection that never comes free?")
    void anyNumberOfThreadsShareOneStoreAndItsClient() {
        SessionStore node = newNode();

        Overlap.of(2 * Overlap.THREADS, (thread, others) -> {
            for (int i = 0; i < 5; i++) {
                String id = stored(node, Map.of("thread", thread, "i", i));
                Session session = found(node, id);
                session.setAttribute("i", -i);
                assertThat(node.save(session)).isIn(SaveResult.CHANGED, SaveResult.UNCHANGED);
                node.changeId(session);
                assertThat(node.save(session)).isEqualTo(SaveResult.RENAMED);
                assertThat(attributes(node, session.id())).isEqualTo(Map.of("thread", thread, "i", -i));
                assertThat(node.delete(session)).isTrue();
                assertAbsent(node, id);
                assertAbsent(node, session.id());
            }
            return true;
        });
    }

    @Test
    @LookAt("Of nodes that make the storage ready at once one failed: does init take a table that another "
            + "node has just made for done?")
    void anyNumberOfNodesMayMakeTheStorageReadyAtOnce() {
        List<StorageClient> clients =
                Stream.generate(contract()::newClient).limit(4).toList();
        clients.forEach(this::closedLater);

        Overlap.of(Overlap.THREADS, (i, others) -> {
            clients.get(i % clients.size()).init();
            return true;
        });

        SessionRecord session = created(clients.get(0), newRecord("name", VALUE));
        assertThat(clients)
                .allSatisfy(client -> assertThat(stored(client, session.id())).isEqualTo(session));
    }

    @Test
    @LookAt("A second init changed what is stored: does it make what is missing only?")
    void makingItReadyAgainChangesNothing() {
        StorageClient client = newClient();
        SessionRecord session = created(client, newRecord("name", VALUE));

        client.init();
        newClient().init();

        assertThat(stored(client, session.id())).isEqualTo(session);
    }

    @Test
    @LookAt("Closing one client failed the second time, or broke another one: who owns what is shared, such "
            + "as a pool?")
    void aClientMayBeClosedTwiceAndOthersGoOn() {
        StorageClient closed = newClient();
        StorageClient other = newClient();
        SessionRecord session = created(closed, newRecord("name", VALUE));

        contract().closeClient(closed);
        contract().closeClient(closed);

        assertThat(stored(other, session.id())).isEqualTo(session);
    }

    @Test
    @LookAt("Threads that save one session at once lost an attribute, or stored it twice: is the write "
            + "conditional on the version, and a create that finds its own token answered as applied?")
    void severalThreadsOfOneRequestShareItsSession() {
        SessionStore node = newNode();
        for (int round = 0; round < Overlap.ROUNDS / 2; round++) {
            Session session = node.create();

            List<SaveResult> results = Overlap.of(Overlap.THREADS, (i, others) -> {
                session.setAttribute("attribute-" + i, i);
                return node.save(session);
            });

            assertThat(results).doesNotContain(SaveResult.ENDED).containsOnlyOnce(SaveResult.CREATED);
            Map<String, Object> expected = new HashMap<>();
            for (int i = 0; i < Overlap.THREADS; i++) {
                expected.put("attribute-" + i, i);
            }
            assertThat(attributes(node, session.id())).isEqualTo(expected);
        }
    }
}
