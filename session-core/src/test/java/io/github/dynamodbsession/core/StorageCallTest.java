package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.DocumentStorageClient;
import io.github.dynamodbsession.core.storage.MapDocumentStorage;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StorageCallTest {

    /** A storage without any optional capability. */
    private final StorageClient plain = DocumentStorageClient.of(new MapDocumentStorage());

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TTL = Duration.ofMinutes(30);

    @Test
    void nothingThatIsPrintedShowsAnIdOrAValue() {
        SessionRecord session = new SessionRecord(
                "s3cret",
                new SessionTimes(NOW, NOW, TTL, NOW.plus(TTL)),
                Map.of("name", EncodedValue.text("s3cret")),
                "token");
        List<StorageCall> calls = List.of(
                new StorageCall.Get("s3cret", NOW),
                new StorageCall.Delete("s3cret", NOW),
                new StorageCall.SetExpires("s3cret", new TimesChange(TTL, NOW, TTL, NOW.plus(TTL)), NOW),
                new StorageCall.Put(new Change.Create(session), NOW),
                new StorageCall.FindIds("user", "s3cret", "s3cret"),
                new StorageCall.GetConsistently("s3cret", NOW),
                new StorageCall.DeleteIndexed("s3cret", "user", "s3cret", NOW),
                new StorageCall.ListAll(NOW, "s3cret"));

        for (StorageCall call : calls) {
            assertThat(call.toString()).doesNotContain("s3cret");
            assertThat(Step.<StorageCall, Integer, Integer>call(call, Step::done)
                            .toString())
                    .doesNotContain("s3cret");
        }
        assertThat(new StorageCall.Answer.Found(session).toString()).doesNotContain("s3cret");
        assertThat(new StorageCall.Answer.Put(PutResult.stale(session)).toString())
                .doesNotContain("s3cret");
    }

    @Test
    void aCapabilityThatTheStorageLacksIsNamed() {
        AsyncStorageClient asynchronous = AsyncStorageClient.bridge(plain, Runnable::run);

        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> new StorageCall.Count(NOW).on(plain))
                .withMessageContaining("capability SessionListing");
        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> new StorageCall.FindIds("user", "ann", null).on(asynchronous))
                .withMessageContaining("capability AsyncSessionIndexes");
    }
}
