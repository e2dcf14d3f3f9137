package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.error.SessionStorageException;
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
    private boolean losesAnswer;

    private StorageCall.Answer call(StorageCall call) {
        if (call instanceof StorageCall.Put put && put.change() instanceof Change.Update update) {
            tokens.add(update.writeToken());
            if (refusals > 0) {
                refusals--;
                return new StorageCall.Answer.Put(
                        PutResult.stale(storage.get(update.id(), NOW).orElseThrow()));
            }
        }
        StorageCall.Answer answer = call.on(storage);
        if (losesAnswer) {
            losesAnswer = false;
            throw new SessionStorageException("The answer is lost, as a test wants it.", true, null);
        }
        return answer;
    }

    private Session found() {
        return operations.found(storage.get("id", NOW).orElseThrow());
    }

    private static void changeId(Session session, String id) {
        session.copy().changeId(SessionToken.plain(id).orElseThrow());
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

    /** The write before the login is stored, and carried over to the id of another login; this one is not. */
    @Test
    void aLoginThatIsNotStoredIsNotReportedAsTheWriteBeforeIt() {
        save(operations.begin(SessionToken.plain("id").orElseThrow(), NOW), "random-1");
        Session session = found();
        session.setAttribute("a", 1);
        losesAnswer = true;
        assertThatThrownBy(() -> save(session, "random-2")).isInstanceOf(SessionStorageException.class);
        Session other = found();
        changeId(other, "other");
        assertThat(save(other, "random-3")).isEqualTo(SaveResult.RENAMED);

        changeId(session, "mine");
        assertThat(save(session, "random-4")).isEqualTo(SaveResult.ENDED);
    }

    /** Or else no listener is notified of the id, and who sends cookies may send none. */
    @Test
    void anIdChangeIsReportedAlsoIfAnEarlierWriteIsStoredAsItTurnsOut() {
        save(operations.begin(SessionToken.plain("id").orElseThrow(), NOW), "random-1");
        Session session = found();
        session.setAttribute("a", 1);
        losesAnswer = true;
        assertThatThrownBy(() -> save(session, "random-2")).isInstanceOf(SessionStorageException.class);

        changeId(session, "other");

        assertThat(save(session, "random-3")).isEqualTo(SaveResult.RENAMED);
        assertThat(storage.get("other", NOW)).isPresent();
    }

    @Test
    void theLoggerIsThatOfTheStore() {
        assertThat(StoreLog.NAME).isEqualTo(SessionStore.class.getName());
    }
}
