package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.step.BlockingCaller;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.DocumentStorageClient;
import io.github.dynamodbsession.core.storage.IndexChanges;
import io.github.dynamodbsession.core.storage.MapDocumentStorage;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each save of a request is decided by what its earlier ones stored. */
class SavesOfOneRequestTest {

    private static final String USER = "user";
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final StorageClient storage = DocumentStorageClient.of(new MapDocumentStorage());
    private final List<Change.Update> updates = new ArrayList<>();
    private final SessionOperations operations = new SessionOperations(
            new ExpiryPolicy(Duration.ofSeconds(10), null),
            INTERVAL,
            JavaSerializationCodec.create(),
            new IndexRegistry(List.of(SessionIndex.ofAttribute(USER))),
            new SessionHome(
                    failure -> {
                        throw failure;
                    },
                    (session, names) -> {
                        throw new AssertionError("nothing is stored apart");
                    }),
            false);
    private Instant now = START;
    private int saves;

    private StorageCall.Answer call(StorageCall call) {
        if (call instanceof StorageCall.Put put && put.change() instanceof Change.Update update) {
            updates.add(update);
        }
        return call.on(storage);
    }

    private SaveResult save(Session session) {
        BlockingCaller<StorageCall, StorageCall.Answer> caller = this::call;
        String random = "random-" + saves++;
        return caller.run(operations.save(session, now, () -> random, null, Measurement.NONE))
                .result();
    }

    private Session stored(String user) {
        Session session = operations.begin(SessionToken.plain("id").orElseThrow(), now);
        session.setAttribute(USER, user);
        save(session);
        return session;
    }

    @Test
    void anIndexedValueThatIsSetBackIsWritten() {
        Session session = stored("ann");

        session.setAttribute(USER, "bob");
        save(session);
        session.setAttribute(USER, "ann");
        save(session);

        assertThat(updates)
                .extracting(Change.Update::indexed)
                .containsExactly(
                        new IndexChanges(Map.of(USER, "bob"), Set.of()),
                        new IndexChanges(Map.of(USER, "ann"), Set.of()));
    }

    @Test
    void anIndexedValueOfAnUpdateIsRemoved() {
        Session session = operations.begin(SessionToken.plain("id").orElseThrow(), now);
        save(session);

        session.setAttribute(USER, "ann");
        save(session);
        session.removeAttribute(USER);
        save(session);

        assertThat(updates)
                .extracting(Change.Update::indexed)
                .containsExactly(
                        new IndexChanges(Map.of(USER, "ann"), Set.of()), new IndexChanges(Map.of(), Set.of(USER)));
    }

    @Test
    void anUpdateForgetsWhatAnEarlierOneOfTheRequestWrote() {
        Session session = stored("ann");
        session.setAttribute("a", 1);
        save(session);
        String token = updates.get(0).writeToken();

        now = START.plus(Duration.ofMinutes(5));
        session.setAttribute("a", 2);
        save(session);

        assertThat(updates.get(1).forgotten()).contains(token);
    }

    @Test
    void theTimesOfAnUpdateAreThoseOfTheSession() {
        Session session = stored("ann");
        session.setMaxInactiveInterval(INTERVAL.multipliedBy(2));
        session.setAttribute("a", 1);
        save(session);
        session.setAttribute("a", 2);
        save(session);

        assertThat(updates).extracting(Change.Update::times).first().isNotNull();
        assertThat(session.maxInactiveInterval()).isEqualTo(INTERVAL.multipliedBy(2));
        assertThat(storage.get("id", now).orElseThrow().times())
                .isEqualTo(session.copy().times());
    }
}
