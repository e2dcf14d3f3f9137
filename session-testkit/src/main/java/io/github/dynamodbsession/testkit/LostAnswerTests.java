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

/** Promise 8, as a store keeps it: saving the same session again is correct, whether or not the first write arrived. */
@Asks(Promise.LOST_ANSWER)
abstract class LostAnswerTests extends PromiseTests {

    private FailingStorageClient client;
    private SessionStore node;
    private SessionStore other;

    LostAnswerTests(StorageUnderTest contract) {
        super(contract);
    }

    @BeforeEach
    void startNodes() {
        this.client = FailingStorageClient.of(newClient());
        this.node = nodeOn(client).touchAfter(Duration.ZERO).build();
        this.other = newNode();
    }

    @Test
    @LookAt("A create that had been applied was refused when it was saved again: is a create that finds its "
            + "own token answered as applied?")
    void aCreateWhoseAnswerWasLostIsSavedAgainWithSuccess() {
        for (int lost = 1; lost <= 3; lost++) {
            Session session = node.create();
            session.setAttribute("name", VALUE);
            client.on(Operation.CREATE).failAfterApplying();
            assertFails(() -> node.save(session));

            saveUntilItIsAnswered(session, lost);

            assertThat(session.isEnded()).isFalse();
            assertThat(attributes(other, session.id())).isEqualTo(Map.of("name", VALUE));
        }
    }

    @Test
    @LookAt("A create that never arrived could not be saved again: is something left by an attempt that failed?")
    void aCreateThatNeverArrivedIsSavedAgainWithSuccess() {
        Session session = node.create();
        session.setAttribute("name", VALUE);
        client.on(Operation.CREATE).failBeforeApplying();
        assertFails(() -> node.save(session));
        assertAbsent(other, session.id());

        assertThat(node.save(session)).isEqualTo(SaveResult.CREATED);

        assertThat(attributes(other, session.id())).isEqualTo(Map.of("name", VALUE));
    }

    @Test
    @LookAt("What was changed after a create whose answer was lost is missing: is a create that finds its "
            + "own token answered as applied, so that the rest follows as an update?")
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
    @LookAt("An id change that had been applied was refused when it was saved again: is a rename that finds "
            + "its own token under the new id answered as applied?")
    void anIdChangeWhoseAnswerWasLostIsSavedAgainWithSuccess() {
        for (int lost = 1; lost <= 3; lost++) {
            String id = stored(node, Map.of("kept", VALUE));
            Session session = found(node, id);
            node.changeId(session);
            session.setAttribute("user", "me");
            client.on(Operation.RENAME).failAfterApplying();
            assertFails(() -> node.save(session));

            saveUntilItIsAnswered(session, lost);

            assertThat(session.isEnded()).isFalse();
            assertAbsent(other, id);
            assertThat(attributes(other, session.id())).isEqualTo(Map.of("kept", VALUE, "user", "me"));
        }
    }

    @Test
    @LookAt("An id change that never arrived could not be saved again: is something left by an attempt that "
            + "failed?")
    void anIdChangeThatNeverArrivedIsSavedAgainWithSuccess() {
        String id = stored(node, Map.of("kept", VALUE));
        Session session = found(node, id);
        node.changeId(session);
        client.on(Operation.RENAME).failBeforeApplying();
        assertFails(() -> node.save(session));
        assertThat(attributes(other, id)).isEqualTo(Map.of("kept", VALUE));

        assertThat(node.save(session)).isEqualTo(SaveResult.RENAMED);

        assertAbsent(other, id);
        assertThat(attributes(other, session.id())).isEqualTo(Map.of("kept", VALUE));
    }

    @Test
    @LookAt("What was changed after an id change whose answer was lost is missing: is a rename that finds "
            + "its own token under the new id answered as applied?")
    void whatWasChangedAfterALostIdChangeIsStoredToo() {
        String id = stored(node, Map.of("kept", VALUE));
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
        assertThat(attributes(other, third)).isEqualTo(Map.of("kept", VALUE, "user", "you"));
    }

    @Test
    @LookAt("A delete after a write whose answer was lost left the session: does a delete find what was "
            + "created or renamed, and follow it to its new id?")
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
    @LookAt("A change that had been applied undid a later one when it was saved again, or was refused: is an "
            + "update whose token the session knows answered as applied, and not written again?")
    void aChangeWhoseAnswerWasLostIsSavedAgainWithSuccess() {
        for (int lost = 1; lost <= 3; lost++) {
            String id = stored(node, Map.of("changed", "old", "removed", VALUE));
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
    @LookAt("A change that never arrived could not be saved again: is a token kept that was not written?")
    void aChangeThatNeverArrivedIsSavedAgainWithSuccess() {
        String id = stored(node, Map.of("changed", "old", "removed", VALUE));
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
    @LookAt("What was taken back after a change whose answer was lost is still stored: does an update write "
            + "all that it is given, also what equals an older state?")
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
    @LookAt("An interval that was taken back after a change whose answer was lost is still stored: does an "
            + "update write the times that it is given?")
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
    @LookAt("A touch that had been applied was refused when it was repeated: is a touch whose times are "
            + "stored already answered by true?")
    void aTouchWhoseAnswerWasLostIsSavedAgainWithSuccess() {
        String id = stored(node, Map.of("kept", VALUE));
        clock.advance(Duration.ofMinutes(1));
        Session session = found(node, id);
        client.on(Operation.SET_EXPIRES).failAfterApplying();
        assertFails(() -> node.save(session));

        assertThat(node.save(session)).isEqualTo(SaveResult.TOUCHED);

        assertThat(attributes(other, id)).isEqualTo(Map.of("kept", VALUE));
        assertThat(found(other, id).lastAccessedAt()).isEqualTo(now());
    }

    @Test
    @LookAt("A delete whose answer was lost left the session, or was reported twice: is a second delete answered "
            + "as finding nothing?")
    void aDeleteWhoseAnswerWasLostHasEndedTheSession() {
        String id = stored(node, Map.of());
        Session session = found(node, id);
        client.on(Operation.DELETE).failAfterApplying();
        assertFails(() -> node.delete(session));

        assertAbsent(other, id);
        assertThat(node.save(session)).isEqualTo(SaveResult.ENDED);
        assertThat(node.delete(session)).isFalse();
    }

    /** More answers are lost while the store checks the result of the first one. */
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
