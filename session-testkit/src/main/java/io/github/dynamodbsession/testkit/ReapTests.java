package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.EndCause;
import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.core.storage.Tombstone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Promise 6. A reap removes the expired sessions of every test that works on the same storage: so no other test runs
 * meanwhile, and what earlier ones left behind is not taken for ours.
 */
@Asks(Promise.REAP)
@ResourceLock(value = PromiseTests.REAPING, mode = ResourceAccessMode.READ_WRITE)
abstract class ReapTests extends PromiseTests {

    private static final Duration SHORT = Duration.ofSeconds(90);

    /** With {@link #PADDING}, more than fit into one page of a paging database. */
    private static final int MANY = 120;

    private static final int PADDING = 10_000;

    ReapTests(StorageUnderTest contract) {
        super(contract);
    }

    @Test
    @LookAt("A reap removed a living session, left an expired one, or counted differently from what it handed "
            + "over: does it compare expiries with the instant that it is given, and skip what has none?")
    void aReapRemovesWhatHasExpiredAndNothingElse() {
        StorageClient client = newClient();
        List<SessionRecord> expired = createdSessions(client, 3, SHORT);
        List<SessionRecord> living = createdSessions(client, 3, TTL);
        SessionRecord endless = created(
                client,
                new SessionRecord(
                        newId(), new SessionTimes(now(), now(), Duration.ZERO, null), texts("a", "b"), newToken()));
        clock.advance(SHORT);

        Round round = reap(client);

        assertThat(round.removed).containsAll(expired).doesNotContainAnyElementsOf(living);
        assertThat(round.result.removed()).isEqualTo(round.removed.size());
        assertThat(round.result.failed()).isZero();
        assertThat(living)
                .allSatisfy(one -> assertThat(stored(client, one.id())).isEqualTo(one));
        assertThat(stored(client, endless.id())).isEqualTo(endless);
        assertThat(reap(client).removed).doesNotContainAnyElementsOf(expired);
    }

    @Test
    @LookAt("A reap removed what expires later, or not what expires at its instant: is the comparison "
            + "expiry <= before, in milliseconds?")
    void theInstantItIsGivenIsTheLastOneThatItTakes() {
        StorageClient client = newClient();
        SessionRecord first = created(client, newRecord(SHORT, "name", VALUE));
        SessionRecord second = created(client, newRecord(SHORT.plusMillis(1), "name", VALUE));

        Round round = new Round();
        round.result = client.deleteExpired(expiry(first), session -> round.removed.add(whole(client, session)));

        assertThat(round.removed).contains(first).doesNotContain(second);
        assertThat(stored(client, second.id())).isEqualTo(second);
    }

    @Test
    @LookAt("A reap did not remove everything that has expired: does it go on after the first page, also "
            + "where what is removed makes pages shorter?")
    void aReapFollowsEveryPage() {
        List<StorageClient> nodes = List.of(newClient(), newClient());
        String padding = "x".repeat(PADDING);
        List<List<SessionRecord>> batches = Overlap.of(
                Overlap.THREADS,
                (i, others) -> createdSessions(nodes.get(i % 2), MANY / Overlap.THREADS, SHORT, padding));
        Set<String> expired = new HashSet<>();
        batches.forEach(batch -> expired.addAll(ids(batch)));
        assertThat(expired).hasSize(MANY);
        clock.advance(SHORT);

        Round round = reap(nodes.get(0));

        assertThat(ids(round.removed)).containsAll(expired).doesNotHaveDuplicates();
        assertThat(round.result.removed()).isEqualTo(round.removed.size());
    }

    @Test
    @LookAt("A session was handed over by two reaps, or by none: does only the one hand it over whose "
            + "delete removed it?")
    void twoReapsAtOnceCountEachSessionOnce() {
        List<StorageClient> nodes = List.of(newClient(), newClient());
        for (int i = 0; i < 4; i++) {
            List<SessionRecord> expired = createdSessions(nodes.get(0), 15, SHORT);
            clock.advance(SHORT);

            List<Round> rounds = Overlap.of(2, (node, others) -> reap(nodes.get(node)));

            List<SessionRecord> removed = new ArrayList<>(rounds.get(0).removed);
            removed.addAll(rounds.get(1).removed);
            assertThat(removed).containsAll(expired).doesNotHaveDuplicates();
            assertThat(rounds)
                    .allSatisfy(round -> assertThat(round.result.removed()).isEqualTo(round.removed.size()));
        }
    }

    /** Another node's clock is a little slow: for that node these sessions are alive, and it may touch them. */
    @Test
    @LookAt("A tombstone was handed over or counted as a session that expired: does a reap distinguish one from "
            + "the other?")
    void whatIsLeftOfDeletedAndRenamedSessionsIsRemovedWithoutAWord() {
        StorageClient client = newClient();
        SessionRecord deleted = created(client, newRecord("name", VALUE));
        SessionRecord renamed = created(client, newRecord(SHORT, "name", VALUE));
        SessionRecord moved = renamed.withId(newId());
        client.delete(deleted.id(), now());
        assertThat(client.put(new Change.Rename(renamed.id(), renamed.writeToken(), moved), now()))
                .isEqualTo(PutResult.applied());
        clock.advance(Tombstone.MAX_DELAY);

        Round round = reap(client);

        assertThat(round.removed).contains(moved);
        assertThat(ids(round.removed)).doesNotContain(deleted.id(), renamed.id());
        assertThat(round.result.removed()).isEqualTo(round.removed.size());
    }

    @Test
    @LookAt("A reap removed a session that was touched in between: is each delete conditional on the "
            + "session being expired (or unchanged) at that moment?")
    void aReapLosesAgainstATouchThatComesInBetween() {
        StorageClient client = newClient();
        StorageClient other = newClient();
        Instant before = now();
        List<SessionRecord> sessions = createdSessions(client, 30, SHORT);
        clock.advance(SHORT);
        TimesChange touch = new TimesChange(SHORT, now(), SHORT, now().plus(SHORT));
        Set<String> touched = new HashSet<>();
        Set<String> removed = new HashSet<>();

        client.deleteExpired(now(), one -> {
            removed.add(one.id());
            if (touched.isEmpty()) {
                sessions.stream()
                        .filter(session -> other.setExpires(session.id(), touch, before))
                        .forEach(session -> touched.add(session.id()));
            }
        });

        for (SessionRecord session : sessions) {
            assertThat(client.get(session.id(), now()).isPresent()).isEqualTo(touched.contains(session.id()));
            assertThat(touched.contains(session.id())).isNotEqualTo(removed.contains(session.id()));
        }
    }

    @Test
    @LookAt("A session was removed and touched at once, or neither: is each delete of a reap "
            + "conditional, in one step, on the session being expired (or unchanged)?")
    void eachOfManySessionsThatAreReapedAndTouchedAtOnceIsEitherGoneOrWhole() {
        StorageClient client = newClient();
        StorageClient other = newClient();
        for (int round = 0; round < 5; round++) {
            Instant before = now();
            List<SessionRecord> sessions = createdSessions(client, 20, SHORT);
            clock.advance(SHORT);
            TimesChange touch = new TimesChange(SHORT, now(), SHORT, now().plus(SHORT));
            Set<String> touched = ConcurrentHashMap.newKeySet();
            Set<String> removed = ConcurrentHashMap.newKeySet();

            Overlap.of(2, (i, others) -> {
                if (i == 0) {
                    client.deleteExpired(now(), one -> removed.add(one.id()));
                } else {
                    sessions.stream()
                            .filter(session -> other.setExpires(session.id(), touch, before))
                            .forEach(session -> touched.add(session.id()));
                }
                return true;
            });

            for (SessionRecord session : sessions) {
                assertThat(touched.contains(session.id())).isNotEqualTo(removed.contains(session.id()));
                if (touched.contains(session.id())) {
                    assertThat(stored(client, session.id()))
                            .isEqualTo(session.withTimes(session.times().with(touch)));
                } else {
                    assertAbsent(client, session.id());
                }
            }
        }
    }

    @Test
    @LookAt("The storage could not be called while a reap hands over: is a lock, or the only connection, "
            + "held meanwhile?")
    void whatListensToARoundMayAskTheStorage() {
        StorageClient client = newClient();
        List<SessionRecord> expired = createdSessions(client, 3, SHORT);
        clock.advance(SHORT);
        List<String> seen = new ArrayList<>();

        client.deleteExpired(now(), one -> {
            assertAbsent(client, one.id());
            created(client, newRecord("because", "one expired"));
            seen.add(one.id());
        });

        assertThat(seen).containsAll(ids(expired));
    }

    @Test
    @LookAt("A listener's exception broke the reap: is it passed on as it is, and is a session removed "
            + "before it is handed over?")
    void anExceptionOfWhatListensEndsTheRoundAndTheNextOneGoesOn() {
        StorageClient client = newClient();
        List<SessionRecord> expired = createdSessions(client, 5, SHORT);
        clock.advance(SHORT);
        IllegalStateException failure = new IllegalStateException("a listener's own");

        assertThatThrownBy(() -> client.deleteExpired(now(), one -> {
                    throw failure;
                }))
                .isSameAs(failure);
        reap(client);

        assertThat(expired).allSatisfy(one -> assertAbsent(client, one.id()));
        assertThat(expired)
                .allSatisfy(one -> assertThat(client.delete(one.id(), now())).isEmpty());
    }

    @Test
    @LookAt("A session was removed too early, or never: does a reap compare with the instant that it is "
            + "given, not with a clock of the database?")
    void aStoreLeavesSomeGraceForClocksThatDiffer() {
        StorageClient client = newClient();
        SessionStore node = nodeOn(client).build();
        SessionRecord session = created(client, newRecord(SHORT, "name", VALUE));
        Instant shortlyBefore = expiry(session).minusMillis(1);

        clock.moveTo(expiry(session).plusSeconds(2));
        node.reap();
        assertThat(whole(client, client.get(session.id(), shortlyBefore)))
                .as("the session, to a node whose clock is two seconds behind")
                .hasValue(session);

        clock.advance(Duration.ofSeconds(28));
        node.reap();
        assertThat(client.get(session.id(), shortlyBefore)).isEmpty();
    }

    @Test
    @LookAt("An expired session was not announced, or more than once: is each one handed over once, and counted?")
    void aStoreTellsItsListenerOfEachSessionAndOfTheRound() {
        List<String> expired = new ArrayList<>();
        List<ReapResult> rounds = new ArrayList<>();
        SessionListener notes = new SessionListener() {
            @Override
            public void onEnded(Session session, EndCause cause) {
                if (cause == EndCause.EXPIRY) {
                    expired.add(session.id());
                }
            }

            @Override
            public void onReaped(ReapResult result) {
                rounds.add(result);
            }
        };
        SessionStore node = nodeOn(newClient()).ttl(SHORT).listener(notes).build();
        List<String> sessions = List.of(stored(node, Map.of()), stored(node, Map.of("name", VALUE)));
        clock.advance(Duration.ofMinutes(3));

        ReapResult result = node.reap();

        assertThat(expired).containsAll(sessions).doesNotHaveDuplicates();
        assertThat(result.removed()).isEqualTo(expired.size());
        assertThat(rounds).hasSize(1);
        assertThat(rounds.get(0).removed()).isEqualTo(expired.size());
    }

    @Test
    @LookAt("A save brought back what a reap had removed: does an update require that the session exists?")
    void aReapedSessionStaysGone() {
        SessionStore node =
                nodeOn(newClient()).ttl(SHORT).touchAfter(Duration.ZERO).build();
        String id = stored(node, Map.of());
        Session late = found(node, id);
        clock.advance(Duration.ofMinutes(3));
        node.reap();
        late.setAttribute("late", 1);

        assertThat(node.save(late)).isEqualTo(SaveResult.ENDED);
        assertAbsent(node, id);
    }

    private List<SessionRecord> createdSessions(StorageClient client, int number, Duration interval) {
        return createdSessions(client, number, interval, VALUE);
    }

    private List<SessionRecord> createdSessions(StorageClient client, int number, Duration interval, String text) {
        List<SessionRecord> sessions = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            SessionRecord session =
                    new SessionRecord(newId(), timesOf(interval), Map.of("name", EncodedValue.text(text)), newToken());
            sessions.add(created(client, session));
        }
        return sessions;
    }

    private static List<String> ids(List<SessionRecord> sessions) {
        return sessions.stream().map(SessionRecord::id).toList();
    }

    private Round reap(StorageClient client) {
        Round round = new Round();
        round.result = client.deleteExpired(now(), session -> round.removed.add(whole(client, session)));
        return round;
    }

    /** What a round passed on, and its result. */
    private static final class Round {
        private final List<SessionRecord> removed = new ArrayList<>();
        private ReapResult result = ReapResult.of(0);
    }
}
