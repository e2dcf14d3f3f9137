package io.github.dynamodbsession.dynamo.contract;

import static io.github.dynamodbsession.emulator.proxy.FaultProxy.ALWAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.contract.AdapterUnderTest.UsersClient;
import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A client of the SDK that belongs to the application, and the adapter's own. */
abstract class ClientTests extends AdapterTests {

    private static final int CONNECTIONS = 4;
    private static final Duration BURST_TIMEOUT = Duration.ofSeconds(4);

    ClientTests(AdapterUnderTest adapter) {
        super(adapter);
    }

    private DynamoStorageBuilder<?> on(UsersClient client) {
        return client.newBuilder().get().tableName(table).autoCreate(true).nativeTtl(false);
    }

    @Test
    void aClientOfTheUsersIsUsedAndStaysOpen() {
        try (FaultProxy proxy = FaultProxy.to(engine());
                UsersClient client = adapter().newUsersClient(proxy.endpoint())) {
            storeOn(on(client)).build().close();

            try (SessionStore store = storeOn(on(client)).build()) {
                Session session = store.create();
                store.save(session);
                assertThat(store.find(session.id())).isPresent();
            }

            assertThat(proxy.counts()).containsKeys("DescribeTable", "PutItem", "GetItem");
        }
    }

    @Test
    void aClientThatTheAdapterMadeIsClosedWithTheStorage() {
        SessionStore store = storeOn(creating(engine())).build();
        store.close();

        assertThatExceptionOfType(SessionException.class).isThrownBy(() -> store.find("someone"));
    }

    @Test
    void whatAClientIsMadeOfIsNotForAGivenOne() {
        try (UsersClient client = adapter().newUsersClient(engine())) {
            assertThatExceptionOfType(SessionConfigurationException.class)
                    .isThrownBy(() -> on(client).region("us-east-1").build())
                    .withMessageContaining("region");
        }
    }

    @Test
    void aCallIsBoundedInTimeAlsoOnAClientOfTheUsers() {
        try (FaultProxy proxy = FaultProxy.to(engine());
                UsersClient client = adapter().newUsersClient(proxy.endpoint());
                SessionStore impatient =
                        storeOn(on(client).callTimeout(Duration.ofMillis(600))).build()) {
            proxy.fault("GetItem", ALWAYS, Fault.delay(Duration.ofSeconds(20)));

            assertThatExceptionOfType(SessionStorageException.class)
                    .isThrownBy(() -> impatient.find("someone"))
                    .withMessageContaining("did not answer GetItem")
                    .satisfies(e -> assertThat(e.isRetryable()).isTrue());
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    /** A call that waits for a connection inside the SDK uses up its attempt without being sent. */
    @Test
    void everyCallOfABurstWhoseTurnComesInTimeIsAnswered() throws Exception {
        try (FaultProxy proxy = FaultProxy.to(engine());
                SessionStore store = storeOn(creating(proxy.endpoint())
                                .callTimeout(BURST_TIMEOUT)
                                .maxConnections(CONNECTIONS))
                        .build()) {
            store.find("warm");
            proxy.fault("GetItem", ALWAYS, Fault.delay(BURST_TIMEOUT.dividedBy(5)));

            List<CompletableFuture<Optional<Session>>> found = burst(store, 3 * CONNECTIONS);

            assertThat(found).allSatisfy(each -> assertThat(each.get()).isEmpty());
            assertThat(proxy.count("GetItem")).isEqualTo(1 + 3 * CONNECTIONS);
        }
    }

    @Test
    void aCallWhoseTurnDoesNotComeInTimeIsNotSentAndSaysSo() throws Exception {
        try (FaultProxy proxy = FaultProxy.to(engine());
                SessionStore store = storeOn(creating(proxy.endpoint())
                                .callTimeout(Duration.ofMillis(900))
                                .maxConnections(1))
                        .build()) {
            store.find("warm");
            proxy.fault("GetItem", ALWAYS, Fault.delay(Duration.ofSeconds(2)));

            List<String> failures = new ArrayList<>();
            for (CompletableFuture<Optional<Session>> each : burst(store, 6)) {
                assertThat(each).failsWithin(Duration.ofSeconds(30));
                failures.add(
                        each.handle((found, failure) -> failure.getMessage()).join());
            }

            assertThat(failures).anySatisfy(failure -> assertThat(failure).contains("was not sent", "maxConnections"));
        }
    }

    private static List<CompletableFuture<Optional<Session>>> burst(SessionStore store, int size) {
        List<CompletableFuture<Optional<Session>>> found = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            CompletableFuture<Optional<Session>> future = new CompletableFuture<>();
            String id = "someone" + i; // reads of one session share a call
            found.add(future);
            new Thread(() -> {
                        try {
                            future.complete(store.find(id));
                        } catch (RuntimeException e) {
                            future.completeExceptionally(e);
                        }
                    })
                    .start();
        }
        return found;
    }
}
