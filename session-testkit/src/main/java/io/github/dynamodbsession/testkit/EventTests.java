package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.EndCause;
import io.github.dynamodbsession.core.OperationEvent;
import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What listeners are notified of. */
@Asks(Promise.EVENTS)
@ResourceLock(value = PromiseTests.REAPING, mode = ResourceAccessMode.READ_WRITE)
abstract class EventTests extends PromiseTests {

    EventTests(StorageUnderTest contract) {
        super(contract);
    }

    /** Records what it is notified of, one text per event. */
    private static final class Notes implements SessionListener {

        private final List<String> events = new ArrayList<>();
        private final List<String> operations = new ArrayList<>();
        private final List<String> expired = new ArrayList<>();

        @Override
        public void onCreated(Session session) {
            events.add("created " + session.id());
        }

        @Override
        public void onIdChanged(Session session, String oldId) {
            events.add("renamed " + oldId + " to " + session.id());
        }

        @Override
        public void onEnded(Session session, EndCause cause) {
            if (cause == EndCause.EXPIRY) {
                expired.add(session.id());
            } else {
                events.add("ended " + session.id() + " by " + cause + " with " + session.attributeNames());
            }
        }

        @Override
        public void onSavedTooLate(Session session) {
            events.add("too late " + session.id());
        }

        @Override
        public void onOperation(OperationEvent operation) {
            assertThat(operation.duration()).isGreaterThanOrEqualTo(Duration.ZERO);
            operations.add(operation.kind() + " " + operation.outcome() + " " + operation.decision() + " "
                    + operation.conflicts());
        }
    }

    private SessionStore node(StorageClient client, SessionListener listener) {
        return nodeOn(client).listener(listener).build();
    }

    @Test
    @LookAt(
            "Listeners were notified of something else than what happened to a session: is every put answered as it was, and does delete "
                    + "hand over what it removed?")
    void aSessionsLifeIsToldInItsOrder() {
        Notes notes = new Notes();
        SessionStore node = node(newClient(), notes);
        String id = stored(node, Map.of("a", 1));
        Session session = found(node, id);
        String newId = node.changeId(session);
        node.save(session);
        Session late = found(node, newId);
        node.delete(session);
        late.setAttribute("b", 2);
        node.save(late);

        assertThat(notes.events)
                .containsExactly(
                        "created " + id,
                        "renamed " + id + " to " + newId,
                        "ended " + newId + " by APPLICATION with [a]",
                        "too late " + newId);
    }

    @Test
    @LookAt(
            "Listeners were notified of an operation with another outcome: is an undisturbed update applied at once, and a "
                    + "rename of an old token answered as stale?")
    void everyOperationIsToldWithItsOutcome() {
        Notes notes = new Notes();
        SessionStore node = node(newClient(), notes);
        String id = stored(node, Map.of("a", 1));
        Session session = found(node, id);
        Session other = found(node, id);
        other.setAttribute("b", 1);
        node.save(other);
        String newId = node.changeId(session);
        node.save(session);
        assertAbsent(node, id);
        Session late = found(node, newId);
        node.save(late);
        node.delete(session);
        node.delete(newId);
        late.setAttribute("b", 2);
        node.save(late);
        node.reap();

        assertThat(notes.operations)
                .containsExactly(
                        "SAVE CREATED CREATE 0",
                        "FIND FOUND NONE 0",
                        "FIND FOUND NONE 0",
                        "SAVE CHANGED CHANGE 0",
                        "SAVE RENAMED RENAME 1",
                        "FIND MISSED NONE 0",
                        "FIND FOUND NONE 0",
                        "SAVE UNCHANGED NOTHING 0",
                        "DELETE DELETED NONE 0",
                        "DELETE MISSED NONE 0",
                        "SAVE ENDED CHANGE 0",
                        "REAP DONE NONE 0");
    }

    @Test
    @LookAt("What a delete handed over could not be read, or brought the session back: does delete return it "
            + "with all attributes?")
    void whatEndedCanBeReadAndNotBeBroughtBack() {
        List<Session> ended = new ArrayList<>();
        SessionStore node = node(newClient(), new SessionListener() {
            @Override
            public void onEnded(Session session, EndCause cause) {
                ended.add(session);
            }
        });
        String id = stored(node, Map.of("a", List.of("x", "y")));

        node.delete(id);

        assertThat(ended).hasSize(1);
        Session session = ended.get(0);
        assertThat(session.id()).isEqualTo(id);
        assertThat(session.isEnded()).isTrue();
        assertThat(session.attribute("a")).contains(List.of("x", "y"));
        session.setAttribute("b", 1);
        assertThat(node.save(session)).isEqualTo(SaveResult.ENDED);
        assertAbsent(node, id);
    }

    @Test
    @LookAt("The end of a session was reported twice, or never: is it handed over only by the reap whose "
            + "delete removed it?")
    void theEndOfAnExpiredSessionIsToldOnceThoughManyNodesCleanUp() {
        List<Notes> notes = List.of(new Notes(), new Notes(), new Notes());
        List<SessionStore> nodes =
                notes.stream().map(each -> node(newClient(), each)).toList();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(stored(nodes.get(0), Map.of("a", i)));
        }
        clock.advance(TTL.multipliedBy(2));

        Overlap.of(nodes.size(), (i, others) -> nodes.get(i).reap());

        List<String> told =
                notes.stream().flatMap(each -> each.expired.stream()).toList();
        assertThat(told).containsAll(ids).doesNotHaveDuplicates();
    }

    /** A listener may wait for another thread that works on the same session. */
    @Test
    @LookAt("A save waited for a listener: does the client hold a lock, or its only connection, while it "
            + "hands something over?")
    void noLockIsHeldWhileListenersAreTold() {
        CompletableFuture<Runnable> saveElsewhere = new CompletableFuture<>();
        List<SaveResult> results = new ArrayList<>();
        SessionListener waiting = new SessionListener() {
            @Override
            public void onCreated(Session session) {
                saveElsewhere.join().run();
            }

            @Override
            public void onIdChanged(Session session, String oldId) {
                saveElsewhere.join().run();
            }

            @Override
            public void onEnded(Session session, EndCause cause) {
                saveElsewhere.join().run();
            }

            @Override
            public void onFailure(SessionException failure) {
                saveElsewhere.join().run();
            }

            @Override
            public void onOperation(OperationEvent operation) {
                if (operation.decision() == OperationEvent.Decision.RENAME) {
                    saveElsewhere.join().run();
                }
            }
        };
        FailingStorageClient client = FailingStorageClient.of(newClient());
        SessionStore node = node(client, waiting);
        Session session = node.create();
        saveElsewhere.complete(() -> results.add(CompletableFuture.supplyAsync(() -> node.save(session))
                .orTimeout(5, TimeUnit.SECONDS)
                .join()));

        node.save(session);
        node.changeId(session);
        node.save(session);
        session.setAttribute("a", 1);
        client.on(FailingStorageClient.Operation.UPDATE).failBeforeApplying();
        assertThatThrownBy(() -> node.save(session)).isInstanceOf(SessionStorageException.class);
        node.delete(session);

        assertThat(results)
                .containsExactly(
                        SaveResult.UNCHANGED, // created
                        SaveResult.UNCHANGED, // the operation of the id change
                        SaveResult.UNCHANGED, // the id changed
                        SaveResult.CHANGED, // failed
                        SaveResult.ENDED);
    }

    @Test
    @LookAt("A listener that throws affected an operation: does a reap count and remove what it hands over?")
    void aListenerThatThrowsHarmsNothing() {
        SessionStore node = node(newClient(), new SessionListener() {
            @Override
            public void onCreated(Session session) {
                throw new IllegalStateException("a listener's own");
            }

            @Override
            public void onEnded(Session session, EndCause cause) {
                throw new IllegalStateException("a listener's own");
            }

            @Override
            public void onOperation(OperationEvent operation) {
                throw new IllegalStateException("a listener's own");
            }
        });
        Session session = node.create();

        assertThat(node.save(session)).isEqualTo(SaveResult.CREATED);
        assertThat(node.delete(session)).isTrue();
        String expired = stored(node, Map.of());
        clock.advance(TTL.plus(Duration.ofHours(1)));
        assertThat(node.reap().removed()).isPositive();
        assertAbsent(node, expired);
    }
}
