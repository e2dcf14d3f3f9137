package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.testkit.FailingStorageClient.LateAttempt;
import io.github.dynamodbsession.testkit.FailingStorageClient.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The promises, against attempts that were given up and are carried out later: a call is answered, others write, and then
 * the call arrives once more, unchanged.
 */
abstract class LateAttemptTests extends PromiseTests {

    private FailingStorageClient client;
    private SessionStore node;
    private SessionStore other;

    LateAttemptTests(StorageUnderTest contract) {
        super(contract);
    }

    @BeforeEach
    void startNodes() {
        this.client = FailingStorageClient.of(newClient());
        this.node = nodeOn(client).touchAfter(Duration.ZERO).build();
        this.other = nodeOn(newClient()).touchAfter(Duration.ZERO).build();
    }

    /** A save that is abandoned before its only attempt has arrived. */
    private LateAttempt failedSave(Session session, Operation operation) {
        LateAttempt late = client.on(operation).neverArrivesInTime();
        assertThatThrownBy(() -> node.save(session)).isInstanceOf(SessionStorageException.class);
        return late;
    }

    private static void set(SessionStore store, String id, String name, Object value) {
        Session session = store.find(id).orElseThrow();
        session.setAttribute(name, value);
        assertThat(store.save(session)).isEqualTo(SaveResult.CHANGED);
    }

    @Test
    @Asks(Promise.NO_LOST_UPDATE)
    @LookAt("An update with the same token was applied twice, and undid a later one: are the tokens of the "
            + "last writes kept with the session and asked for?")
    void aLateUpdateDoesNotUndoALaterOne() {
        String id = stored(other, Map.of("x", 0, "y", 0));
        LateAttempt late = client.on(Operation.UPDATE).arriveAgain();
        set(node, id, "x", 1);
        set(other, id, "x", 2);
        set(other, id, "y", 2);

        late.arrive();

        assertThat(attributes(other, id)).isEqualTo(Map.of("x", 2, "y", 2));
    }

    @Test
    @Asks(Promise.NO_LOST_UPDATE)
    @LookAt("A removal with the same token was applied twice, and took away what was set since: are the "
            + "tokens of the last writes kept with the session and asked for?")
    void aLateRemovalDoesNotRemoveWhatWasSetSince() {
        String id = stored(other, Map.of("x", 0));
        LateAttempt late = client.on(Operation.UPDATE).arriveAgain();
        Session session = found(node, id);
        session.removeAttribute("x");
        node.save(session);
        set(other, id, "x", 2);

        late.arrive();

        assertThat(attributes(other, id)).isEqualTo(Map.of("x", 2));
    }

    @Test
    @Asks(Promise.NO_LOST_UPDATE)
    @LookAt("An update was applied again after many other writes: is a token that is older than all that are "
            + "kept refused, and is the history bounded?")
    void aLateUpdateIsRefusedHoweverManyWritesAndHoweverMuchTimeLieBetween() {
        for (Duration pause : new Duration[] {Duration.ZERO, Duration.ofSeconds(7), Duration.ofMinutes(1)}) {
            String id = stored(other, Map.of("x", 0));
            LateAttempt late = client.on(Operation.UPDATE).arriveAgain();
            set(node, id, "x", 1);
            for (int i = 0; i < 30; i++) {
                set(other, id, "x", 100 + i);
                clock.advance(pause);
            }

            late.arrive();

            assertThat(attributes(other, id)).isEqualTo(Map.of("x", 129));
            SessionRecord stored = stored(newClient(), id);
            assertThat(stored.history().recent()).hasSizeLessThanOrEqualTo(24);
        }
    }

    @Test
    @Asks(Promise.NO_LOST_UPDATE)
    @LookAt("A first write was taken for a repeated one: does the history compare the moment of its token, "
            + "not that of its reading?")
    void aSecondWriterOfManyIsNotRefusedThoughItIsSlow() {
        String id = stored(other, Map.of("x", 0));
        Session slow = found(node, id);
        slow.setAttribute("slow", 1);
        for (int i = 0; i < 30; i++) {
            set(other, id, "x", 100 + i);
            clock.advance(Duration.ofSeconds(5));
        }

        assertThat(node.save(slow)).isEqualTo(SaveResult.CHANGED);

        assertThat(attributes(other, id)).isEqualTo(Map.of("x", 129, "slow", 1));
    }

    /** A node with a slow clock decides a write before those that others have forgotten. */
    @Test
    @Asks(Promise.NO_LOST_UPDATE)
    @LookAt("A node whose clock is behind cannot write: are its tokens taken for forgotten ones?")
    void aNodeWhoseClockIsBehindWritesAllTheSame() {
        SettableClock behind = SettableClock.startingNow();
        clock.advance(Duration.ofMinutes(2));
        SessionStore late = nodeOn(newClient()).clock(behind).build();
        String id = stored(other, Map.of("x", 0));
        for (int i = 0; i < 30; i++) {
            set(other, id, "x", 100 + i);
        }

        set(late, id, "y", 1);
        set(late, id, "y", 2);

        assertThat(attributes(other, id)).isEqualTo(Map.of("x", 129, "y", 2));
    }

    @Test
    @Asks({Promise.NO_RESURRECTION, Promise.ID_CHANGE})
    @LookAt("A create that arrived late brought the old id back: does a rename leave a tombstone under the "
            + "old id, and does a create ask for it?")
    void aLateCreateAfterAnIdChangeDoesNotBringTheOldIdBack() {
        LateAttempt late = client.on(Operation.CREATE).arriveAgain();
        String id = stored(node, Map.of("kept", VALUE));
        Session session = found(other, id);
        String newId = other.changeId(session);
        assertThat(other.save(session)).isEqualTo(SaveResult.RENAMED);

        late.arrive();

        assertAbsent(other, id);
        assertThat(attributes(other, newId)).isEqualTo(Map.of("kept", VALUE));
    }

    @Test
    @Asks(Promise.NO_RESURRECTION)
    @LookAt("A create that arrived late brought a deleted session back: does a delete leave a tombstone, and "
            + "does a create ask for it?")
    void aLateCreateAfterADeleteDoesNotBringTheSessionBack() {
        LateAttempt late = client.on(Operation.CREATE).arriveAgain();
        String id = stored(node, Map.of("kept", VALUE));
        assertThat(other.delete(id)).isTrue();

        late.arrive();

        assertAbsent(other, id);
    }

    @Test
    @Asks({Promise.NO_LOST_UPDATE, Promise.CREATE_NEVER_OVERWRITES})
    @LookAt("A create that arrived late undid what was written since: does a create ask that nothing is "
            + "under its id?")
    void aLateCreateDoesNotUndoWhatWasDoneToTheSession() {
        LateAttempt late = client.on(Operation.CREATE).arriveAgain();
        String id = stored(node, Map.of("x", 0));
        set(other, id, "x", 1);

        late.arrive();

        assertThat(attributes(other, id)).isEqualTo(Map.of("x", 1));
    }

    @Test
    @Asks(Promise.EXPIRED_MEANS_ABSENT)
    @LookAt("A create that arrived late made a session alive that others had seen expired: is the expiry "
            + "recorded by the first client that sees it, and does a create check the record?")
    void aLateCreateAfterTheExpiryThatOthersHaveSeenDoesNotUndoIt() {
        LateAttempt late = client.on(Operation.CREATE).arriveAgain();
        Session session = node.create();
        session.setMaxInactiveInterval(Duration.ofSeconds(60));
        node.save(session);
        String id = session.id();
        clock.advance(Duration.ofSeconds(30));
        SettableClock ahead = SettableClock.startingNow();
        ahead.advance(Duration.ofSeconds(70));
        assertAbsent(nodeOn(newClient()).clock(ahead).build(), id);
        assertAbsent(other, id);

        late.arrive();

        assertAbsent(other, id);
    }

    /** A session that was found expired is left to the reaper, however young it is. */
    @Test
    @Asks(Promise.NO_RESURRECTION)
    @LookAt("A create that arrived late brought back a session that a reap had removed: does the reap leave what "
            + "ChangeRules.leftByReap says?")
    void aLateCreateAfterTheCleanUpDoesNotBringTheSessionBack() {
        LateAttempt late = client.on(Operation.CREATE).arriveAgain();
        Session session = node.create();
        session.setMaxInactiveInterval(Duration.ofSeconds(60));
        node.save(session);
        String id = session.id();
        SettableClock ahead = SettableClock.startingNow();
        ahead.advance(Duration.ofSeconds(70));
        assertAbsent(nodeOn(newClient()).clock(ahead).build(), id);
        List<String> removed = new ArrayList<>();
        newClient().deleteExpired(now(), one -> removed.add(one.id()));
        assertThat(removed).contains(id);

        late.arrive();

        assertAbsent(other, id);
    }

    @Test
    @Asks({Promise.NO_RESURRECTION, Promise.ID_CHANGE})
    @LookAt("An id change that arrived late brought a deleted session back: does a rename ask for the "
            + "tombstones under both ids?")
    void aLateIdChangeAfterADeleteBringsTheSessionBackUnderNeitherId() {
        String id = stored(other, Map.of("kept", VALUE));
        LateAttempt late = client.on(Operation.RENAME).arriveAgain();
        Session session = found(node, id);
        String newId = node.changeId(session);
        assertThat(node.save(session)).isEqualTo(SaveResult.RENAMED);
        assertThat(other.delete(newId)).isTrue();

        late.arrive();

        assertAbsent(other, id);
        assertAbsent(other, newId);
    }

    @Test
    @Asks(Promise.NO_RESURRECTION)
    @LookAt("A create that arrived after the delete was stored: does a delete of what is not there (yet) "
            + "leave a tombstone, and does a create ask for it?")
    void aCreateThatArrivesAfterTheRequestDeletedTheSessionStoresNothing() {
        Session session = node.create();
        session.setAttribute("late", 1);
        LateAttempt late = client.on(Operation.CREATE).arriveAgain();
        client.on(Operation.CREATE).failBeforeApplying();
        Session another = node.create();
        node.save(another); // takes the attempt that arrives again
        assertThatThrownBy(() -> node.save(session)).isInstanceOf(SessionStorageException.class);
        assertThat(node.delete(another)).isTrue();

        late.arrive();

        assertAbsent(other, another.id());
        assertThat(node.delete(session)).isFalse();
        assertThat(newClient().put(create(session.id()), now())).isEqualTo(PutResult.gone());
        assertAbsent(other, session.id());
    }

    private Change create(String id) {
        return new Change.Create(new SessionRecord(id, timesOf(TTL), texts("late", VALUE), newToken()));
    }

    @Test
    @Asks({Promise.NO_RESURRECTION, Promise.LOST_ANSWER})
    @LookAt("A session whose create was not answered was created again after another node had deleted it: is "
            + "a create refused where a tombstone is?")
    void aSessionWhoseCreateWasNotAnsweredAndThatWasDeletedElsewhereIsNotCreatedAnew() {
        Session session = node.create();
        session.setAttribute("user", "ann");
        client.on(Operation.CREATE).failAfterApplying();
        assertThatThrownBy(() -> node.save(session)).isInstanceOf(SessionStorageException.class);
        assertThat(other.delete(session.id())).isTrue();

        assertThat(node.save(session)).isEqualTo(SaveResult.ENDED);

        assertAbsent(other, session.id());
    }

    /** The first attempt arrives after the second save has looked for it, and found nothing. */
    @Test
    @Asks(Promise.LOST_ANSWER)
    @LookAt("A create whose first attempt arrived after all was not saved whole: is a create that finds its "
            + "own token answered as applied?")
    void aCreateThatIsSavedAgainWhileItsFirstAttemptIsUnderWayIsStoredOnce() {
        Session session = node.create();
        session.setAttribute("a", 1);
        LateAttempt late = failedSave(session, Operation.CREATE);
        session.setAttribute("b", 2);
        client.on(Operation.CREATE).first(late::arrive);

        assertThat(node.save(session)).isEqualTo(SaveResult.CREATED);

        assertThat(attributes(other, session.id())).isEqualTo(Map.of("a", 1, "b", 2));
    }

    @Test
    @Asks({Promise.NO_RESURRECTION, Promise.LOST_ANSWER})
    @LookAt("A create was made again after the session had been deleted: is a create refused where a "
            + "tombstone is?")
    void aCreateThatIsSavedAgainAndWasDeletedMeanwhileHasEnded() {
        Session session = node.create();
        LateAttempt late = failedSave(session, Operation.CREATE);
        client.on(Operation.CREATE).first(late::arrive);
        client.on(Operation.CREATE).first(() -> other.delete(session.id()));

        assertThat(node.save(session)).isEqualTo(SaveResult.ENDED);

        assertAbsent(other, session.id());
    }

    @Test
    @Asks({Promise.ID_CHANGE, Promise.LOST_ANSWER})
    @LookAt("An id change whose first attempt arrived after all was not saved whole: is a rename that finds "
            + "its own token under the new id answered as applied?")
    void anIdChangeThatIsSavedAgainWhileItsFirstAttemptIsUnderWayIsStoredOnce() {
        String id = stored(other, Map.of("kept", VALUE));
        Session session = found(node, id);
        String newId = node.changeId(session);
        LateAttempt late = failedSave(session, Operation.RENAME);
        session.setAttribute("user", "ann");
        client.on(Operation.RENAME).first(late::arrive);

        assertThat(node.save(session)).isEqualTo(SaveResult.RENAMED);

        assertAbsent(other, id);
        assertThat(attributes(other, newId)).isEqualTo(Map.of("kept", VALUE, "user", "ann"));
    }

    /** A save that failed and was repeated is over: its remaining attempts must not undo what came after. */
    @Test
    @Asks({Promise.NO_LOST_UPDATE, Promise.LOST_ANSWER})
    @LookAt("An update that had failed, and was saved again by another one, was applied later: are the tokens in "
            + "Change.Update.superseded kept with the session?")
    void aChangeThatIsSavedAgainTakesThePlaceOfItsFirstAttempt() {
        String id = stored(other, Map.of("x", 0));
        Session session = found(node, id);
        session.setAttribute("x", 1);
        LateAttempt late = failedSave(session, Operation.UPDATE);
        assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);
        set(other, id, "x", 2);

        late.arrive();

        assertThat(attributes(other, id)).isEqualTo(Map.of("x", 2));
    }

    @Test
    @Asks({Promise.NO_LOST_UPDATE, Promise.LOST_ANSWER})
    @LookAt("An update that had failed, and was taken back, was applied later: are the tokens in "
            + "Change.Update.superseded kept with the session, also where there is nothing else to write?")
    void aChangeThatIsTakenBackAfterItFailedIsNotStoredLater() {
        String id = stored(other, Map.of("x", 0));
        Session session = found(node, id);
        session.setAttribute("x", 1);
        LateAttempt late = failedSave(session, Operation.UPDATE);
        session.setAttribute("x", 0);
        node.save(session);

        late.arrive();

        assertThat(attributes(other, id)).isEqualTo(Map.of("x", 0));
    }

    /** A write that was refused is not stored later either, even if its times apply again. */
    @Test
    @Asks(Promise.NO_LOST_UPDATE)
    @LookAt("An update that had been refused was applied later: are the tokens in "
            + "Change.Update.superseded kept with the session?")
    void aChangeThatWasRefusedAndDecidedAnewIsStoredOnce() {
        String id = stored(other, Map.of("x", 0));
        Session session = found(node, id);
        session.setAttribute("x", 1);
        Duration interval = session.maxInactiveInterval();
        setInterval(id, interval.plusSeconds(1)); // so that the times of the first attempt do not apply
        LateAttempt late = client.on(Operation.UPDATE).arriveAgain();
        assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);
        setInterval(id, interval);
        set(other, id, "x", 2);

        late.arrive();

        assertThat(attributes(other, id)).isEqualTo(Map.of("x", 2));
    }

    private void setInterval(String id, Duration interval) {
        Session session = found(other, id);
        session.setMaxInactiveInterval(interval);
        assertThat(other.save(session)).isEqualTo(SaveResult.CHANGED);
    }

    @Test
    @Asks({Promise.LOST_ANSWER, Promise.ID_CHANGE})
    @LookAt("A change that an id change carried over was reported as lost: does the tombstone of a rename keep "
            + "the tokens that the session had?")
    void aChangeThatIsSavedAgainAndWasCarriedOverMeanwhileWasSaved() {
        String id = stored(other, Map.of("x", 0));
        Session session = found(node, id);
        session.setAttribute("x", 1);
        LateAttempt late = failedSave(session, Operation.UPDATE);
        String[] newId = new String[1];
        client.on(Operation.UPDATE).first(() -> {
            late.arrive();
            Session login = found(other, id);
            newId[0] = other.changeId(login);
            other.save(login);
        });

        assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);

        assertThat(attributes(other, newId[0])).isEqualTo(Map.of("x", 1));
    }

    @Test
    @Asks({Promise.NO_RESURRECTION, Promise.ID_CHANGE})
    @LookAt("A session lived on under the id that it got meanwhile: does a delete follow the tombstone of a "
            + "rename to the next id?")
    void aDeleteEndsTheSessionUnderWhateverIdItIsStoredByNow() {
        String id = stored(other, Map.of("kept", VALUE));
        String newId = id;
        for (int changes = 1; changes <= 3; changes++) {
            Session session = found(other, newId);
            newId = other.changeId(session);
            session.setAttribute("user", changes);
            assertThat(other.save(session)).isEqualTo(SaveResult.RENAMED);
        }

        assertThat(node.delete(id)).isTrue();

        assertAbsent(other, newId);
        assertThat(node.delete(id)).isFalse();
        assertThat(node.delete(newId)).isFalse();
    }

    @Test
    @Asks({Promise.NO_RESURRECTION, Promise.ID_CHANGE})
    @LookAt("A log-out that overlapped a login did not end the session: does a delete that finds the session "
            + "renamed follow it, and does a rename ask that it was not deleted, each in one step with its write?")
    void aLogoutThatOverlapsALoginEndsTheSession() {
        for (int round = 0; round < Overlap.ROUNDS; round++) {
            String id = stored(other, Map.of());
            Session login = found(other, id);
            String newId = other.changeId(login);
            login.setAttribute("user", "ann");

            Overlap.of(2, (i, others) -> {
                others.await();
                return i == 0 ? (Object) node.delete(id) : other.save(login);
            });

            assertAbsent(other, id);
            assertAbsent(other, newId);
        }
    }

    @Test
    @Asks({Promise.LOST_ANSWER, Promise.ID_CHANGE})
    @LookAt("An update that was stored before the id change was answered otherwise when it came again: does "
            + "the tombstone of a rename keep the tokens that the session had?")
    void aLateUpdateOfASessionThatHasAnotherIdByNowSaysThatItWasStored() {
        StorageClient storage = newClient();
        SessionRecord session = created(storage, newRecord("x", "0"));
        Change.Update update = new Change.Update(session.id(), setting("x", "1"), null, newToken());
        assertThat(storage.put(update, now())).isEqualTo(PutResult.applied());
        SessionRecord read = stored(storage, session.id());
        SessionRecord moved = read.withId(newId())
                .with(AttributeChanges.none(), read.history().after(newToken()));
        assertThat(storage.put(new Change.Rename(session.id(), read.writeToken(), moved), now()))
                .isEqualTo(PutResult.applied());

        assertThat(storage.put(update, now())).isEqualTo(PutResult.applied());
        Change.Update never = new Change.Update(session.id(), setting("x", "2"), null, newToken());
        assertThat(storage.put(never, now())).isEqualTo(PutResult.gone());
        assertThat(stored(storage, moved.id())).isEqualTo(moved);

        assertThat(whole(storage, storage.delete(moved.id(), now()))).hasValue(moved);
        assertThat(storage.put(update, now())).isEqualTo(PutResult.applied());
    }

    @Test
    @Asks({Promise.TOUCH, Promise.ID_CHANGE})
    @LookAt("An id change took a touch back: does a rename keep the later of the times that are stored and "
            + "those that it brings?")
    void timesDoNotGoBackOverAnIdChange() {
        SettableClock ahead = SettableClock.startingNow();
        ahead.advance(Duration.ofSeconds(30));
        SessionStore early =
                nodeOn(newClient()).clock(ahead).touchAfter(Duration.ZERO).build();
        String id = stored(node, Map.of());
        Session session = found(node, id);
        Session touched = found(early, id);
        assertThat(early.save(touched)).isEqualTo(SaveResult.TOUCHED);
        String newId = node.changeId(session);

        assertThat(node.save(session)).isEqualTo(SaveResult.RENAMED);

        SessionRecord stored = stored(newClient(), newId);
        assertThat(stored.times().lastAccessedAt()).isEqualTo(touched.lastAccessedAt());
        assertThat(expiry(stored)).isAfterOrEqualTo(touched.lastAccessedAt().plus(TTL));
    }

    @Test
    @Asks({Promise.EXPIRED_MEANS_ABSENT, Promise.TOUCH})
    @LookAt("A touch that was decided before the expiry made a session alive that others had seen expired: "
            + "is the expiry recorded by the first client that sees it, and do writes check the record?")
    void aTouchThatArrivesAfterTheExpiryThatOthersHaveSeenDoesNotUndoIt() {
        StorageClient storage = newClient();
        SessionRecord session = created(storage, newRecord("name", VALUE));
        clock.advance(TTL.minusMillis(60));
        Instant decidedAt = now();
        TimesChange touch = new TimesChange(TTL, decidedAt, TTL, decidedAt.plus(TTL));
        Change.Update update = new Change.Update(session.id(), setting("name", "late"), touch, newToken());
        clock.advance(Duration.ofMillis(500));
        assertAbsent(other, session.id());

        assertThat(storage.setExpires(session.id(), touch, decidedAt)).isFalse();
        assertThat(storage.put(update, decidedAt)).isEqualTo(PutResult.gone());

        assertAbsent(other, session.id());
    }

    @Test
    @Asks({Promise.EXPIRED_MEANS_ABSENT, Promise.TOUCH})
    @LookAt("A session was alive again after a save had reported that it had expired: does a write that is "
            + "refused for the expiry note it, so that no earlier touch undoes it?")
    void aSaverThatIsToldOfTheExpiryIsToldTheTruth() {
        StorageClient storage = newClient();
        for (boolean touches : new boolean[] {true, false}) {
            SessionRecord session = created(storage, newRecord("name", VALUE));
            clock.advance(TTL.minusMillis(60));
            Instant decidedAt = now();
            TimesChange late = new TimesChange(TTL, decidedAt, TTL, decidedAt.plus(TTL));
            clock.advance(Duration.ofMillis(500));
            TimesChange touch = new TimesChange(TTL, now(), TTL, now().plus(TTL));
            if (touches) {
                assertThat(storage.setExpires(session.id(), touch, now())).isFalse();
            } else {
                Change update = new Change.Update(session.id(), setting("name", "new"), touch, newToken());
                assertThat(storage.put(update, now())).isEqualTo(PutResult.gone());
            }

            assertThat(storage.setExpires(session.id(), late, decidedAt)).isFalse();

            assertAbsent(other, session.id());
        }
    }

    @Test
    @Asks(Promise.NO_RESURRECTION)
    @LookAt("A tombstone was taken for a session: does every read tell one from the other?")
    void whatIsLeftOfADeletedSessionIsNoSession() {
        StorageClient storage = newClient();
        SessionRecord deleted = created(storage, newRecord("name", VALUE));
        SessionRecord renamed = created(storage, newRecord("name", VALUE));
        SessionRecord moved = renamed.withId(newId());
        storage.delete(deleted.id(), now());
        storage.put(new Change.Rename(renamed.id(), renamed.writeToken(), moved), now());

        for (String id : Set.of(deleted.id(), renamed.id())) {
            assertAbsent(storage, id);
            assertThat(other.find(id)).isEmpty();
            assertThat(other.isAlive(id)).isFalse();
        }
    }
}
