package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.testkit.FailingStorageClient.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Promise 2. */
@Asks(Promise.NO_RESURRECTION)
abstract class NoResurrectionTests extends PromiseTests {

    NoResurrectionTests(StorageUnderTest contract) {
        super(contract);
    }

    @Test
    @LookAt("A save brought a deleted session back: does an update ask that the session is still there, and "
            + "is a write an update, never an insert or update?")
    void aLateSaveOfChangesBringsNothingBack() {
        assertTooLate(session -> session.setAttribute("late", 1));
    }

    @Test
    @LookAt("The removal of an attribute brought a deleted session back, if only an empty one: does an "
            + "update that only removes ask that the session is still there?")
    void aLateRemovalBringsNothingBack() {
        assertTooLate(session -> session.removeAttribute("kept"));
    }

    @Test
    @LookAt("A new interval brought a deleted session back: does a write of times ask that the session is "
            + "still there?")
    void aLateNewIntervalBringsNothingBack() {
        assertTooLate(session -> session.setMaxInactiveInterval(Duration.ofHours(5)));
    }

    @Test
    @LookAt("A touch brought a deleted session back: does setExpires ask that the session is still there?")
    void aLateTouchBringsNothingBack() {
        assertTooLate(session -> {});
    }

    @Test
    @LookAt("The second save of a request brought back what was deleted since the first: does every write "
            + "ask that the session is still there?")
    void aLateSaveOfMoreChangesBringsNothingBack() {
        SessionStore node = newTouchingNode();
        SessionStore other = newNode();
        String id = stored(node, Map.of("kept", VALUE));
        Session late = found(node, id);
        late.setAttribute("first", 1);
        assertThat(node.save(late)).isEqualTo(SaveResult.CHANGED);

        assertThat(other.delete(id)).isTrue();
        late.setAttribute("second", 2);

        assertThat(node.save(late)).isEqualTo(SaveResult.ENDED);
        assertAbsent(other, id);
    }

    @Test
    @LookAt("An id change brought a deleted session back: does a rename ask, in one step with its writes, "
            + "that the session under the old id is there with the write token that was read?")
    void aLateIdChangeBringsNothingBackUnderEitherId() {
        for (boolean changed : List.of(false, true)) {
            SessionStore node = newNode();
            SessionStore other = newNode();
            String id = stored(node, Map.of("kept", VALUE));
            Session late = found(node, id);
            String newId = node.changeId(late);
            if (changed) {
                late.setAttribute("late", 1);
            }

            assertThat(other.delete(id)).isTrue();

            assertThat(node.save(late)).isEqualTo(SaveResult.ENDED);
            assertAbsent(other, id);
            assertAbsent(other, newId);
        }
    }

    @Test
    @LookAt("A session came back when it was saved again after its end: what does a write answer where a "
            + "deleted session was?")
    void anEndedSessionStaysEndedHoweverOftenItIsSaved() {
        SessionStore node = newTouchingNode();
        String id = stored(node, Map.of());
        Session late = found(node, id);
        assertThat(node.delete(id)).isTrue();

        for (int i = 0; i < 3; i++) {
            late.setAttribute("late", i);
            assertThat(node.save(late)).isEqualTo(SaveResult.ENDED);
        }

        assertThat(late.isEnded()).isTrue();
        assertAbsent(node, id);
    }

    @Test
    @LookAt("A session came back that its own request had deleted: does a delete leave something that a "
            + "later write takes for a session?")
    void aSessionThatTheRequestItselfDeletedIsNotSavedAnyMore() {
        SessionStore node = newTouchingNode();
        String id = stored(node, Map.of());
        Session session = found(node, id);
        session.setAttribute("late", 1);

        assertThat(node.delete(session)).isTrue();

        assertThat(node.save(session)).isEqualTo(SaveResult.ENDED);
        assertAbsent(node, id);
        assertThat(node.delete(session)).isFalse();
    }

    @Test
    @LookAt("A session was stored that was deleted before its first save: does a delete of what is not there "
            + "leave a mark by which a later create is refused?")
    void aNewSessionThatIsDeletedBeforeItIsStoredIsNeverStored() {
        SessionStore node = newNode();
        Session session = node.create();
        session.setAttribute("late", 1);

        assertThat(node.delete(session)).isFalse();

        assertThat(node.save(session)).isEqualTo(SaveResult.ENDED);
        assertAbsent(node, session.id());
    }

    @Test
    @LookAt("A create whose answer was lost was made again after the delete: does a create ask whether its "
            + "id was deleted before?")
    void aCreateIsNotTriedAgainAfterTheRequestDeletedTheSession() {
        FailingStorageClient client = FailingStorageClient.of(newClient());
        SessionStore node = nodeOn(client).build();
        Session session = node.create();
        session.setAttribute("late", 1);
        client.on(Operation.CREATE).failAfterApplying();
        Assertions.assertThatThrownBy(() -> node.save(session)).isInstanceOf(SessionException.class);

        assertThat(node.delete(session)).isTrue();

        assertThat(node.save(session)).isEqualTo(SaveResult.ENDED);
        assertAbsent(node, session.id());
    }

    @Test
    @LookAt("A write that was under way while the session was deleted brought it back: is the condition "
            + "judged in one step with the write, not by a read before it?")
    void aWriteThatIsOnItsWayWhileTheSessionIsDeletedBringsNothingBack() {
        for (Operation operation : List.of(Operation.UPDATE, Operation.SET_EXPIRES, Operation.RENAME)) {
            FailingStorageClient slow = FailingStorageClient.of(newClient());
            SessionStore node = nodeOn(slow).touchAfter(Duration.ZERO).build();
            SessionStore other = newNode();
            String id = stored(node, Map.of("kept", VALUE));
            Session session = found(node, id);
            if (operation == Operation.UPDATE) {
                session.setAttribute("late", 1);
            } else if (operation == Operation.RENAME) {
                node.changeId(session);
            }
            FailingStorageClient.Hold hold = slow.on(operation).holdBeforeApplying();

            List<Object> results = Overlap.of(2, (i, others) -> {
                if (i == 0) {
                    return node.save(session);
                }
                hold.awaitArrival();
                boolean deleted = other.delete(id);
                hold.release();
                return deleted;
            });

            assertThat(results).as("%s", operation).containsExactly(SaveResult.ENDED, true);
            assertAbsent(other, id);
            assertAbsent(other, session.id());
        }
    }

    @Test
    @LookAt("A session was there after its delete had returned: are delete and write conditional on each "
            + "other (a delete on the version, too, or under the same lock)?")
    void whateverOverlapsADeleteTheSessionIsGoneWhenItReturns() {
        List<SessionStore> nodes = List.of(newTouchingNode(), newTouchingNode());
        for (int round = 0; round < Overlap.ROUNDS; round++) {
            String id = stored(nodes.get(0), Map.of("kept", VALUE));

            Overlap.of(Overlap.THREADS, (i, others) -> {
                SessionStore node = nodes.get(i % nodes.size());
                Session session = found(node, id);
                others.await();
                if (i == 0) {
                    assertThat(node.delete(id)).isTrue();
                    assertAbsent(node, id);
                    return SaveResult.ENDED;
                }
                if (i % 2 == 0) {
                    session.setAttribute("attribute-" + i, i);
                }
                return node.save(session);
            });

            assertAbsent(nodes.get(0), id);
            assertAbsent(nodes.get(1), id);
        }
    }

    @Test
    @LookAt("Of several deletes at once not exactly one found the session: is what a delete hands over taken "
            + "in one step with the removal?")
    void ofOverlappingDeletesOneFindsTheSession() {
        List<SessionStore> nodes = List.of(newNode(), newNode());
        for (int round = 0; round < Overlap.ROUNDS; round++) {
            String id = stored(nodes.get(0), Map.of());

            List<Boolean> results =
                    Overlap.of(4, (i, others) -> nodes.get(i % nodes.size()).delete(id));

            assertThat(results).containsExactlyInAnyOrder(true, false, false, false);
            assertAbsent(nodes.get(0), id);
        }
    }

    @Test
    @LookAt("A delete did not hand over the session as it was, or handed it over twice: does it return what "
            + "it removed, with all attributes and times?")
    void whatWasDeletedIsHandedOver() {
        StorageClient client = newClient();
        SessionRecord session = created(client, newRecord("name", VALUE));

        assertThat(whole(client, client.delete(session.id(), now()))).hasValue(session);
        assertThat(client.delete(session.id(), now())).isEmpty();
    }

    @Test
    @LookAt("A late write of one kind was not answered as gone, or left something: does each of update, "
            + "touch, rename and create ask whether the session was deleted?")
    void lateWritesOfEveryKindLeaveNothingWhereTheSessionWas() {
        StorageClient client = newClient();
        SessionRecord session = created(client, newRecord("name", VALUE));
        client.delete(session.id(), now());
        String id = session.id();
        TimesChange times = new TimesChange(
                TTL, now().plusSeconds(1), TTL, now().plusSeconds(1).plus(TTL));

        assertThat(client.put(new Change.Update(id, setting("late", VALUE), times, newToken()), now()))
                .isEqualTo(PutResult.gone());
        assertThat(client.put(new Change.Update(id, setting("late", VALUE), null, newToken()), now()))
                .isEqualTo(PutResult.gone());
        assertThat(client.put(
                        new Change.Update(id, new AttributeChanges(Map.of(), Set.of("name")), null, newToken()), now()))
                .isEqualTo(PutResult.gone());
        assertThat(client.setExpires(id, times, now())).isFalse();
        assertThat(client.put(new Change.Rename(id, session.writeToken(), session.withId(newId())), now()))
                .isEqualTo(PutResult.gone());

        assertAbsent(client, id);
        assertThat(client.delete(id, now())).isEmpty();
        SessionRecord next = new SessionRecord(id, timesOf(TTL), texts("fresh", VALUE), newToken());
        assertThat(client.put(new Change.Create(next), now())).isEqualTo(PutResult.gone());
        assertAbsent(client, id);
    }

    @Test
    @LookAt("A save that came too late was not reported as such: is it answered as gone?")
    void theLateSaverLearnsOfItThroughItsListener() {
        List<Session> tooLate = new ArrayList<>();
        SessionStore node = nodeOn(newClient())
                .listener(new SessionListener() {
                    @Override
                    public void onSavedTooLate(Session session) {
                        tooLate.add(session);
                    }
                })
                .build();
        String id = stored(node, Map.of());
        Session late = found(node, id);
        node.delete(id);
        late.setAttribute("late", 1);

        node.save(late);

        assertThat(tooLate).containsExactly(late);
    }

    private void assertTooLate(Consumer<Session> request) {
        SessionStore node = newTouchingNode();
        SessionStore other = newNode();
        String id = stored(node, Map.of("kept", VALUE));
        Session late = found(node, id);
        request.accept(late);

        assertThat(other.delete(id)).isTrue();

        assertThat(node.save(late)).isEqualTo(SaveResult.ENDED);
        assertAbsent(node, id);
        assertAbsent(other, id);
        assertThat(other.delete(id)).isFalse();
    }
}
