package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StorageCallTest {

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
                new StorageCall.Put(new Change.Create(session), NOW));

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
}
