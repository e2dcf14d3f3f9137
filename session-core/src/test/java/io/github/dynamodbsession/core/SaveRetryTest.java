package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.step.BlockingCaller;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.DocumentStorageClient;
import io.github.dynamodbsession.core.storage.MapDocumentStorage;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The steps of a save with nothing random in them: its attempts have tokens of their own all the same. */
class SaveRetryTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final StorageClient storage = DocumentStorageClient.of(new MapDocumentStorage());
    private final List<String> tokens = new ArrayList<>();
    private final SessionOperations operations = new SessionOperations(
            new ExpiryPolicy(Duration.ofSeconds(10), null),
            Duration.ofHours(1),
            JavaSerializationCodec.create(),
            new IndexRegistry(List.of()),
            new SessionHome(
                    failure -> {
                        throw failure;
                    },
                    (session, names) -> {
                        throw new AssertionError("nothing is stored apart");
                    }),
            false);
    private int refusals;

    private StorageCall.Answer call(StorageCall call) {
        if (call instanceof StorageCall.Put put && put.change() instanceof Change.Update update) {
            tokens.add(update.writeToken());
            if (refusals > 0) {
                refusals--;
                return new StorageCall.Answer.Put(
                        PutResult.stale(storage.get(update.id(), NOW).orElseThrow()));
            }
        }
        return call.on(storage);
    }

    private SaveResult save(Session session, String random) {
        BlockingCaller<StorageCall, StorageCall.Answer> caller = this::call;
        return caller.run(operations.save(session, NOW, () -> random, null, Measurement.NONE))
                .result();
    }

    @Test
    void eachAttemptHasAnotherTokenMadeOfTheSameRandomCharacters() {
        Session session = operations.begin(SessionToken.plain("id").orElseThrow(), NOW);
        save(session, "random-1");
        session.setAttribute("a", 1);
        refusals = 12;

        assertThat(save(session, "random-2")).isEqualTo(SaveResult.CHANGED);

        assertThat(tokens).hasSize(13).doesNotHaveDuplicates().allSatisfy(token -> assertThat(token)
                .contains("random-2")
                .matches("[A-Za-z0-9_-]+"));
    }

    @Test
    void theLoggerIsThatOfTheStore() {
        assertThat(StoreLog.NAME).isEqualTo(SessionStore.class.getName());
    }
}
