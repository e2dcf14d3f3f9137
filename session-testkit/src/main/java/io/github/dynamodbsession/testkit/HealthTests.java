package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynamodbsession.core.OperationEvent;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.StorageHealth;
import io.github.dynamodbsession.core.storage.StorageStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The health of a storage, as reported by a store, and by the storage itself if it has the capability. */
@Asks(Promise.HEALTH)
abstract class HealthTests extends PromiseTests {

    private final AtomicLong nanos = new AtomicLong();

    HealthTests(StorageUnderTest contract) {
        super(contract);
    }

    private StorageHealth healthOf(StorageClient client) {
        Optional<StorageHealth> health = client.capability(StorageHealth.class);
        assumeTrue(health.isPresent(), "this storage cannot be looked at (capability StorageHealth)");
        return health.orElseThrow();
    }

    @Test
    @LookAt("A storage that init has made ready says that it is not: what does look() ask for that init does "
            + "not make?")
    void aStorageThatWasMadeReadyIsReady() {
        StorageStatus found = healthOf(newClient()).look();

        assertThat(found.reason()).isEmpty();
        assertThat(found.ready()).isTrue();
    }

    @Test
    @LookAt("A look changed or showed a session: does look() read the state of the storage only?")
    void aLookChangesNothingAndShowsNoSession() {
        StorageClient client = newClient();
        StorageHealth health = healthOf(client);
        SessionRecord session = created(client, newRecord("name", VALUE));

        StorageStatus found = health.look();

        assertThat(stored(client, session.id())).isEqualTo(session);
        assertThat(found.toString()).doesNotContain(session.id()).doesNotContain(VALUE);
    }

    @Test
    @LookAt("Looks at once disturb each other: does look() keep something in a field?")
    void manyMayLookAtOnce() {
        List<StorageHealth> nodes = List.of(healthOf(newClient()), healthOf(newClient()));

        List<StorageStatus> found = Overlap.of(
                Overlap.THREADS, (i, others) -> nodes.get(i % nodes.size()).look());

        assertThat(found).hasSize(Overlap.THREADS).allMatch(StorageStatus::ready);
    }

    @Test
    @LookAt("A store says otherwise than its storage: does look() say the same when it is asked twice?")
    void aStoreSaysWhatItsStorageSaysOrThatItIsReady() {
        StorageClient client = newClient();
        StorageStatus found = client.capability(StorageHealth.class)
                .map(StorageHealth::look)
                .orElse(new StorageStatus(true, "", Map.of()));

        assertThat(nodeOn(client).build().health()).isEqualTo(found);
    }

    @Test
    @LookAt("A store looked too often: is StorageHealth answered by the client's capability(), and by nothing else?")
    void aStoreLooksOnceInTenSecondsHoweverManyAskAndNeverInARequest() {
        StorageClient client = newClient();
        healthOf(client);
        Queue<OperationEvent.Outcome> looks = new ConcurrentLinkedQueue<>();
        SessionStore node = nodeOn(client)
                .ticker(nanos::get)
                .listener(new SessionListener() {
                    @Override
                    public void onOperation(OperationEvent operation) {
                        if (operation.kind() == OperationEvent.Kind.HEALTH) {
                            looks.add(operation.outcome());
                        }
                    }
                })
                .build();
        String id = stored(node, Map.of("a", 1));
        node.save(found(node, id));
        node.delete(id);
        assertThat(looks).as("looks of requests").isEmpty();

        assertThat(Overlap.of(Overlap.THREADS, (i, others) -> node.health())).allMatch(StorageStatus::ready);
        nanos.addAndGet(Duration.ofSeconds(9).toNanos());
        node.health();
        assertThat(looks).containsExactly(OperationEvent.Outcome.DONE);

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        node.health();
        assertThat(looks).containsExactly(OperationEvent.Outcome.DONE, OperationEvent.Outcome.DONE);
    }
}
