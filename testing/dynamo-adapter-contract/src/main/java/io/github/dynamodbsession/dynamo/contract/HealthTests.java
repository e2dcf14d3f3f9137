package io.github.dynamodbsession.dynamo.contract;

import static io.github.dynamodbsession.emulator.proxy.FaultProxy.ALWAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.StorageHealth;
import io.github.dynamodbsession.core.storage.StorageStatus;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Health checks of the table, which consume no capacity. */
abstract class HealthTests extends AdapterTests {

    private final List<CallListener.Made> made = new CopyOnWriteArrayList<>();
    private FaultProxy proxy;
    private StorageClient storage;

    HealthTests(AdapterUnderTest adapter) {
        super(adapter);
    }

    @BeforeEach
    void start() {
        proxy = FaultProxy.to(engine());
        storage = creating(proxy.endpoint())
                .callTimeout(Duration.ofSeconds(3))
                .callListener(made::add)
                .build();
        storage.init();
        made.clear();
        proxy.forget();
    }

    @AfterEach
    void stop() {
        storage.close();
        proxy.close();
    }

    private StorageStatus look() {
        return storage.capability(StorageHealth.class).orElseThrow().look();
    }

    private StorageStatus notReady() {
        StorageStatus found = look();
        assertThat(found.ready()).isFalse();
        return found;
    }

    @Test
    void aLookIsOneDescriptionAndConsumesNothing() {
        assertThat(look())
                .isEqualTo(new StorageStatus(
                        true, "", Map.of("table", table, "status", "ACTIVE", "billingMode", "PAY_PER_REQUEST")));

        assertThat(proxy.counts()).isEqualTo(Map.of("DescribeTable", 1));
        assertThat(made).singleElement().satisfies(call -> {
            assertThat(call.operation()).isEqualTo("DescribeTable");
            assertThat(call.readUnits() + call.writeUnits()).isZero();
        });
    }

    @Test
    void provisionedCapacityIsTold() {
        ownTable.delete();
        try (StorageClient provisioned =
                creating(engine()).readCapacity(3).writeCapacity(3).build()) {
            provisioned.init();
        }

        assertThat(look().details()).containsEntry("billingMode", "PROVISIONED");
    }

    @Test
    void aDeletedTableIsNotReadyAndAgainWhenItIsBack() {
        ownTable.delete();
        assertThat(notReady().reason()).contains(table + " does not exist");

        storage.init();
        assertThat(look().ready()).isTrue();
    }

    @Test
    void aRoleThatMayNotLookIsToldTheAction() {
        proxy.fault("DescribeTable", ALWAYS, Fault.answer(400, "AccessDeniedException"));

        assertThat(notReady().reason()).contains("dynamodb:DescribeTable").contains(table);
    }

    @Test
    void aTableThatDoesNotAnswerIsAFailureWithinTheTimeOut() {
        proxy.fault("DescribeTable", ALWAYS, Fault.delay(Duration.ofSeconds(30)));

        long start = System.nanoTime();
        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(this::look)
                .withMessageContaining("did not answer DescribeTable");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    /** Through a store, which caches the result. */
    @Test
    void aStoreIsNotReadyWhileTheEndpointIsGoneAndTellsItsListeners() {
        AtomicLong nanos = new AtomicLong();
        List<SessionException> notified = new CopyOnWriteArrayList<>();
        SessionStore store = SessionStore.builder(storage)
                .clock(clock)
                .cleanupInterval(Duration.ZERO)
                .init(false)
                .ticker(nanos::get)
                .listener(new SessionListener() {
                    @Override
                    public void onFailure(SessionException failure) {
                        notified.add(failure);
                    }
                })
                .build();
        assertThat(store.health().ready()).isTrue();
        proxy.fault("DescribeTable", ALWAYS, Fault.RESET);
        assertThat(store.health().ready()).as("cached").isTrue();
        assertThat(notified).isEmpty();

        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        StorageStatus gone = store.health();
        assertThat(store.health()).isEqualTo(gone);

        assertThat(gone.ready()).isFalse();
        assertThat(gone.reason()).contains("DescribeTable").contains(table).contains("can it be reached");
        assertThat(notified).extracting(Throwable::getMessage).containsExactly(gone.reason());
        proxy.heal();
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(store.health().ready()).isTrue();
    }

    @Test
    void aHundredRequestsLookAtNothing() {
        SessionStore store = SessionStore.builder(storage)
                .clock(clock)
                .cleanupInterval(Duration.ZERO)
                .init(false)
                .build();
        for (int i = 0; i < 100; i++) {
            Session session = store.create();
            session.setAttribute("a", i);
            store.save(session);
            store.save(store.find(session.id()).orElseThrow());
        }

        assertThat(proxy.counts()).isEqualTo(Map.of("PutItem", 100, "GetItem", 100));
    }
}
