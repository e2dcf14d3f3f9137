package io.github.dynamodbsession.dynamo.contract;

import static io.github.dynamodbsession.emulator.proxy.FaultProxy.ALWAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Refusals that an operator can fix: at the start they are a matter of configuration, while the application runs a temporary
 * failure.
 */
abstract class RefusalTests extends AdapterTests {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int MAX_LOOKS = 120;

    private FaultProxy proxy;

    RefusalTests(AdapterUnderTest adapter) {
        super(adapter);
    }

    @BeforeEach
    void start() {
        proxy = FaultProxy.to(engine());
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    private static ThrowableAssertAlternative<SessionStorageException> assertThatItMayPass(ThrowingCallable call) {
        return assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.isRetryable()).isTrue())
                .withMessageContaining("not carried out");
    }

    private void dropTable() {
        describe("DeleteTable");
        await("ResourceNotFoundException");
    }

    /** An emulator creates it at once, the service takes some time. */
    private void await(String description) {
        for (int looks = 0; !describe("DescribeTable").toString().contains(description); looks++) {
            assertThat(looks).isLessThan(MAX_LOOKS);
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ExpiredTokenException", "UnrecognizedClientException", "InvalidSignatureException"})
    void credentialsThatAreNotAcceptedWhileTheApplicationRuns(String code) {
        try (SessionStore store = storeOn(creating(proxy.endpoint())).build()) {
            Session session = store.create();
            store.save(session);
            proxy.fault("GetItem", ALWAYS, Fault.answer(400, code));
            proxy.fault("UpdateItem", ALWAYS, Fault.answer(400, code));

            assertThatItMayPass(() -> store.find(session.id())).withMessageContaining("credentials");
            session.setAttribute("a", 1);
            assertThatItMayPass(() -> store.save(session)).withMessageContaining("credentials");

            proxy.heal();
            store.save(session);
            assertThat(store.find(session.id()).orElseThrow().attribute("a")).contains(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ExpiredTokenException", "AccessDeniedException", "ResourceNotFoundException"})
    void whatIsRefusedAtTheStartStopsIt(String code) {
        proxy.fault("DescribeTable", ALWAYS, Fault.answer(400, code));

        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> storeOn(bare(proxy.endpoint())).build().close());
    }

    @Test
    void aPermissionThatIsMissingWhileTheApplicationRuns() {
        try (SessionStore store = storeOn(creating(proxy.endpoint())).build()) {
            proxy.fault("GetItem", ALWAYS, Fault.answer(400, "AccessDeniedException"));

            assertThatItMayPass(() -> store.find("someone")).withMessageContaining("dynamodb:GetItem");
        }
    }

    @Test
    void aTableThatIsGoneIsMadeAgainWithAutoCreate() {
        try (SessionStore store =
                storeOn(creating(proxy.endpoint()).nativeTtl(true)).build()) {
            Session session = store.create();
            store.save(session);
            dropTable();
            proxy.forget();

            assertThatItMayPass(() -> store.find(session.id())).withMessageContaining(table, "autoCreate");
            assertThat(proxy.counts()).isEqualTo(Map.of("GetItem", 1, "CreateTable", 1));
            await("\"ACTIVE\"");
            assertThat(store.find(session.id())).isEmpty();
            Session next = store.create();
            store.save(next);
            assertThat(store.find(next.id())).isPresent();

            assertThat(proxy.counts())
                    .isEqualTo(Map.of("GetItem", 3, "CreateTable", 1, "UpdateTimeToLive", 1, "PutItem", 1));
            assertThat(describe("DescribeTimeToLive").toString()).contains("ENABL", "expires");
        }
    }

    @Test
    void aTableThatIsGoneIsNotMadeWithoutAutoCreate() {
        storeOn(creating(engine())).build().close();
        try (SessionStore store =
                storeOn(bare(proxy.endpoint()).nativeTtl(false)).build()) {
            dropTable();
            proxy.forget();

            assertThatItMayPass(() -> store.find("someone")).withMessageContaining(table);

            assertThat(proxy.counts()).isEqualTo(Map.of("GetItem", 1));
        }
    }
}
