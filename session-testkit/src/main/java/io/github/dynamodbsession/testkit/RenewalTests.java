package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.SessionToken;
import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.RenewableIds;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.testkit.FailingStorageClient.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Promise 7, where a store changes the id because it is old. */
@Asks(Promise.ID_CHANGE)
abstract class RenewalTests extends PromiseTests {

    /** The age from which ids are renewed. */
    private static final Duration AGE = Duration.ofMinutes(10);

    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    RenewalTests(StorageUnderTest contract) {
        super(contract);
    }

    @BeforeEach
    void onlyWhereIdsCanBeRenewed() {
        assumeTrue(
                newClient().capability(RenewableIds.class).isPresent(),
                "this storage cannot renew ids (capability RenewableIds)");
    }

    private SessionStore.Builder renewingOn(StorageClient client) {
        return nodeOn(client).renewIdAfter(AGE).renewIdGrace(GRACE);
    }

    private SessionStore newRenewingNode() {
        return renewingOn(newClient()).build();
    }

    private static SessionToken token(Session session) {
        return session.token().orElseThrow(() -> new AssertionError("The session has no token"));
    }

    /** Creates and stores a session, as the request does that sends its token. */
    private static SessionToken begun(SessionStore node) {
        Session session = node.create();
        session.setAttribute("name", "value");
        assertThat(node.save(session)).isEqualTo(SaveResult.CREATED);
        return token(session);
    }

    private static Session opened(SessionStore node, SessionToken token) {
        return node.findByToken(token).orElseThrow(() -> new AssertionError("The token opens no session"));
    }

    private static void assertOpensNothing(SessionStore node, SessionToken token) {
        assertThat(node.findByToken(token))
                .as("the session of a token that opens nothing")
                .isEmpty();
    }

    /** What a request does that changes something, as long as it can send a cookie. */
    private static SaveResult changed(SessionStore node, Session session) {
        session.setAttribute("count", session.attribute("count", Integer.class).orElse(0) + 1);
        return node.saveAndRenewId(session);
    }

    /** The id of a session with this token is renewed when it is due. */
    private SessionToken renewed(SessionStore node, SessionToken token) {
        clock.advance(AGE);
        Session session = opened(node, token);
        assertThat(changed(node, session)).isEqualTo(SaveResult.RENEWED);
        return token(session);
    }

    @Test
    @LookAt(
            "The id of an old session was not renewed when it was due, or too early: is SessionTimes.idSince stored by a "
                    + "create and an id change, and by nothing else?")
    void aWriteOfAnOldSessionGivesItAnotherId() {
        for (TokenKind kind : TokenKind.values()) {
            SessionStore node = renewingOn(newClient()).tokens(kind).build();
            SessionStore other = renewingOn(newClient()).tokens(kind).build();
            SessionToken first = begun(node);
            Instant createdAt = opened(node, first).createdAt();
            clock.advance(AGE.minus(MILLISECOND));
            assertThat(changed(other, opened(other, first))).isEqualTo(SaveResult.CHANGED);
            assertThat(node.save(opened(node, first))).isNotEqualTo(SaveResult.ENDED);

            clock.advance(MILLISECOND);
            Session session = opened(node, first);
            assertThat(node.isIdDue(session)).isTrue();
            assertThat(changed(node, session)).isEqualTo(SaveResult.RENEWED);

            SessionToken second = token(session);
            assertThat(second).isNotEqualTo(first);
            assertThat(session.id()).isEqualTo(second.id()).isNotEqualTo(first.id());
            assertThat(node.isIdDue(session)).isFalse();
            assertThat(attributes(other, second.id())).isEqualTo(Map.of("name", "value", "count", 2));
            Session found = opened(other, second);
            assertThat(found.createdAt()).isEqualTo(createdAt);
            assertThat(found.lastAccessedAt()).isEqualTo(now());
            assertThat(found.isReadOnly()).isFalse();

            clock.advance(AGE.minus(MILLISECOND));
            assertThat(changed(other, opened(other, second))).isEqualTo(SaveResult.CHANGED);
            clock.advance(MILLISECOND);
            assertThat(changed(other, opened(other, second))).isEqualTo(SaveResult.RENEWED);
            assertOpensNothing(node, first);
        }
    }

    @Test
    @LookAt(
            "An id was not renewed in the time after an id change, or too early: is SessionTimes.idSince stored by every id "
                    + "change?")
    void theAgeOfAnIdCountsFromTheLastChangeOfIt() {
        SessionStore node = newRenewingNode();
        SessionToken first = begun(node);
        clock.advance(AGE.minus(MILLISECOND));
        Session login = opened(node, first);
        node.changeId(login);
        assertThat(node.save(login)).isEqualTo(SaveResult.RENAMED);
        SessionToken second = token(login);

        clock.advance(AGE.minus(MILLISECOND));
        assertThat(changed(node, opened(node, second))).isEqualTo(SaveResult.CHANGED);
        clock.advance(MILLISECOND);
        assertThat(changed(node, opened(node, second))).isEqualTo(SaveResult.RENEWED);
    }

    @Test
    @LookAt(
            "An id was renewed, or was not, where a request could not send its token or had nothing to write: does a save "
                    + "without renewal write in place?")
    void whatWritesNothingOrCannotSendATokenRenewsNothing() {
        SessionStore node = renewingOn(newClient()).touchAfter(Duration.ZERO).build();
        SessionStore withoutRenewal = newNode();
        SessionToken token = begun(node);
        clock.advance(AGE);

        assertThat(node.saveAndRenewId(opened(node, token))).isEqualTo(SaveResult.TOUCHED);
        Session changed = opened(node, token);
        changed.setAttribute("name", "other");
        assertThat(node.save(changed)).isEqualTo(SaveResult.CHANGED);
        assertThat(changed(withoutRenewal, opened(withoutRenewal, token))).isEqualTo(SaveResult.CHANGED);
        Session ofAdministrator = found(node, token.id());
        assertThat(node.isIdDue(ofAdministrator)).isFalse();
        assertThat(changed(node, ofAdministrator)).isEqualTo(SaveResult.CHANGED);

        Session session = opened(node, token);
        session.setMaxInactiveInterval(TTL.multipliedBy(2));
        assertThat(node.saveAndRenewId(session)).isEqualTo(SaveResult.RENEWED);
        assertThat(opened(node, token(session)).maxInactiveInterval()).isEqualTo(TTL.multipliedBy(2));
    }

    @Test
    @LookAt("A renewal lost what others had written: is it conditional on the write token that was read?")
    void aRenewalCarriesWhatOthersWroteSinceItsRequestHadRead() {
        SessionStore node = newRenewingNode();
        SessionStore other = newRenewingNode();
        SessionToken token = begun(node);
        clock.advance(AGE);
        Session late = opened(node, token);
        Session writer = opened(other, token);
        writer.setAttribute("other's", 1);
        assertThat(other.save(writer)).isEqualTo(SaveResult.CHANGED);

        assertThat(changed(node, late)).isEqualTo(SaveResult.RENEWED);

        assertThat(attributes(other, late.id())).isEqualTo(Map.of("name", "value", "other's", 1, "count", 1));
    }

    @Test
    @LookAt(
            "A session could not be read by its former token, or for too long: does get follow the tombstone of a renewed id, "
                    + "until the instant that is stored there?")
    void theFormerTokenReadsInTheGraceOnly() {
        List<SessionStore> nodes = List.of(newRenewingNode(), newRenewingNode(), newNode());
        SessionToken former = begun(nodes.get(0));
        SessionToken token = renewed(nodes.get(0), former);
        Instant end = now().plus(GRACE);
        for (SessionStore node : nodes) {
            Session session = opened(node, former);
            assertThat(session.isReadOnly()).isTrue();
            assertThat(session.id()).isEqualTo(token.id());
            assertThat(session.token()).isEmpty();
            assertThat(session.attribute("name")).contains("value");
            assertThat(node.isIdDue(session)).isFalse();
        }

        clock.moveTo(end.minus(MILLISECOND));
        Session writer = opened(nodes.get(1), token);
        writer.setAttribute("name", "newer");
        assertThat(nodes.get(1).saveAndRenewId(writer)).isEqualTo(SaveResult.CHANGED);
        assertThat(opened(nodes.get(0), former).attribute("name")).contains("newer");

        clock.moveTo(end);
        for (SessionStore node : nodes) {
            assertOpensNothing(node, former);
            assertThat(opened(node, token).attribute("name")).contains("newer");
        }
    }

    @Test
    @LookAt(
            "A session could be read by its former token though no grace was wanted: is that the instant of the renewal?")
    void withoutAGraceTheFormerTokenOpensNothing() {
        SessionStore node = renewingOn(newClient()).renewIdGrace(Duration.ZERO).build();
        SessionToken former = begun(node);

        SessionToken token = renewed(node, former);

        assertOpensNothing(node, former);
        assertThat(opened(node, token).attribute("name")).contains("value");
        assertThat(node.deleteByToken(former)).isTrue();
        assertOpensNothing(node, token);
    }

    @Test
    @Asks({Promise.ID_CHANGE, Promise.NO_RESURRECTION})
    @LookAt(
            "Something was written by a former token: are updates, touches and renames under a former id refused, also in the "
                    + "time in which it can be read?")
    void theFormerTokenNeverWrites() {
        SessionStore node = renewingOn(newClient()).touchAfter(Duration.ZERO).build();
        SessionToken former = begun(node);
        SessionToken token = renewed(node, former);
        Session before = opened(node, token);
        clock.advance(Duration.ofSeconds(1));

        Session reader = opened(node, former);
        assertThat(node.saveAndRenewId(reader)).isEqualTo(SaveResult.UNCHANGED);
        assertThat(reader.isEnded()).isFalse();
        Session writer = opened(node, former);
        assertThat(changed(node, writer)).isEqualTo(SaveResult.ENDED);
        assertThat(node.save(writer)).isEqualTo(SaveResult.ENDED);
        Session longer = opened(node, former);
        longer.setMaxInactiveInterval(TTL.multipliedBy(3));
        assertThat(node.save(longer)).isEqualTo(SaveResult.ENDED);
        Session login = opened(node, former);
        node.changeId(login);
        assertThat(node.save(login)).isEqualTo(SaveResult.ENDED);
        assertAbsent(node, login.id());

        Session after = opened(node, token);
        assertThat(attributes(node, token.id())).isEqualTo(Map.of("name", "value", "count", 1));
        assertThat(after.lastAccessedAt()).isEqualTo(before.lastAccessedAt());
        assertThat(after.maxInactiveInterval()).isEqualTo(TTL);
        assertThat(after.expiresAt()).isEqualTo(before.expiresAt());
    }

    @Test
    @LookAt("A session that was about to expire was touched by its former token: is a touch under a former id refused?")
    void theFormerTokenDoesNotKeepASessionAlive() {
        SessionStore node = newRenewingNode();
        SessionToken former = begun(node);
        clock.advance(AGE);
        Session session = opened(node, former);
        session.setMaxInactiveInterval(Duration.ofSeconds(40));
        assertThat(node.saveAndRenewId(session)).isEqualTo(SaveResult.RENEWED);
        Instant end = session.expiresAt().orElseThrow();

        clock.moveTo(end.minus(MILLISECOND));
        assertThat(opened(node, former).expiresAt()).contains(end);
        clock.moveTo(end);

        assertOpensNothing(node, former);
        assertOpensNothing(node, token(session));
    }

    @Test
    @LookAt(
            "A former token opened a session after a login: does only the tombstone of a renewed id say until when the session "
                    + "can be read, and is no second one followed?")
    void afterALoginNoFormerTokenOpensAnything() {
        SessionStore node = newRenewingNode();
        SessionStore other = newRenewingNode();
        SessionToken fixed = begun(node);
        SessionToken renewed = renewed(node, fixed);
        Session login = opened(node, renewed);
        node.changeId(login);
        login.setAttribute("user", "me");
        assertThat(node.saveAndRenewId(login)).isEqualTo(SaveResult.RENAMED);
        assertOpensNothing(other, fixed);
        assertOpensNothing(other, renewed);
        assertThat(opened(other, token(login)).attribute("user")).contains("me");

        clock.advance(AGE);
        SessionToken old = token(login);
        Session due = opened(node, old);
        node.changeId(due);
        due.setAttribute("user", "you");
        assertThat(node.saveAndRenewId(due)).isEqualTo(SaveResult.RENAMED);
        assertOpensNothing(other, old);
        assertThat(opened(other, token(due)).attribute("user")).contains("you");
    }

    @Test
    @Asks({Promise.ID_CHANGE, Promise.NO_RESURRECTION})
    @LookAt(
            "A logout by a former token did not end the session: does a delete under a former id follow to the next one?")
    void aLogoutByTheFormerTokenEndsTheSession() {
        SessionStore node = newRenewingNode();
        SessionStore other = newRenewingNode();
        for (String when : List.of("found", "in the grace", "after it")) {
            SessionToken former = begun(node);
            SessionToken token = renewed(node, former);
            Session writer = opened(other, token);
            Session reader = opened(node, former);
            if (when.equals("after it")) {
                clock.advance(GRACE);
            }

            boolean ended = when.equals("found") ? node.delete(reader) : node.deleteByToken(former);

            assertThat(ended).as(when).isTrue();
            assertOpensNothing(other, former);
            assertOpensNothing(other, token);
            assertThat(changed(other, writer)).as(when).isEqualTo(SaveResult.ENDED);
            assertThat(node.save(reader)).as(when).isIn(SaveResult.ENDED, SaveResult.UNCHANGED);
            assertOpensNothing(other, token);
        }
    }

    @Test
    @LookAt("A session that has ended could be read by a former token: does get look at the next session's expiry?")
    void theFormerTokenOfAnEndedSessionOpensNothing() {
        SessionStore node = newRenewingNode();
        SessionToken deleted = begun(node);
        SessionToken next = renewed(node, deleted);
        assertThat(node.deleteByToken(next)).isTrue();
        assertOpensNothing(node, deleted);

        SessionToken expired = begun(node);
        clock.advance(AGE);
        Session session = opened(node, expired);
        session.setMaxInactiveInterval(Duration.ofSeconds(10));
        assertThat(node.saveAndRenewId(session)).isEqualTo(SaveResult.RENEWED);
        clock.moveTo(session.expiresAt().orElseThrow());
        assertOpensNothing(node, expired);
        assertThat(node.isAlive(expired.id())).isFalse();
    }

    @Test
    @Asks({Promise.ID_CHANGE, Promise.EXPIRED_MEANS_ABSENT})
    @LookAt(
            "A session outlived its absolute lifetime: is the creation time carried over by every id change, and the expiry "
                    + "stored exactly as it is passed in?")
    void anAbsoluteLifetimeIsExtendedByNothing() {
        Duration lifetime = Duration.ofHours(3);
        SessionStore node = renewingOn(newClient())
                .touchAfter(Duration.ZERO)
                .absoluteLifetime(lifetime)
                .build();
        SessionToken token = begun(node);
        Instant end = now().plus(lifetime);

        for (int i = 0; i < 8; i++) {
            clock.advance(Duration.ofMinutes(20));
            Session session = opened(node, token);
            SaveResult expected = SaveResult.TOUCHED;
            if (i % 4 == 1) {
                session.setMaxInactiveInterval(TTL.multipliedBy(i + 2));
                expected = SaveResult.RENEWED;
            } else if (i % 4 == 2) {
                session.setAttribute("count", i);
                expected = SaveResult.RENEWED;
            } else if (i % 4 == 3) {
                node.changeId(session);
                expected = SaveResult.RENAMED;
            }
            assertThat(node.saveAndRenewId(session)).isEqualTo(expected);
            assertThat(session.expiresAt().orElseThrow()).isBeforeOrEqualTo(end);
            token = token(session);
        }
        clock.moveTo(end.minus(GRACE.dividedBy(2)));
        Session last = opened(node, token);
        Session late = opened(node, token);
        assertThat(changed(node, last)).isEqualTo(SaveResult.RENEWED);
        assertThat(opened(node, token).isReadOnly()).isTrue();

        clock.moveTo(end);
        assertOpensNothing(node, token);
        assertOpensNothing(node, token(last));
        assertThat(changed(node, last)).isEqualTo(SaveResult.ENDED);
        assertThat(changed(node, late)).isEqualTo(SaveResult.ENDED);
        assertOpensNothing(newNode(), token(last));
    }

    @Test
    @LookAt(
            "A request that only read its session while another one renewed the id was told that it had ended: does get follow "
                    + "the tombstone of a renewed id?")
    void aRequestThatOnlyReadsMayOverlapARenewal() {
        SessionStore node = renewingOn(newClient()).touchAfter(Duration.ZERO).build();
        SessionToken former = begun(node);
        clock.advance(AGE);
        Session reader = opened(node, former);
        Session writer = opened(node, former);
        SessionToken token = renewed(node, former);

        assertThat(node.saveAndRenewId(reader)).isEqualTo(SaveResult.UNCHANGED);
        assertThat(reader.isEnded()).isFalse();
        assertThat(reader.isReadOnly()).isTrue();
        assertThat(reader.token()).isEmpty();
        assertThat(changed(node, writer)).isEqualTo(SaveResult.ENDED);
        assertThat(attributes(node, token.id())).isEqualTo(Map.of("name", "value", "count", 1));

        assertThat(node.delete(reader)).isTrue();
        assertOpensNothing(node, token);
    }

    @Test
    @LookAt("An id change under a former token was dropped, and not refused: is a touch under a former id refused?")
    void aLoginThatOverlapsATouchAndARenewalIsRefused() {
        FailingStorageClient client = FailingStorageClient.of(newClient());
        SessionStore node = renewingOn(client).touchAfter(Duration.ZERO).build();
        SessionStore other = newRenewingNode();
        SessionToken former = begun(node);
        Session login = opened(node, former);
        clock.advance(Duration.ofSeconds(1));
        FailingStorageClient.Hold touch = client.on(Operation.SET_EXPIRES).holdBeforeApplying();

        List<SaveResult> results = Overlap.of(2, (i, others) -> {
            if (i == 0) {
                return node.save(login);
            }
            touch.awaitArrival();
            assertThat(renewed(other, former)).isNotEqualTo(former);
            node.changeId(login);
            touch.release();
            return SaveResult.RENEWED;
        });

        assertThat(results).containsExactly(SaveResult.UNCHANGED, SaveResult.RENEWED);
        assertThat(node.save(login)).isEqualTo(SaveResult.ENDED);
        assertAbsent(other, login.id());
    }

    @Test
    @LookAt(
            "Of renewals at once not exactly one was applied, or the session could not be read meanwhile: are the write under the "
                    + "new id and the tombstone a single transaction?")
    void ofOverlappingRequestsOneRenewsTheId() {
        List<SessionStore> nodes = List.of(newRenewingNode(), newRenewingNode());
        List<StorageClient> clients = List.of(newClient(), newClient());
        for (int round = 0; round < Overlap.ROUNDS; round++) {
            SessionToken former = begun(nodes.get(0));
            clock.advance(AGE);
            List<Session> sessions =
                    List.of(opened(nodes.get(0), former), opened(nodes.get(1), former), opened(nodes.get(0), former));

            List<Object> results = Overlap.of(sessions.size() + 1, (i, others) -> {
                if (i == sessions.size()) {
                    others.await();
                    boolean readable = true;
                    for (int read = 0; read < 10; read++) {
                        readable &=
                                clients.get(read % 2).get(former.id(), now()).isPresent();
                    }
                    return readable;
                }
                sessions.get(i).setAttribute("writer", i);
                others.await();
                return nodes.get(i % nodes.size()).saveAndRenewId(sessions.get(i));
            });

            assertThat(results).containsExactlyInAnyOrder(SaveResult.RENEWED, SaveResult.ENDED, SaveResult.ENDED, true);
            int winner = results.indexOf(SaveResult.RENEWED);
            assertThat(attributes(nodes.get(1), sessions.get(winner).id()))
                    .isEqualTo(Map.of("name", "value", "writer", winner));
            assertThat(opened(nodes.get(0), former).id())
                    .isEqualTo(sessions.get(winner).id());
        }
    }

    /** A session that a save would renew. */
    private Session changedWhenDue(SessionStore node, SessionToken token) {
        clock.advance(AGE);
        Session session = opened(node, token);
        session.setAttribute("count", 1);
        return session;
    }

    /** Saves a session by a write that is not answered. */
    private static void loseTheAnswer(
            FailingStorageClient.Fault write, boolean arrives, SessionStore node, Session session) {
        if (arrives) {
            write.failAfterApplying();
        } else {
            write.failBeforeApplying();
        }
        assertThatThrownBy(() -> node.saveAndRenewId(session)).isInstanceOf(SessionStorageException.class);
    }

    @Test
    @Asks({Promise.ID_CHANGE, Promise.LOST_ANSWER})
    @LookAt(
            "A renewal whose answer was lost was refused when it was saved again, or renewed twice: is a rename that finds its "
                    + "own token under the new id answered as applied?")
    void aRenewalWhoseAnswerWasLostIsSavedAgainWithSuccess() {
        FailingStorageClient client = FailingStorageClient.of(newClient());
        SessionStore node = renewingOn(client).build();
        for (boolean arrives : List.of(true, false)) {
            SessionToken former = begun(node);
            Session session = changedWhenDue(node, former);
            loseTheAnswer(client.on(Operation.RENAME), arrives, node, session);
            SessionToken drawn = token(session);

            assertThat(node.saveAndRenewId(session)).isEqualTo(SaveResult.RENEWED);

            assertThat(token(session)).isEqualTo(drawn);
            assertThat(attributes(newNode(), drawn.id())).isEqualTo(Map.of("name", "value", "count", 1));
            assertThat(opened(newRenewingNode(), former).isReadOnly()).isTrue();
        }
    }

    @Test
    @Asks({Promise.ID_CHANGE, Promise.NO_RESURRECTION, Promise.LOST_ANSWER})
    @LookAt(
            "A change whose answer was lost was stored after another request had renewed the id, or one that had been stored was "
                    + "reported as lost: does the tombstone keep the tokens of the writes that were carried over?")
    void aChangeWhoseAnswerWasLostIsNotStoredAfterARenewal() {
        FailingStorageClient client = FailingStorageClient.of(newClient());
        SessionStore node = renewingOn(client).build();
        SessionStore other = newRenewingNode();
        for (boolean arrives : List.of(true, false)) {
            SessionToken former = begun(node);
            Session late = opened(node, former);
            late.setAttribute("late", 1);
            loseTheAnswer(client.on(Operation.UPDATE), arrives, node, late);
            SessionToken token = renewed(other, former);

            assertThat(node.saveAndRenewId(late)).isEqualTo(arrives ? SaveResult.CHANGED : SaveResult.ENDED);

            assertThat(attributes(other, token.id()))
                    .isEqualTo(
                            arrives
                                    ? Map.of("name", "value", "count", 1, "late", 1)
                                    : Map.of("name", "value", "count", 1));
        }
    }

    @Test
    @Asks({Promise.ID_CHANGE, Promise.LOST_ANSWER})
    @LookAt(
            "A login after a renewal whose answer was lost let a former token read: does only the tombstone of a renewed id say "
                    + "until when?")
    void aLoginAfterARenewalWhoseAnswerWasLostEndsAllFormerTokens() {
        FailingStorageClient client = FailingStorageClient.of(newClient());
        SessionStore node = renewingOn(client).build();
        for (boolean arrives : List.of(true, false)) {
            SessionToken former = begun(node);
            Session session = changedWhenDue(node, former);
            loseTheAnswer(client.on(Operation.RENAME), arrives, node, session);
            SessionToken renewed = token(session);
            node.changeId(session);

            assertThat(node.saveAndRenewId(session)).isEqualTo(SaveResult.RENAMED);

            assertOpensNothing(node, former);
            assertOpensNothing(node, renewed);
            assertThat(attributes(newNode(), session.id())).isEqualTo(Map.of("name", "value", "count", 1));
        }
    }

    @Test
    @Asks({Promise.ID_CHANGE, Promise.TOKENS})
    @LookAt(
            "A session from before tokens was not renewed, or its id opened nothing in the grace: does get follow a former id of "
                    + "any form?")
    void aSessionFromBeforeTokensGetsOneWhenItIsRenewed() {
        SessionStore before = nodeOn(newClient()).tokens(TokenKind.PLAIN).build();
        SessionStore node = newRenewingNode();
        SessionToken plain = begun(before);
        SessionToken presented = node.presented(plain.reveal()).orElseThrow();

        SessionToken token = renewed(node, presented);

        assertThat(token.id()).isNotEqualTo(token.reveal());
        assertThat(opened(node, presented).isReadOnly()).isTrue();
        assertThat(opened(node, presented).id()).isEqualTo(token.id());
        clock.advance(GRACE);
        assertOpensNothing(node, presented);
    }

    @Test
    @LookAt("Listeners were not notified of a renewal, or with other ids: is the rename answered as applied?")
    void aRenewalIsToldToTheListenerWithTheOldId() {
        List<String> told = new ArrayList<>();
        SessionStore node = renewingOn(newClient())
                .listener(new SessionListener() {
                    @Override
                    public void onIdChanged(Session session, String oldId) {
                        told.add(oldId);
                        told.add(session.id());
                    }
                })
                .build();
        SessionToken former = begun(node);

        SessionToken token = renewed(node, former);

        assertThat(told).containsExactly(former.id(), token.id());
    }

    @Test
    @LookAt(
            "A made-up token, or one of another session, was answered by a session: are ids compared character by character?")
    void otherTokensOpenNothingDuringTheGrace() {
        SessionStore node = newRenewingNode();
        SessionToken former = begun(node);
        SessionToken token = renewed(node, former);

        assertThat(node.presented(former.id())).isEmpty();
        assertThat(node.presented(token.id())).isEmpty();
        assertOpensNothing(node, token(node.create()));
        assertThat(opened(node, former).id()).isEqualTo(token.id());
    }

    // ---- at the port ----

    private Change.Rename renewal(SessionRecord session, Instant readableUntil) {
        SessionRecord moved =
                new SessionRecord(newId(), session.times().withIdSince(now()), session.attributes(), newToken());
        return new Change.Rename(session.id(), session.writeToken(), moved, readableUntil);
    }

    @Test
    @LookAt(
            "The age of an id did not come back as it was: is SessionTimes.idSince stored by a create and an id change, and left "
                    + "alone by updates and touches?")
    void theAgeOfAnIdComesBackAsItWas() {
        StorageClient client = newClient();
        SessionRecord created = created(client, newRecord("name", "value"));
        assertThat(stored(client, created.id()).times().idSince())
                .isEqualTo(created.times().createdAt());
        SessionRecord aged = newRecord("name", "value");
        aged = created(client, aged.withTimes(aged.times().withIdSince(now().plusMillis(7))));
        assertThat(stored(client, aged.id()).times()).isEqualTo(aged.times());

        clock.advance(Duration.ofSeconds(3));
        Change.Rename rename = renewal(created, now());
        assertThat(client.put(rename, now())).isEqualTo(PutResult.applied());
        SessionRecord moved = rename.session();
        assertThat(stored(client, moved.id())).isEqualTo(moved);
        clock.advance(Duration.ofSeconds(3));
        client.put(new Change.Update(moved.id(), setting("name", "newer"), null, newToken()), now());
        client.setExpires(moved.id(), new TimesChange(TTL, now(), TTL, now().plus(TTL)), now());

        SessionRecord after = stored(client, moved.id());
        assertThat(after.times().idSince()).isEqualTo(moved.times().idSince());
        assertThat(after.times().createdAt()).isEqualTo(created.times().createdAt());
        assertThat(after.times().lastAccessedAt()).isEqualTo(now());
    }

    @Test
    @LookAt(
            "Another operation than get followed a former id, or get did for too long or too far: is it one read, of an id whose "
                    + "tombstone says until when?")
    void onlyAReadFollowsAFormerIdAndOnlyOnce() {
        StorageClient client = newClient();
        SessionRecord session = created(client, newRecord("name", "value"));
        Instant end = now().plus(GRACE);
        Change.Rename first = renewal(session, end);
        assertThat(client.put(first, now())).isEqualTo(PutResult.applied());
        assertThat(client.put(first, now())).as("repeated").isEqualTo(PutResult.applied());
        SessionRecord moved = first.session();

        SessionRecord read = client.get(session.id(), now()).orElseThrow();
        assertThat(read.id()).isEqualTo(moved.id());
        assertThat(read.formerId()).isEqualTo(session.id());
        assertThat(whole(client, read).attributes()).isEqualTo(moved.attributes());
        assertThat(client.get(moved.id(), now()).orElseThrow().formerId()).isNull();
        assertThat(client.put(new Change.Update(session.id(), setting("late", "1"), null, newToken()), now()))
                .isEqualTo(PutResult.gone());
        assertThat(client.put(renewal(session, end), now())).isEqualTo(PutResult.gone());
        assertThat(client.put(new Change.Create(session), now())).isEqualTo(PutResult.gone());
        assertThat(client.setExpires(session.id(), new TimesChange(TTL, now(), TTL, now().plus(TTL)), now()))
                .isFalse();
        assertThat(stored(client, moved.id())).isEqualTo(moved);

        clock.moveTo(end.minus(MILLISECOND));
        assertThat(client.get(session.id(), now())).isPresent();
        Change.Rename second = renewal(moved, end.plus(GRACE));
        assertThat(client.put(second, now())).isEqualTo(PutResult.applied());
        assertAbsent(client, session.id());
        assertThat(client.get(moved.id(), now())).isPresent();
        clock.moveTo(end.plus(GRACE));
        assertAbsent(client, moved.id());
        assertThat(client.delete(session.id(), now())).as("through both").isPresent();
        assertAbsent(client, second.session().id());
    }
}
