package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Promise 7, where one request comes after another. */
@Asks(Promise.ID_CHANGE)
abstract class IdChangeTests extends PromiseTests {

    IdChangeTests(StorageUnderTest contract) {
        super(contract);
    }

    @Test
    @LookAt("An id change lost something, or the old id is alive: are the write under the new id and the end "
            + "of the old one a single transaction?")
    void theSessionMovesWithAllItHasAndTheOldIdIsDead() {
        SessionStore node = newNode();
        SessionStore other = newNode();
        String id = stored(node, Map.of("name", VALUE, "number", 7));
        Instant createdAt = found(node, id).createdAt();
        clock.advance(Duration.ofMinutes(1));
        Session session = found(node, id);

        String newId = node.changeId(session);
        session.setAttribute("user", "new");
        session.removeAttribute("number");
        assertThat(attributes(other, id)).as("until it is saved").hasSize(2);
        assertThat(node.save(session)).isEqualTo(SaveResult.RENAMED);

        assertThat(newId).isNotEqualTo(id).isEqualTo(session.id());
        assertAbsent(other, id);
        assertThat(attributes(other, newId)).isEqualTo(Map.of("name", VALUE, "user", "new"));
        assertThat(found(other, newId).createdAt()).isEqualTo(createdAt);
        assertThat(found(other, newId).lastAccessedAt()).isEqualTo(now());
    }

    @Test
    @LookAt("An id change lost what others had written: is it conditional on the write token that was read, "
            + "and answered as stale, with what is there, where that has moved?")
    void anIdChangeCarriesWhatOthersWroteSinceItsRequestHadRead() {
        SessionStore node = newNode();
        SessionStore other = newNode();
        String id = stored(node, Map.of("shared", "old", "removed", VALUE));
        Session login = found(node, id);
        Session writer = found(other, id);
        writer.setAttribute("written", 1);
        writer.setAttribute("shared", "other's");
        writer.removeAttribute("removed");
        writer.setMaxInactiveInterval(TTL.multipliedBy(2));
        other.save(writer);

        node.changeId(login);
        login.setAttribute("user", "me");

        assertThat(node.save(login)).isEqualTo(SaveResult.RENAMED);
        assertThat(attributes(other, login.id())).isEqualTo(Map.of("shared", "other's", "written", 1, "user", "me"));
        assertThat(found(other, login.id()).maxInactiveInterval()).isEqualTo(TTL.multipliedBy(2));
        assertAbsent(other, id);
    }

    @Test
    @LookAt("An id change lost what others had written before its own save: does every write of content "
            + "store its token, and is the rename conditional on it?")
    void anIdChangeAfterASaveOfItsOwnStillCarriesWhatOthersWrote() {
        SessionStore node = newNode();
        SessionStore other = newNode();
        String id = stored(node, Map.of());
        Session login = found(node, id);
        Session writer = found(other, id);
        writer.setAttribute("other's", 1);
        other.save(writer);
        login.setAttribute("own", 2);
        assertThat(node.save(login)).isEqualTo(SaveResult.CHANGED);

        node.changeId(login);

        assertThat(node.save(login)).isEqualTo(SaveResult.RENAMED);
        assertThat(attributes(other, login.id())).isEqualTo(Map.of("other's", 1, "own", 2));
    }

    @Test
    @LookAt("A touch made an id change fail: does setExpires leave the write token alone?")
    void aTouchInBetweenDoesNotDisturb() {
        StorageClient client = newClient();
        SessionRecord session = created(client, newRecord("name", VALUE));
        Instant accessed = now().plusSeconds(1);
        client.setExpires(session.id(), new TimesChange(TTL, accessed, TTL, accessed.plus(TTL)), now());
        clock.advance(Duration.ofSeconds(2));
        SessionRecord moved = new SessionRecord(newId(), timesOf(TTL), session.attributes(), newToken());

        assertThat(client.put(new Change.Rename(session.id(), session.writeToken(), moved), now()))
                .isEqualTo(PutResult.applied());
        assertThat(stored(client, moved.id())).isEqualTo(moved);
    }

    @Test
    @LookAt("An id change of content that is old by now was applied, or not answered as stale with what is "
            + "there: is a rename conditional on the write token?")
    void aMoveOfContentThatWasWrittenSinceIsStaleAndTellsWhatIsThere() {
        StorageClient client = newClient();
        SessionRecord session = created(client, newRecord("name", VALUE));
        client.put(new Change.Update(session.id(), setting("name", "newer"), null, newToken()), now());
        SessionRecord current = stored(client, session.id());
        SessionRecord moved = new SessionRecord(newId(), session.times(), session.attributes(), newToken());

        assertThat(whole(client, client.put(new Change.Rename(session.id(), session.writeToken(), moved), now())))
                .isEqualTo(PutResult.stale(current));

        assertThat(stored(client, session.id())).isEqualTo(current);
        assertAbsent(client, moved.id());
    }

    @Test
    @LookAt("An id change of no session left something: does a rename ask that the session under the old id "
            + "is there?")
    void aMoveOfNoSessionLeavesNothing() {
        StorageClient client = newClient();
        SessionRecord moved = newRecord("name", VALUE);
        String id = newId();

        assertThat(client.put(new Change.Rename(id, newToken(), moved), now())).isEqualTo(PutResult.gone());

        assertAbsent(client, id);
        assertAbsent(client, moved.id());
    }

    @Test
    @LookAt("A request that still has the old id brought it back: is every write under the old id answered "
            + "as gone after a rename?")
    void anOverlappingRequestDoesNotTurnTheIdBack() {
        SessionStore node = newTouchingNode();
        SessionStore other = newTouchingNode();
        String id = stored(node, Map.of("name", VALUE));
        Session login = found(node, id);
        Session writer = found(other, id);
        Session reader = found(other, id);
        Session secondLogin = found(other, id);
        node.changeId(login);
        node.save(login);
        clock.advance(Duration.ofSeconds(1));

        writer.setAttribute("late", 1);
        other.changeId(secondLogin);

        assertThat(other.save(writer)).isEqualTo(SaveResult.ENDED);
        assertThat(other.save(reader)).isEqualTo(SaveResult.ENDED);
        assertThat(other.save(secondLogin)).isEqualTo(SaveResult.ENDED);
        assertAbsent(other, id);
        assertAbsent(other, secondLogin.id());
        assertThat(attributes(other, login.id())).isEqualTo(Map.of("name", VALUE));
    }

    @Test
    @LookAt("A session was alive under one of its ids after the delete: does a delete under the old id "
            + "follow to the new one?")
    void aDeleteAfterAnIdChangeLeavesNothingUnderEitherId() {
        for (boolean saved : List.of(true, false)) {
            SessionStore node = newNode();
            String id = stored(node, Map.of("name", VALUE));
            Session session = found(node, id);
            node.changeId(session);
            if (saved) {
                node.save(session);
            }

            assertThat(node.delete(session)).isTrue();

            assertThat(node.save(session)).isEqualTo(SaveResult.ENDED);
            assertAbsent(node, id);
            assertAbsent(node, session.id());
        }
    }

    @Test
    @LookAt("A former id is alive: does each rename end the session under its old id, in one step?")
    void ofSeveralIdsInOneRequestOnlyTheLastOneLives() {
        SessionStore node = newNode();
        String first = stored(node, Map.of("name", VALUE));
        Session session = found(node, first);
        String second = node.changeId(session);
        String third = node.changeId(session);
        assertThat(node.save(session)).isEqualTo(SaveResult.RENAMED);
        String fourth = node.changeId(session);
        assertThat(node.save(session)).isEqualTo(SaveResult.RENAMED);

        for (String dead : List.of(first, second, third)) {
            assertAbsent(node, dead);
        }
        assertThat(attributes(node, fourth)).isEqualTo(Map.of("name", VALUE));
    }

    @Test
    @LookAt("A new session was stored under an id that it had before its first save: does a create store "
            + "under the id that it is given only?")
    void aNewSessionIsStoredUnderItsLastIdOnly() {
        SessionStore node = newNode();
        Session session = node.create();
        String first = session.id();
        session.setAttribute("name", VALUE);
        String second = node.changeId(session);

        assertThat(node.save(session)).isEqualTo(SaveResult.CREATED);

        assertAbsent(node, first);
        assertThat(attributes(node, second)).isEqualTo(Map.of("name", VALUE));
    }

    @Test
    @LookAt("A session could not be changed after its id change: is it stored whole under the new id, with "
            + "the token of the rename?")
    void aSessionGoesOnUnderItsNewId() {
        SessionStore node = newNode();
        String id = stored(node, Map.of("list", new ArrayList<>(List.of(1))));
        Session session = found(node, id);
        node.changeId(session);
        node.save(session);

        @SuppressWarnings("unchecked")
        List<Object> list = session.attribute("list", List.class).orElseThrow();
        list.add(2);
        session.setAttribute("name", VALUE);

        assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);
        assertThat(attributes(node, session.id())).isEqualTo(Map.of("list", List.of(1, 2), "name", VALUE));
    }

    @Test
    @LookAt("Listeners were not notified of an id change, or with other ids: is the rename answered as applied?")
    void anIdChangeIsToldToTheListenerWithTheOldId() {
        List<String> told = new ArrayList<>();
        SessionStore node = nodeOn(newClient())
                .listener(new SessionListener() {
                    @Override
                    public void onIdChanged(Session session, String oldId) {
                        told.add(oldId);
                        told.add(session.id());
                    }
                })
                .build();
        String id = stored(node, Map.of());
        Session session = found(node, id);
        node.changeId(session);

        node.save(session);

        assertThat(told).containsExactly(id, session.id());
    }
}
