package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Promise 8, as the port has to keep it: the identical change, sent again, is known by its write token. */
@Asks(Promise.LOST_ANSWER)
abstract class RepeatedChangeTests extends PromiseTests {

    RepeatedChangeTests(StorageUnderTest contract) {
        super(contract);
    }

    @Test
    @LookAt("The identical create was refused or written again: is a create that finds its own token "
            + "answered as applied?")
    void aRepeatedCreateIsApplied() {
        StorageClient client = newClient();
        SessionRecord session = created(client, newRecord("name", VALUE));

        assertThat(newClient().put(new Change.Create(session), now())).isEqualTo(PutResult.applied());

        assertThat(stored(client, session.id())).isEqualTo(session);
    }

    @Test
    @LookAt("The identical create undid a touch: is a create that finds its own token answered as applied, "
            + "and not written again?")
    void aRepeatedCreateDoesNotUndoATouch() {
        StorageClient client = newClient();
        SessionRecord session = created(client, newRecord("name", VALUE));
        TimesChange touch = touched(client, session);

        assertThat(client.put(new Change.Create(session), now())).isEqualTo(PutResult.applied());

        assertThat(stored(client, session.id()))
                .isEqualTo(session.withTimes(session.times().with(touch)));
    }

    @Test
    @LookAt("After an update was carried out twice, an old state passed for the present one: is an update "
            + "whose token the session knows left unwritten?")
    void anUpdateThatIsCarriedOutTwiceDoesNotMakeTheStateBeforeLookLikeThePresentOne() {
        StorageClient client = newClient();
        String id = created(client, newRecord("name", VALUE)).id();
        Change.Update first = new Change.Update(id, setting("first", "1"), null, newToken());
        assertThat(client.put(first, now())).isEqualTo(PutResult.applied());
        SessionRecord seen = stored(client, id);
        assertThat(client.put(new Change.Update(id, setting("second", "2"), null, newToken()), now()))
                .isEqualTo(PutResult.applied());

        assertThat(client.put(first, now())).isEqualTo(PutResult.applied());

        assertThat(client.put(rename(seen), now())).isInstanceOf(PutResult.Stale.class);
        assertThat(stored(client, id).attributes()).containsKeys("first", "second");
    }

    @Test
    @LookAt("The identical id change was refused or written again: is a rename that finds its own token "
            + "under the new id answered as applied?")
    void aRepeatedRenameIsApplied() {
        StorageClient client = newClient();
        SessionRecord session = created(client, newRecord("name", VALUE));
        Change.Rename rename = rename(session);
        SessionRecord moved = rename.session();
        assertThat(client.put(rename, now())).isEqualTo(PutResult.applied());

        assertThat(newClient().put(rename, now())).isEqualTo(PutResult.applied());
        assertThat(stored(client, moved.id())).isEqualTo(moved);
        assertAbsent(client, session.id());

        TimesChange touch = touched(client, moved);
        assertThat(client.put(rename, now())).isEqualTo(PutResult.applied());
        assertThat(stored(client, moved.id()))
                .isEqualTo(moved.withTimes(moved.times().with(touch)));
    }

    @Test
    @LookAt("Two updates with the same token were both applied, or the second was refused: is an update "
            + "whose token the session knows answered as applied, and not written again?")
    void aRepeatedUpdateIsAppliedOnce() {
        StorageClient client = newClient();
        SessionRecord session = created(client, newRecord("name", "old"));
        Instant accessed = now().plusSeconds(3);
        TimesChange times = new TimesChange(TTL, accessed, TTL.multipliedBy(2), accessed.plus(TTL.multipliedBy(2)));
        Change update = new Change.Update(session.id(), setting("name", "new"), times, newToken());
        assertThat(client.put(update, now())).isEqualTo(PutResult.applied());
        SessionRecord after = stored(client, session.id());

        assertThat(newClient().put(update, now())).isEqualTo(PutResult.applied());

        assertThat(stored(client, session.id())).isEqualTo(after);
    }

    @Test
    @LookAt("Another change was taken for a repeated one: is it the write token that is compared, not the id "
            + "or the content?")
    void anotherChangeIsNotTakenForARepeatedOne() {
        StorageClient client = newClient();
        SessionRecord session = created(client, newRecord("name", VALUE));
        Change.Rename rename = rename(session);
        client.put(rename, now());
        Change.Rename otherRename = new Change.Rename(
                session.id(), session.writeToken(), rename.session().withId(newId()));

        assertThat(client.put(otherRename, now())).isEqualTo(PutResult.gone());
        SessionRecord taken = created(client, newRecord("name", VALUE));
        SessionRecord other = new SessionRecord(taken.id(), taken.times(), taken.attributes(), newToken());
        assertThat(client.put(new Change.Create(other), now())).isEqualTo(PutResult.idTaken());
    }

    /** One update may be applied twice, with another writer's in between. */
    @Test
    @LookAt("An update with the same token was applied twice, and an old state passed for the present one: "
            + "is the token that a rename compares the one of the last write?")
    void anUpdateThatArrivesTwiceDoesNotMakeAnOldStateLookLikeThePresentOne() {
        StorageClient client = newClient();
        SessionRecord session = created(client, newRecord("name", VALUE));
        Change first = new Change.Update(session.id(), setting("first", "1"), null, newToken());
        Change second = new Change.Update(session.id(), setting("second", "2"), null, newToken());
        client.put(first, now());
        SessionRecord read = stored(client, session.id());
        client.put(second, now());
        client.put(first, now());

        SessionRecord current = stored(client, session.id());
        assertThat(current.attributes()).containsKeys("name", "first", "second");
        assertThat(current.writeToken()).isNotEqualTo(read.writeToken());
        assertThat(whole(client, client.put(rename(read), now()))).isEqualTo(PutResult.stale(current));
    }

    private static Change.Rename rename(SessionRecord session) {
        SessionRecord moved = new SessionRecord(newId(), session.times(), session.attributes(), newToken());
        return new Change.Rename(session.id(), session.writeToken(), moved);
    }

    private TimesChange touched(StorageClient client, SessionRecord session) {
        Instant accessed = now().plusSeconds(5);
        TimesChange touch = new TimesChange(TTL, accessed, TTL, accessed.plus(TTL));
        assertThat(client.setExpires(session.id(), touch, now())).isTrue();
        return touch;
    }
}
