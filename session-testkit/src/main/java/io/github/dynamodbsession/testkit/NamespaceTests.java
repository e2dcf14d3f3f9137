package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapRounds;
import io.github.dynamodbsession.core.storage.SessionIndexes;
import io.github.dynamodbsession.core.storage.SessionListing;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Promise 13, if the storage can be shared with others. */
@Asks(Promise.NOBODY_ELSES)
@ResourceLock(value = PromiseTests.REAPING, mode = ResourceAccessMode.READ_WRITE)
abstract class NamespaceTests extends PromiseTests {

    private StorageClient others;

    NamespaceTests(StorageUnderTest contract) {
        super(contract);
    }

    @BeforeEach
    void onlyWhereThereAreOthers() {
        Optional<StorageClient> stranger = contract().newClientOfAnotherNamespace();
        assumeTrue(
                stranger.isPresent(), "this storage knows no other namespace: newClientOfAnotherNamespace() is empty");
        others = stranger.orElseThrow();
        closedLater(others);
        others.init();
    }

    @Test
    @LookAt("A client of another namespace saw or changed our session: is the prefix (or table, or folder) "
            + "part of every key and every condition?")
    void nobodySeesASessionOfOthers() {
        StorageClient client = newClient();
        SessionRecord session = created(client, newRecord("name", VALUE));
        String id = session.id();
        Instant accessed = now().plusSeconds(1);
        TimesChange touch = new TimesChange(TTL, accessed, TTL, accessed.plus(TTL));

        assertAbsent(others, id);
        assertThat(others.delete(id, now())).isEmpty();
        assertThat(others.setExpires(id, touch, now())).isFalse();
        assertThat(others.put(new Change.Update(id, setting("name", "theirs"), null, newToken()), now()))
                .isEqualTo(PutResult.gone());
        assertThat(others.put(new Change.Rename(id, session.writeToken(), newRecord()), now()))
                .isEqualTo(PutResult.gone());

        assertThat(stored(client, id)).isEqualTo(session);
    }

    @Test
    @LookAt("Sessions of two namespaces under one id disturb each other: is the prefix (or table, or folder) "
            + "part of the key?")
    void oneIdMayBeThatOfTwoSessions() {
        StorageClient client = newClient();
        SessionRecord ours = created(client, newRecord("name", "ours"));
        SessionRecord theirs =
                created(others, new SessionRecord(ours.id(), timesOf(TTL), texts("name", "theirs"), newToken()));

        assertThat(stored(client, ours.id())).isEqualTo(ours);
        assertThat(stored(others, ours.id())).isEqualTo(theirs);
        assertThat(whole(others, others.delete(ours.id(), now()))).hasValue(theirs);
        assertThat(stored(client, ours.id())).isEqualTo(ours);
    }

    @Test
    @LookAt("Listing, counting or removing all saw the sessions of others: does the scan ask for its own prefix?")
    void listingCountingAndRemovingAllSeeNobodyElsesSessions() {
        StorageClient client = newClient();
        assumeTrue(
                client.capability(SessionListing.class).isPresent(),
                "this storage does not list its sessions (capability SessionListing)");
        SessionStore node = nodeOn(client).build();
        SessionStore stranger = nodeOn(others).build();
        stranger.deleteAllSessionsOfEveryUser();
        String ours = stored(node, Map.of());
        String theirs = stored(stranger, Map.of());

        assertThat(stranger.sessions()).extracting(Session::id).containsExactly(theirs);
        assertThat(node.sessions()).extracting(Session::id).contains(ours).doesNotContain(theirs);
        assertThat(stranger.count()).isEqualTo(1);
        assertThat(stranger.deleteAllSessionsOfEveryUser().removed()).isEqualTo(1);

        found(node, ours);
    }

    @Test
    @LookAt("An index showed the sessions of others: is the prefix part of the indexed value, or asked for?")
    void anIndexShowsNobodyElsesSessions() {
        StorageClient client = newClient();
        assumeTrue(
                client.capability(SessionIndexes.class).isPresent(),
                "this storage has no indexes (capability SessionIndexes)");
        SessionIndex user = SessionIndex.ofAttribute("user");
        SessionStore node =
                IndexTests.ready(nodeOn(client).index(user).init(true).build(), "user");
        SessionStore stranger =
                IndexTests.ready(nodeOn(others).index(user).init(true).build(), "user");
        String ours = stored(node, Map.of("user", "ann"));
        String theirs = stored(stranger, Map.of("user", "ann"));

        assertThat(IndexTests.found(node, "user", "ann")).contains(ours).doesNotContain(theirs);
        assertThat(IndexTests.found(stranger, "user", "ann")).contains(theirs).doesNotContain(ours);
        stranger.deleteByIndex("user", "ann");

        found(node, ours);
        assertAbsent(stranger, theirs);
    }

    @Test
    @LookAt("A claim of a reap round blocked another namespace: is the prefix part of the key of the record?")
    void roundsOfCleanUpAreNobodyElses() {
        assumeTrue(
                newClient().capability(ReapRounds.class).isPresent(),
                "this storage has no rounds to claim (capability ReapRounds)");
        ReapRounds ours = newClient().capability(ReapRounds.class).orElseThrow();
        ReapRounds theirs = others.capability(ReapRounds.class).orElseThrow();
        Duration interval = Duration.ofDays(365L * 1000);
        Instant last = ReapRoundTests.claimed(ours);
        Instant theirLast = ReapRoundTests.claimed(theirs);
        Instant next = (last.isAfter(theirLast) ? last : theirLast).plus(interval);

        assertThat(ours.claim(next, interval)).isTrue();
        assertThat(theirs.claim(next, interval)).isTrue();
    }

    @Test
    @LookAt("A reap removed the sessions of others: does its scan filter by its own prefix?")
    void aReapTakesNobodyElsesSessions() {
        StorageClient client = newClient();
        SessionRecord ours = created(client, newRecord(Duration.ofMinutes(1), "name", "ours"));
        SessionRecord theirs = created(others, newRecord(Duration.ofMinutes(1), "name", "theirs"));
        clock.advance(Duration.ofMinutes(1));
        List<SessionRecord> removed = new ArrayList<>();

        client.deleteExpired(now(), session -> removed.add(whole(client, session)));
        assertThat(removed).contains(ours).doesNotContain(theirs);

        removed.clear();
        others.deleteExpired(now(), session -> removed.add(whole(others, session)));
        assertThat(removed).contains(theirs).doesNotContain(ours);
    }
}
