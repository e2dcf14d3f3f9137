package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynamodbsession.core.EndCause;
import io.github.dynamodbsession.core.OperationEvent;
import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionListing;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Listing, counting and removing all, if the storage supports it. No other test may use it at the same time. */
@Asks(Promise.LISTING)
@ResourceLock(value = PromiseTests.REAPING, mode = ResourceAccessMode.READ_WRITE)
abstract class ListingTests extends PromiseTests {

    private static final Duration SHORT = Duration.ofMinutes(2);

    ListingTests(StorageUnderTest contract) {
        super(contract);
    }

    @BeforeEach
    void onlyWhereSessionsCanBeListed() {
        assumeTrue(
                newClient().capability(SessionListing.class).isPresent(),
                "this storage does not list its sessions (capability SessionListing)");
    }

    private List<String> storedSessions(SessionStore node, int number) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            ids.add(stored(node, Map.of("number", i)));
        }
        return ids;
    }

    private List<String> expiredSessions(StorageClient client, int number) {
        List<String> ids = storedSessions(nodeOn(client).ttl(SHORT).build(), number);
        clock.advance(SHORT.multipliedBy(2));
        return ids;
    }

    @Test
    @LookAt("Listing, counting or removing all failed: do all three of SessionListing answer?")
    void listingCountingAndRemovingAllAreTold() {
        List<String> told = new ArrayList<>();
        SessionStore node = nodeOn(newClient())
                .listener(new SessionListener() {
                    @Override
                    public void onOperation(OperationEvent operation) {
                        told.add(operation.kind() + " " + operation.outcome());
                    }
                })
                .build();

        assertThat(node.sessions().findFirst()).isNotNull();
        node.count();
        node.deleteAllSessionsOfEveryUser();

        assertThat(told).containsSubsequence("LIST DONE", "COUNT DONE", "DELETE_ALL DONE");
        assertThat(told).containsOnly("LIST DONE", "COUNT DONE", "DELETE_ALL DONE");
    }

    @Test
    @LookAt("A session past its absolute lifetime was listed: are listed sessions returned with the time "
            + "when they began?")
    void aSessionWhoseLifetimeWasIntroducedLaterAndIsOverIsNotListed() {
        Duration lifetime = Duration.ofMinutes(20);
        SessionStore before = newNode();
        SessionStore node = nodeOn(newClient()).absoluteLifetime(lifetime).build();
        String old = stored(before, Map.of());
        clock.advance(lifetime);
        String young = stored(before, Map.of());

        assertThat(before.sessions().map(Session::id)).contains(old, young);
        assertThat(node.sessions().map(Session::id)).contains(young).doesNotContain(old);
    }

    @Test
    @LookAt("A living session was listed twice or not at all, or another one was: do pages follow each other "
            + "without a gap, and are expired sessions and tombstones left out?")
    void everyLivingSessionIsListedOnceAndNoOther() {
        StorageClient client = newClient();
        SessionStore node = nodeOn(client).build();
        List<String> expired = expiredSessions(client, 3);
        List<String> living = storedSessions(node, 25);
        String deleted = stored(node, Map.of());
        node.delete(deleted);

        List<String> listed = node.sessions().map(Session::id).toList();

        assertThat(listed)
                .containsAll(living)
                .doesNotContainAnyElementsOf(expired)
                .doesNotContain(deleted)
                .doesNotHaveDuplicates();
    }

    @Test
    @LookAt("A listed session could not be changed and saved: is it returned with attributes, times and "
            + "token, as by get?")
    void whatIsListedIsAWorkingCopy() {
        SessionStore node = newNode();
        String id = stored(node, Map.of("name", VALUE));

        Session session =
                node.sessions().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
        assertThat(session.attribute("name")).contains(VALUE);
        session.setAttribute("name", "other");

        assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);
        assertThat(attributes(node, id)).isEqualTo(Map.of("name", "other"));
    }

    @Test
    @LookAt("Ending sessions while they are listed skipped some or failed: does the next page depend on a "
            + "session that is gone, or is a connection held meanwhile?")
    void sessionsMayBeEndedWhileTheyAreListed() {
        SessionStore node = newNode();
        List<String> ids = storedSessions(node, 12);

        node.sessions().filter(session -> ids.contains(session.id())).forEach(node::delete);

        ids.forEach(id -> assertAbsent(node, id));
    }

    @Test
    @LookAt("The count is not that of the living: are expired sessions and tombstones left out, and is the "
            + "present read, not an estimate?")
    void theLivingAreCounted() {
        StorageClient client = newClient();
        SessionStore node = nodeOn(client).build();
        expiredSessions(client, 3);
        long before = node.count();
        List<String> ids = storedSessions(node, 7);

        assertThat(node.count()).isEqualTo(before + 7);
        node.delete(ids.get(0));
        node.delete(ids.get(1));
        assertThat(node.count()).isEqualTo(before + 5);
    }

    @Test
    @LookAt("A session survived the end of all, was handed over twice, or came back by a late save: is each "
            + "removed as by delete, with a tombstone, and counted once?")
    void allSessionsOfEveryUserCanBeEndedAndNoneComesBack() {
        StorageClient client = newClient();
        List<String> told = new ArrayList<>();
        SessionStore node = nodeOn(client)
                .listener(new SessionListener() {
                    @Override
                    public void onEnded(Session session, EndCause cause) {
                        if (cause == EndCause.ADMINISTRATION) {
                            told.add(session.id());
                        }
                    }
                })
                .build();
        List<String> ids = storedSessions(node, 9);
        Session late = found(node, ids.get(0));
        late.setAttribute("late", true);

        ReapResult result = node.deleteAllSessionsOfEveryUser();

        assertThat(result.removed()).isEqualTo(told.size());
        assertThat(result.failed()).isZero();
        assertThat(told).containsAll(ids).doesNotHaveDuplicates();
        assertThat(node.save(late)).isEqualTo(SaveResult.ENDED);
        ids.forEach(id -> assertAbsent(node, id));
        assertThat(node.count()).isZero();
        assertThat(node.sessions()).isEmpty();
    }

    @Test
    @LookAt("The end of all took expired sessions away unannounced: does it leave them to deleteExpired?")
    void expiredSessionsAreLeftToTheCleanUpWhichAnnouncesThem() {
        StorageClient client = newClient();
        List<String> expired = expiredSessions(client, 3);
        List<SessionRecord> reaped = new ArrayList<>();

        nodeOn(client).build().deleteAllSessionsOfEveryUser();
        client.deleteExpired(now(), session -> reaped.add(whole(client, session)));

        assertThat(reaped).extracting(SessionRecord::id).containsAll(expired);
    }
}
