package io.github.dynamodbsession.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.MovingStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.Tombstone;
import io.github.dynamodbsession.testkit.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Nodes that know the source alone, beside nodes that move sessions. */
class MovingStorageClientTest {

    private static final Duration TTL = Duration.ofMinutes(30);

    private final SettableClock clock = SettableClock.startingNow();
    private final StorageClient source = InMemoryStorageClient.create();
    private final StorageClient target = InMemoryStorageClient.create();
    private final SessionStore old = node(source);
    private final SessionStore node = node(MovingStorageClient.of(target, source));

    private SessionStore node(StorageClient storage) {
        return SessionStore.builder(storage)
                .clock(clock)
                .ttl(TTL)
                .cleanupInterval(Duration.ZERO)
                .build();
    }

    private String begun() {
        Session session = old.create();
        session.setAttribute("user", "ann");
        old.save(session);
        return session.id();
    }

    private static Object user(SessionStore node, String id) {
        return node.find(id).flatMap(session -> session.attribute("user")).orElse("none");
    }

    private boolean isIn(StorageClient storage, String id) {
        return storage.get(id, clock.instant()).isPresent();
    }

    @Test
    void aReadMovesNothingAndTheFirstWriteMovesAll() {
        String id = begun();

        Session session = node.find(id).orElseThrow();
        assertThat(node.save(session)).isEqualTo(SaveResult.UNCHANGED);
        assertThat(isIn(target, id)).isFalse();
        assertThat(user(old, id)).isEqualTo("ann");

        session.setAttribute("cart", 1);
        assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);
        assertThat(isIn(source, id)).isFalse();
        assertThat(user(node(target), id)).isEqualTo("ann");
        assertThat(node.find(id).orElseThrow().attributeNames()).containsExactlyInAnyOrder("user", "cart");
    }

    @Test
    void aTouchMovesASession() {
        String id = begun();
        clock.advance(TTL.dividedBy(2));

        assertThat(node.save(node.find(id).orElseThrow())).isEqualTo(SaveResult.TOUCHED);

        assertThat(isIn(target, id)).isTrue();
        assertThat(isIn(source, id)).isFalse();
    }

    @Test
    void aLogoutEndsItWhereverItIs() {
        StorageClient kept = MovingStorageClient.of(target, source).keepingSource();
        for (SessionStore each : new SessionStore[] {node, node(kept)}) {
            String unmoved = begun();
            String moved = begun();
            Session late = each.find(unmoved).orElseThrow();
            Session session = each.find(moved).orElseThrow();
            session.setAttribute("cart", 1);
            each.save(session);

            assertThat(each.delete(unmoved)).isTrue();
            assertThat(each.delete(moved)).isTrue();

            late.setAttribute("late", 1);
            assertThat(each.save(late)).isEqualTo(SaveResult.ENDED);
            for (String id : new String[] {unmoved, moved}) {
                assertThat(user(each, id)).isEqualTo("none");
                assertThat(user(old, id)).isEqualTo("none");
            }
        }
    }

    @Test
    void whatIsKeptInTheSourceStaysAliveThereUntilTheIdChanges() {
        SessionStore keeping = node(MovingStorageClient.of(target, source).keepingSource());
        String id = begun();
        Session session = keeping.find(id).orElseThrow();
        session.setAttribute("user", "bob");
        keeping.save(session);

        assertThat(user(keeping, id)).isEqualTo("bob");
        assertThat(user(old, id)).isEqualTo("ann");

        keeping.changeId(session);
        assertThat(keeping.save(session)).isEqualTo(SaveResult.RENAMED);
        assertThat(user(old, id)).isEqualTo("none");
        assertThat(user(keeping, id)).isEqualTo("none");
        assertThat(user(keeping, session.id())).isEqualTo("bob");
    }

    @Test
    void theOtherWayRoundSessionsMoveBack() {
        SessionStore back = node(MovingStorageClient.of(source, target));
        Session session = node.create();
        session.setAttribute("user", "ann");
        node.save(session);
        Session found = back.find(session.id()).orElseThrow();
        found.setAttribute("back", true);

        assertThat(back.save(found)).isEqualTo(SaveResult.CHANGED);

        assertThat(user(old, session.id())).isEqualTo("ann");
        assertThat(isIn(target, session.id())).isFalse();
    }

    /** The tombstone of the first move refuses the second one, for some minutes. */
    @Test
    void aSessionThatMovedAMomentAgoStaysWhereItIsWhenItIsToMoveBack() {
        SessionStore back = node(MovingStorageClient.of(source, target));
        String id = begun();
        Session session = node.find(id).orElseThrow();
        session.setAttribute("cart", 1);
        node.save(session);

        Session found = back.find(id).orElseThrow();
        found.setAttribute("cart", 2);
        assertThat(back.save(found)).isEqualTo(SaveResult.CHANGED);
        assertThat(isIn(target, id)).isTrue();
        clock.advance(Tombstone.MAX_DELAY);
        assertThat(back.save(back.find(id).orElseThrow())).isEqualTo(SaveResult.TOUCHED);

        assertThat(isIn(target, id)).isFalse();
        assertThat(node(source).find(id).orElseThrow().attribute("cart")).contains(2);
    }

    @Test
    void anIdChangeOfSuchASessionLeavesOneSession() {
        SessionStore back = node(MovingStorageClient.of(source, target));
        String id = begun();
        Session session = node.find(id).orElseThrow();
        session.setAttribute("cart", 1);
        node.save(session);

        Session found = back.find(id).orElseThrow();
        back.changeId(found);
        assertThat(back.save(found)).isEqualTo(SaveResult.RENAMED);

        assertThat(user(back, found.id())).isEqualTo("ann");
        assertThat(user(back, id)).isEqualTo("none");
    }

    @Test
    void bothAreReaped() {
        begun();
        Session session = node.create();
        node.save(session);
        clock.advance(TTL.multipliedBy(2));

        assertThat(node.reap().removed()).isEqualTo(2);
    }
}
