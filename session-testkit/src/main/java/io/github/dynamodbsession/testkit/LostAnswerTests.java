package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.testkit.FailingStorageClient.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Promise 8, as a store keeps it: saving the same session again is right, whether or not the first write arrived. */
abstract class LostAnswerTests extends PromiseTests {

    private FailingStorageClient client;
    private SessionStore node;
    private SessionStore other;

    LostAnswerTests(StorageClientContract contract) {
        super(contract);
    }

    @BeforeEach
    void startNodes() {
        this.client = FailingStorageClient.of(newClient());
        this.node = nodeOn(client).touchAfter(Duration.ZERO).build();
        this.other = newNode();
    }

    @Test
    void aCreateWhoseAnswerWasLostIsSavedAgainWithSuccess() {
        for (int lost = 1; lost <= 3; lost++) {
            Session session = node.create();
            session.setAttribute("name", "value");
            client.on(Operation.CREATE).failAfterApplying();
            assertFails(() -> node.save(session));

            saveUntilItIsAnswered(session, lost);

            assertThat(session.isEnded()).isFalse();
            assertThat(attributes(other, session.id())).isEqualTo(Map.of("name", "value"));
        }
    }

    @Test
    void aCreateThatNeverArrivedIsSavedAgainWithSuccess() {
        Session session = node.create();
        session.setAttribute("name", "value");
        client.on(Operation.CREATE).failBeforeApplying();
        assertFails(() -> node.save(session));
        assertAbsent(other, session.id());

        assertThat(node.save(session)).isEqualTo(SaveResult.CREATED);

        assertThat(attributes(other, session.id())).isEqualTo(Map.of("name", "value"));
    }

    @Test
    void whatWasChangedAfterALostCreateIsStoredToo() {
        Session session = node.create();
        session.setAttribute("first", 1);
        session.setAttribute("removed", 1);
        client.on(Operation.CREATE).failAfterApplying();
        assertFails(() -> node.save(session));

        session.setAttribute("second", 2);
        session.removeAttribute("removed");

        assertThat(node.save(session)).isNotEqualTo(SaveResult.ENDED);
        assertThat(attributes(other, session.id())).isEqualTo(Map.of("first", 1, "second", 2));
    }

    @Test
    void anIdChangeWhoseAnswerWasLostIsSavedAgainWithSuccess() {
        for (int lost = 1; lost <= 3; lost++) {
            String id = stored(node, Map.of("kept", "value"));
            Session session = found(node, id);
            node.changeId(session);
            session.setAttribute("user", "me");
            client.on(Operation.RENAME).failAfterApplying();
            assertFails(() -> node.save(session));

            saveUntilItIsAnswered(session, lost);

            assertThat(session.isEnded()).isFalse();
            assertAbsent(other, id);
            assertThat(attributes(other, session.id())).isEqualTo(Map.of("kept", "value", "user", "me"));
        }
    }

    @Test
    void anIdChangeThatNeverArrivedIsSavedAgainWithSuccess() {
        String id = stored(node, Map.of("kept", "value"));
        Session session = found(node, id);
        node.changeId(session);
        client.on(Operation.RENAME).failBeforeApplying();
        assertFails(() -> node.save(session));
        assertThat(attributes(other, id)).isEqualTo(Map.of("kept", "value"));

        assertThat(node.save(session)).isEqualTo(SaveResult.RENAMED);

        assertAbsent(other, id);
        assertThat(attributes(other, session.id())).isEqualTo(Map.of("kept", "value"));
    }

    @Test
    void whatWasChangedAfterALostIdChangeIsStoredToo() {
        String id = stored(node, Map.of("kept", "value"));
        Session session = found(node, id);
        String second = node.changeId(session);
        session.setAttribute("user", "me");
        client.on(Operation.RENAME).failAfterApplying();
        assertFails(() -> node.save(session));

        session.setAttribute("user", "you");
        String third = node.changeId(session);

        assertThat(node.save(session)).isEqualTo(SaveResult.RENAMED);
        assertAbsent(other, id);
        assertAbsent(other, second);
        assertThat(attributes(other, third)).isEqualTo(Map.of("kept", "value", "user", "you"));
    }

    @Test
    void aDeleteAfterALostWriteFindsTheSessionUnderEveryId() {
        Session created = node.create();
        client.on(Operation.CREATE).failAfterApplying();
        assertFails(() -> node.save(created));
        assertThat(node.delete(created)).isTrue();
        assertAbsent(other, created.id());

        String id = stored(node, Map.of());
        Session renamed = found(node, id);
        node.changeId(renamed);
        client.on(Operation.RENAME).failAfterApplying();
        assertFails(() -> node.save(renamed));
        assertThat(node.delete(renamed)).isTrue();
        assertAbsent(other, id);
        assertAbsent(other, renamed.id());

        assertThat(List.of(node.save(created), node.save(renamed))).containsOnly(SaveResult.ENDED);
    }

    @Test
    void aChangeWhoseAnswerWasLostIsSavedAgainWithSuccess() {
        for (int lost = 1; lost <= 3; lost++) {
            String id = stored(node, Map.of("changed", "old", "removed", "value"));
            Session session = found(node, id);
            session.setAttribute("changed", "new");
            session.removeAttribute("removed");
            client.on(Operation.UPDATE).failAfterApplying();
            assertFails(() -> node.save(session));
            Session writer = found(other, id);
            writer.setAttribute("other's", 1);
            other.save(writer);

            saveUntilItIsAnswered(session, lost);

            assertThat(attributes(other, id)).isEqualTo(Map.of("changed", "new", "other's", 1));
        }
    }

    @Test
    void aChangeThatNeverArrivedIsSavedAgainWithSuccess() {
        String id = stored(node, Map.of("changed", "old", "removed", "value"));
        Session session = found(node, id);
        session.setAttribute("changed", "new");
        session.removeAttribute("removed");
        client.on(Operation.UPDATE).times(2).failBeforeApplying();
        assertFails(() -> node.save(session));
        assertFails(() -> node.save(session));

        assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);

        assertThat(attributes(other, id)).isEqualTo(Map.of("changed", "new"));
    }

    @Test
    void whatIsTakenBackAfterALostChangeIsTakenBackInTheStorage() {
        String id = stored(node, Map.of("changed", "old", "removed", "old"));
        Session session = found(node, id);
        session.setAttribute("changed", "new");
        session.setAttribute("added", "new");
        session.removeAttribute("removed");
        client.on(Operation.UPDATE).failAfterApplying();
        assertFails(() -> node.save(session));

        session.setAttribute("changed", "old");
        session.removeAttribute("added");
        session.setAttribute("removed", "old");

        assertThat(node.save(session)).isNotEqualTo(SaveResult.ENDED);
        assertThat(attributes(other, id)).isEqualTo(Map.of("changed", "old", "removed", "old"));
    }

    @Test
    void anIntervalThatIsTakenBackAfterALostChangeIsTakenBackInTheStorage() {
        SessionStore throttled =
                nodeOn(client).touchAfter(Duration.ofMinutes(1)).build();
        String id = stored(throttled, Map.of());
        Session session = found(throttled, id);
        session.setMaxInactiveInterval(TTL.multipliedBy(2));
        client.on(Operation.UPDATE).failAfterApplying();
        assertFails(() -> throttled.save(session));

        session.setMaxInactiveInterval(TTL);

        assertThat(throttled.save(session)).isNotEqualTo(SaveResult.ENDED);
        assertThat(found(other, id).maxInactiveInterval()).isEqualTo(TTL);
    }

    @Test
    void aTouchWhoseAnswerWasLostIsSavedAgainWithSuccess() {
        String id = stored(node, Map.of("kept", "value"));
        clock.advance(Duration.ofMinutes(1));
        Session session = found(node, id);
        client.on(Operation.SET_EXPIRES).failAfterApplying();
        assertFails(() -> node.save(session));

        assertThat(node.save(session)).isEqualTo(SaveResult.TOUCHED);

        assertThat(attributes(other, id)).isEqualTo(Map.of("kept", "value"));
        assertThat(found(other, id).lastAccessedAt()).isEqualTo(now());
    }

    @Test
    void aDeleteWhoseAnswerWasLostHasEndedTheSession() {
        String id = stored(node, Map.of());
        Session session = found(node, id);
        client.on(Operation.DELETE).failAfterApplying();
        assertFails(() -> node.delete(session));

        assertAbsent(other, id);
        assertThat(node.save(session)).isEqualTo(SaveResult.ENDED);
        assertThat(node.delete(session)).isFalse();
    }

    /** More answers are lost while the store finds out what became of the first one. */
    private void saveUntilItIsAnswered(Session session, int lost) {
        for (int i = 1; i < lost; i++) {
            client.on(Operation.GET).failAfterApplying();
            assertFails(() -> node.save(session));
        }
        assertThat(node.save(session)).isNotEqualTo(SaveResult.ENDED);
    }

    private static void assertFails(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SessionStorageException.class, e -> assertThat(e.isRetryable())
                .isTrue());
    }
}
