package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.EndCause;
import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Promise 3. Nothing is ever reaped here. */
@Asks(Promise.EXPIRED_MEANS_ABSENT)
abstract class ExpiredIsAbsentTests extends PromiseTests {

    /** Not whole seconds, to detect a storage that stores nothing finer. */
    private static final Duration INTERVAL = Duration.ofMillis(600_123);

    private static final Duration MILLISECOND = Duration.ofMillis(1);

    ExpiredIsAbsentTests(StorageUnderTest contract) {
        super(contract);
    }

    @Test
    @LookAt("A session ended too early, or was there after its expiry: is the expiry kept in milliseconds, "
            + "and compared with the time that is passed in, not with a clock of the database?")
    void aSessionIsThereUntilTheLastMillisecondAndThenAbsent() {
        SessionStore node =
                nodeOn(newClient()).ttl(INTERVAL).touchAfter(Duration.ZERO).build();
        StorageClient port = newClient();
        String id = stored(node, Map.of("name", VALUE));
        Instant expiresAt = expiry(stored(port, id));
        assertThat(expiresAt).isEqualTo(now().plus(INTERVAL));

        clock.moveTo(expiresAt.minus(MILLISECOND));
        assertThat(port.get(id, now())).isPresent();
        clock.moveTo(expiresAt);
        assertThat(port.get(id, now())).isEmpty();
        assertAbsent(node, id);
    }

    @Test
    @LookAt("A session could not be changed in its last millisecond: is the expiry kept in whole seconds, or "
            + "compared with a clock of the database?")
    void inItsLastMillisecondASessionCanStillBeChanged() {
        StorageClient client = newClient();
        SessionRecord session = created(client, newRecord(INTERVAL, "name", "old"));
        clock.moveTo(expiry(session).minus(MILLISECOND));

        assertThat(client.put(new Change.Update(session.id(), setting("name", "new"), null, newToken()), now()))
                .isEqualTo(PutResult.applied());
        assertThat(client.setExpires(session.id(), touch(session), now())).isTrue();

        clock.moveTo(expiry(session));
        assertThat(stored(client, session.id()).attributes()).isEqualTo(texts("name", "new"));
    }

    @Test
    @LookAt("A session could not be renamed or deleted in its last millisecond: is the expiry kept in whole "
            + "seconds, or compared with a clock of the database?")
    void inItsLastMillisecondASessionCanStillBeRenamedOrDeleted() {
        StorageClient client = newClient();
        SessionRecord renamed = created(client, newRecord(INTERVAL, "name", VALUE));
        SessionRecord deleted = created(client, newRecord(INTERVAL, "name", VALUE));
        clock.moveTo(expiry(renamed).minus(MILLISECOND));

        SessionRecord moved = new SessionRecord(newId(), renamed.times(), renamed.attributes(), newToken());
        assertThat(client.put(new Change.Rename(renamed.id(), renamed.writeToken(), moved), now()))
                .isEqualTo(PutResult.applied());
        assertThat(whole(client, client.delete(deleted.id(), now()))).hasValue(deleted);
        assertThat(stored(client, moved.id())).isEqualTo(moved);
    }

    @Test
    @LookAt("An expired session was changed: does an update compare the stored expiry with the time that is "
            + "passed in?")
    void anExpiredSessionCannotBeChanged() {
        StorageClient client = newClient();
        SessionRecord session = expired(client);
        String id = session.id();

        assertThat(client.put(new Change.Update(id, setting("name", "new"), null, newToken()), now()))
                .isEqualTo(PutResult.gone());
        assertThat(client.put(new Change.Update(id, setting("name", "new"), touch(session), newToken()), now()))
                .isEqualTo(PutResult.gone());
        assertAbsent(client, id);
    }

    @Test
    @LookAt("An expired session was touched, and lives again: does setExpires compare the stored expiry with "
            + "the time that is passed in?")
    void anExpiredSessionCannotBeTouched() {
        StorageClient client = newClient();
        SessionRecord session = expired(client);

        assertThat(client.setExpires(session.id(), touch(session), now())).isFalse();
        assertAbsent(client, session.id());
    }

    @Test
    @LookAt("An expired session got another id: does a rename compare the stored expiry with the time that "
            + "is passed in?")
    void anExpiredSessionCannotBeRenamed() {
        StorageClient client = newClient();
        SessionRecord session = expired(client);
        SessionRecord moved = new SessionRecord(newId(), timesOf(TTL), session.attributes(), newToken());

        assertThat(client.put(new Change.Rename(session.id(), session.writeToken(), moved), now()))
                .isEqualTo(PutResult.gone());
        assertAbsent(client, session.id());
        assertAbsent(client, moved.id());
    }

    @Test
    @LookAt("A delete of an expired session was reported as that of a living one, or not at all: does it hand "
            + "over what it removed with its times?")
    void aDeleteOfAnExpiredSessionEndsNoLivingOneAndIsNotedAsItsExpiry() {
        StorageClient client = newClient();
        List<EndCause> causes = new ArrayList<>();
        SessionStore node = nodeOn(client)
                .listener(new SessionListener() {
                    @Override
                    public void onEnded(Session ended, EndCause cause) {
                        causes.add(cause);
                    }
                })
                .build();
        SessionRecord session = expired(client);

        assertThat(node.delete(session.id())).isFalse();
        assertThat(causes).containsExactly(EndCause.EXPIRY);
        assertAbsent(client, session.id());
        assertThat(client.delete(session.id(), now())).as("a second time").isEmpty();
    }

    @Test
    @LookAt("A session that expired during a request was saved: does every write compare the stored expiry "
            + "with the time that is passed in?")
    void aSessionThatExpiresWhileARequestHoldsItHasEnded() {
        SessionStore node = newTouchingNode();
        for (String late : List.of("change", "touch", "id change", "delete")) {
            String id = stored(node, Map.of("name", VALUE));
            Session session = found(node, id);
            clock.moveTo(session.expiresAt().orElseThrow());
            switch (late) {
                case "change" -> session.setAttribute("name", "late");
                case "id change" -> node.changeId(session);
                default -> {}
            }
            if (late.equals("delete")) {
                assertThat(node.delete(session)).isFalse();
            } else {
                assertThat(node.save(session)).as(late).isEqualTo(SaveResult.ENDED);
            }
            assertAbsent(node, id);
            assertAbsent(node, session.id());
        }
    }

    @Test
    @LookAt("An expired session that is still stored stood in the way of a new one, or left something in it: "
            + "does a create replace all of an expired session?")
    void aSessionCanBeginWhereAnExpiredOneIsStillStored() {
        StorageClient client = newClient();
        SessionRecord old = expired(client);
        SessionRecord next = new SessionRecord(old.id(), timesOf(TTL), texts("other", "fresh"), newToken());

        created(client, next);

        assertThat(stored(client, old.id())).isEqualTo(next);
    }

    @Test
    @LookAt("An expired session that is still stored stood in the way of an id change, or left something: "
            + "does a rename replace all of an expired session under the new id?")
    void aSessionCanMoveToWhereAnExpiredOneIsStillStored() {
        StorageClient client = newClient();
        SessionRecord old = expired(client);
        SessionRecord session = created(client, newRecord("other", "fresh"));
        SessionRecord moved = new SessionRecord(old.id(), session.times(), session.attributes(), newToken());

        assertThat(client.put(new Change.Rename(session.id(), session.writeToken(), moved), now()))
                .isEqualTo(PutResult.applied());

        assertThat(stored(client, old.id())).isEqualTo(moved);
        assertAbsent(client, session.id());
    }

    @Test
    @LookAt("A session without expiry has ended: is no expiry stored as none, not as zero or a date?")
    void aSessionWithoutExpiryIsStillThereInAHundredYears() {
        StorageClient client = newClient();
        SessionRecord session = created(
                client,
                new SessionRecord(
                        newId(),
                        new SessionTimes(now(), now(), Duration.ZERO, null),
                        texts("name", VALUE),
                        newToken()));

        clock.advance(Duration.ofDays(36_525));

        assertThat(whole(client, client.get(session.id(), now()))).hasValue(session);
    }

    /** Stored by a node without an absolute lifetime, which still runs beside the others. */
    @Test
    @LookAt("A session outlived its absolute lifetime: does the storage return when it began, to the millisecond?")
    void aLifetimeThatIsIntroducedLaterEndsSessionsToEveryOperation() {
        Duration lifetime = Duration.ofMinutes(20);
        SessionStore before = newNode();
        SessionStore node = nodeOn(newClient()).absoluteLifetime(lifetime).build();
        String id = stored(before, Map.of("name", VALUE));
        Instant end = found(before, id).createdAt().plus(lifetime);

        clock.moveTo(end.minus(MILLISECOND));
        assertThat(node.isAlive(id)).isTrue();
        assertThat(node.find(id)).isPresent();

        clock.moveTo(end);
        assertThat(node.isAlive(id)).isFalse();
        assertAbsent(node, id);
        assertThat(node.delete(id)).isFalse();
    }

    @Test
    @LookAt("A session was saved after its absolute lifetime, or a refused save changed it: does the storage "
            + "return when it began, to the millisecond?")
    void aSaveOfASessionWhoseLifetimeWasIntroducedLaterAndIsOverIsOneToAnEndedSession() {
        Duration lifetime = Duration.ofMinutes(20);
        SessionStore before = newNode();
        SessionStore node = nodeOn(newClient())
                .touchAfter(Duration.ZERO)
                .absoluteLifetime(lifetime)
                .build();
        for (String late : List.of("change", "touch", "id change", "delete")) {
            String id = stored(before, Map.of("name", VALUE));
            Session session = found(node, id);
            clock.advance(lifetime);
            assertThat(node.isExpired(session)).as(late).isTrue();
            switch (late) {
                case "change" -> session.setAttribute("name", "late");
                case "id change" -> node.changeId(session);
                default -> {}
            }
            if (late.equals("delete")) {
                assertThat(node.delete(session)).isFalse();
            } else {
                assertThat(node.save(session)).as(late).isEqualTo(SaveResult.ENDED);
                assertThat(found(before, id).attribute("name")).as(late).contains(VALUE);
            }
            assertAbsent(node, session.id());
        }
    }

    private SessionRecord expired(StorageClient client) {
        SessionRecord session = created(client, newRecord(INTERVAL, "name", "old"));
        clock.moveTo(expiry(session));
        return session;
    }

    private TimesChange touch(SessionRecord session) {
        Duration interval = session.times().maxInactiveInterval();
        return new TimesChange(interval, now(), interval, now().plus(interval));
    }
}
