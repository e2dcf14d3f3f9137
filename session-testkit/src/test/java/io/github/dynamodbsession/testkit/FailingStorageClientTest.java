package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.ExpiresByItself;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.testkit.FailingStorageClient.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FailingStorageClientTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TTL = Duration.ofHours(1);

    private final StorageClient good = Break.good();
    private final FailingStorageClient client = FailingStorageClient.of(good);
    private final SessionRecord session = new SessionRecord(
            "id", new SessionTimes(NOW, NOW, TTL, NOW.plus(TTL)), PromiseTests.texts("name", "value"), "token");

    @Test
    void doesAsItsDelegateUntilAFaultIsAskedFor() {
        client.init();
        assertThat(client.put(new Change.Create(session), NOW)).isEqualTo(PutResult.applied());
        assertThat(client.get("id", NOW)).hasValue(session);
        assertThat(good.get("id", NOW)).hasValue(session);
        assertThat(client.setExpires("id", new TimesChange(TTL, NOW, TTL, NOW.plus(TTL)), NOW))
                .isTrue();
        assertThat(client.delete("id", NOW)).hasValue(session);
        assertThat(client.deleteExpired(NOW, removed -> {}).removed()).isZero();
        client.close();
    }

    @Test
    void everyOperationCanFailBeforeItIsApplied() {
        for (Operation operation : Operation.values()) {
            client.on(operation).failBeforeApplying();
            assertThatThrownBy(call(operation))
                    .as("%s", operation)
                    .isInstanceOfSatisfying(SessionStorageException.class, e -> assertThat(e.isRetryable())
                            .isTrue());
            assertThat(client.calls(operation)).isEqualTo(1);
        }
        assertThat(good.get("id", NOW)).isEmpty();
        assertThat(good.get("new", NOW)).isEmpty();
    }

    @Test
    void whatFailsAfterwardsIsAppliedNevertheless() {
        client.on(Operation.CREATE).failAfterApplying();
        assertThatThrownBy(call(Operation.CREATE)).isInstanceOf(SessionStorageException.class);
        assertThat(good.get("id", NOW)).hasValue(session);

        client.on(Operation.RENAME).failAfterApplying();
        assertThatThrownBy(call(Operation.RENAME)).isInstanceOf(SessionStorageException.class);
        assertThat(good.get("new", NOW)).isPresent();
        assertThat(good.get("id", NOW)).isEmpty();
    }

    @Test
    void failsAsOftenAsItIsAskedAndInThatOrder() {
        client.on(Operation.GET).times(2).failBeforeApplying();
        client.on(Operation.GET).with(() -> new IllegalStateException("third")).failAfterApplying();

        assertThatThrownBy(call(Operation.GET)).isInstanceOf(SessionStorageException.class);
        assertThatThrownBy(call(Operation.GET)).isInstanceOf(SessionStorageException.class);
        assertThatThrownBy(call(Operation.GET)).isInstanceOf(IllegalStateException.class);
        assertThat(client.get("id", NOW)).isEmpty();
        assertThat(client.calls(Operation.GET)).isEqualTo(4);
    }

    @Test
    void otherOperationsDoNotFail() {
        client.on(Operation.UPDATE).failBeforeApplying();

        assertThat(client.put(new Change.Create(session), NOW)).isEqualTo(PutResult.applied());
        assertThatThrownBy(call(Operation.UPDATE)).isInstanceOf(SessionStorageException.class);
    }

    @Test
    void faultsThatWereNotMetCanBeForgotten() {
        client.on(Operation.GET).times(1_000).failBeforeApplying();

        client.heal();

        assertThat(client.get("id", NOW)).isEmpty();
    }

    @Test
    void aCallIsHeldUntilItIsReleased() {
        good.put(new Change.Create(session), NOW);
        FailingStorageClient.Hold hold = client.on(Operation.DELETE).holdBeforeApplying();

        List<Boolean> results = Overlap.of(2, (i, others) -> {
            if (i == 0) {
                return client.delete("id", NOW).isPresent();
            }
            hold.awaitArrival();
            boolean there = good.get("id", NOW).isPresent();
            hold.release();
            return there;
        });

        assertThat(results).containsExactly(true, true);
        assertThat(good.get("id", NOW)).isEmpty();
    }

    @Test
    void aFaultOfNoCallsIsRefused() {
        assertThatThrownBy(() -> client.on(Operation.GET).times(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("times");
    }

    @Test
    void passesCapabilitiesOn() {
        StorageClient capable = new Capable(good);

        assertThat(FailingStorageClient.of(capable).capability(ExpiresByItself.class))
                .hasValue((Capable) capable);
        assertThat(client.capability(ExpiresByItself.class)).isEmpty();
    }

    private static final class Capable extends ClientDecorator implements ExpiresByItself {
        Capable(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public boolean removesExpired() {
            return true;
        }

        @Override
        public void delayRemoval(Duration grace) {}
    }

    private ThrowingCallable call(Operation operation) {
        TimesChange times = new TimesChange(TTL, NOW, TTL, NOW.plus(TTL));
        return switch (operation) {
            case INIT -> client::init;
            case GET -> () -> client.get("id", NOW);
            case CREATE -> () -> client.put(new Change.Create(session), NOW);
            case UPDATE -> () -> client.put(new Change.Update("id", AttributeChanges.none(), null, "next"), NOW);
            case RENAME ->
                () -> client.put(
                        new Change.Rename("id", "token", new SessionRecord("new", session.times(), Map.of(), "next")),
                        NOW);
            case SET_EXPIRES -> () -> client.setExpires("id", times, NOW);
            case DELETE -> () -> client.delete("id", NOW);
            case DELETE_EXPIRED -> () -> client.deleteExpired(NOW, removed -> {});
        };
    }
}
