package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Promise 5, as a store uses it: when a touch is written, and what it does not change. */
@Asks(Promise.TOUCH)
abstract class TouchTests extends PromiseTests {

    private static final Duration TOUCH_AFTER = Duration.ofSeconds(10);

    TouchTests(StorageUnderTest contract) {
        super(contract);
    }

    @Test
    @LookAt("A touch changed more than times: does setExpires leave attributes, write token and creation "
            + "time alone?")
    void aTouchChangesTimesOnly() {
        StorageClient client = newClient();
        SessionStore node = nodeOn(client).touchAfter(Duration.ZERO).build();
        String id = stored(node, Map.of("name", VALUE, "number", 7));
        SessionRecord before = stored(client, id);
        clock.advance(Duration.ofMinutes(1));

        Session session = found(node, id);
        assertThat(session.attribute("number")).hasValue(7);
        assertThat(node.save(session)).isEqualTo(SaveResult.TOUCHED);

        SessionRecord after = stored(client, id);
        assertThat(after.attributes()).isEqualTo(before.attributes());
        assertThat(after.writeToken()).isEqualTo(before.writeToken());
        assertThat(after.times().createdAt()).isEqualTo(before.times().createdAt());
        assertThat(after.times().maxInactiveInterval()).isEqualTo(TTL);
        assertThat(after.times().lastAccessedAt()).isEqualTo(now());
        assertThat(expiry(after)).isEqualTo(now().plus(TTL));
    }

    @Test
    @LookAt("An access was written too early or not at all, or the expiry is not the one that was given: are "
            + "times stored exactly as they are passed in?")
    void anAccessIsWrittenWhenTheLastOneIsTouchAfterOldAndNotBefore() {
        StorageClient client = newClient();
        SessionStore node = nodeOn(client).touchAfter(TOUCH_AFTER).build();
        String id = stored(node, Map.of("name", VALUE));
        SessionRecord before = stored(client, id);

        clock.advance(TOUCH_AFTER.minusMillis(1));
        assertThat(node.save(found(node, id))).isEqualTo(SaveResult.UNCHANGED);
        assertThat(stored(client, id)).isEqualTo(before);

        clock.advance(Duration.ofMillis(1));
        assertThat(node.save(found(node, id))).isEqualTo(SaveResult.TOUCHED);
        assertThat(stored(client, id).times().lastAccessedAt()).isEqualTo(now());
        assertThat(expiry(stored(client, id))).isEqualTo(now().plus(TTL).plus(TOUCH_AFTER));
    }

    @Test
    @LookAt("A session near its end was not touched when it was found: does setExpires answer true and store "
            + "the times that it was given?")
    void aSessionNearItsEndIsTouchedWhenItIsFound() {
        StorageClient client = newClient();
        SessionStore node = nodeOn(client).touchAfter(TOUCH_AFTER).build();
        String id = stored(node, Map.of("name", VALUE));

        clock.moveTo(expiry(stored(client, id)).minusSeconds(1));
        Session session = found(node, id);

        assertThat(expiry(stored(client, id))).isEqualTo(now().plus(TTL).plus(TOUCH_AFTER));
        clock.advance(Duration.ofMinutes(50));
        session.setAttribute("name", "after a long request");
        assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);
        assertThat(attributes(node, id)).isEqualTo(Map.of("name", "after a long request"));
    }

    @Test
    @LookAt("A touch undid an interval that another request had set: is setExpires conditional on the "
            + "interval that it was computed from?")
    void aTouchDoesNotUndoAnIntervalThatWasSetMeanwhile() {
        SessionStore node = newTouchingNode();
        SessionStore other = newTouchingNode();
        for (Duration interval : List.of(TTL.multipliedBy(2), TTL.dividedBy(2), Duration.ZERO)) {
            String id = stored(node, Map.of("name", VALUE));
            clock.advance(Duration.ofSeconds(1));
            Session reader = found(node, id);
            Session changer = found(other, id);
            changer.setMaxInactiveInterval(interval);
            assertThat(other.save(changer)).isEqualTo(SaveResult.CHANGED);
            clock.advance(Duration.ofSeconds(1));

            assertThat(node.save(reader)).isEqualTo(SaveResult.TOUCHED);

            Session after = found(other, id);
            assertThat(after.maxInactiveInterval()).isEqualTo(interval);
            assertThat(after.lastAccessedAt()).isEqualTo(now());
            if (interval.isZero()) {
                assertThat(after.expiresAt()).isEmpty();
            } else {
                assertThat(after.expiresAt()).hasValue(now().plus(interval));
            }
        }
    }

    @Test
    @LookAt("A change undid an interval that another request had set: is an update with times conditional on "
            + "the interval that they were computed from?")
    void aChangeDoesNotUndoAnIntervalThatWasSetMeanwhile() {
        SessionStore node = newTouchingNode();
        SessionStore other = newTouchingNode();
        String id = stored(node, Map.of());
        clock.advance(Duration.ofSeconds(1));
        Session writer = found(node, id);
        Session changer = found(other, id);
        changer.setMaxInactiveInterval(TTL.multipliedBy(3));
        other.save(changer);
        writer.setAttribute("name", VALUE);

        assertThat(node.save(writer)).isEqualTo(SaveResult.CHANGED);

        Session after = found(other, id);
        assertThat(after.attribute("name")).hasValue(VALUE);
        assertThat(after.maxInactiveInterval()).isEqualTo(TTL.multipliedBy(3));
        assertThat(after.expiresAt()).hasValue(now().plus(TTL.multipliedBy(3)));
    }

    @Test
    @LookAt("A time went back: does a write of times compare the last access that is stored with the one "
            + "that it brings?")
    void aNodeWhoseClockIsBehindMovesNoTimeBackwards() {
        SessionStore node = newTouchingNode();
        StorageClient client = newClient();
        SettableClock behind = SettableClock.startingAt(now().minusSeconds(30));
        SessionStore slow =
                nodeOn(client).clock(behind).touchAfter(Duration.ZERO).build();
        String id = stored(node, Map.of("name", VALUE));
        SessionRecord before = stored(client, id);

        assertThat(slow.save(found(slow, id))).isNotEqualTo(SaveResult.ENDED);
        assertThat(stored(client, id).times()).isEqualTo(before.times());

        Session session = found(slow, id);
        session.setAttribute("name", "changed");
        assertThat(slow.save(session)).isEqualTo(SaveResult.CHANGED);
        assertThat(stored(client, id).times()).isEqualTo(before.times());

        Session renamed = found(slow, id);
        slow.changeId(renamed);
        assertThat(slow.save(renamed)).isEqualTo(SaveResult.RENAMED);
        assertThat(stored(client, renamed.id()).times()).isEqualTo(before.times());
    }

    @Test
    @LookAt("A touch made the expiry earlier: is the later one of the stored and the new expiry kept, as "
            + "long as the interval is the same?")
    void aTouchDoesNotTakeAwayTheSlackThatAnotherNodePromised() {
        StorageClient client = newClient();
        SessionStore generous = nodeOn(client).touchAfter(Duration.ofMinutes(5)).build();
        SessionStore strict = newTouchingNode();
        String id = stored(generous, Map.of());
        Instant promised = expiry(stored(client, id));

        clock.advance(Duration.ofSeconds(1));
        assertThat(strict.save(found(strict, id))).isEqualTo(SaveResult.TOUCHED);

        assertThat(expiry(stored(client, id))).isEqualTo(promised);
    }

    @Test
    @LookAt("A session without limit got one: is no expiry stored as none, and an interval of zero or less "
            + "as it is?")
    void aSessionWithoutLimitStaysWithoutLimit() {
        SessionStore node = newTouchingNode();
        for (Duration interval : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            Session session = node.create();
            session.setMaxInactiveInterval(interval);
            node.save(session);
            clock.advance(Duration.ofDays(1));

            assertThat(node.save(found(node, session.id()))).isEqualTo(SaveResult.TOUCHED);

            Session after = found(node, session.id());
            assertThat(after.expiresAt()).isEmpty();
            assertThat(after.maxInactiveInterval()).isEqualTo(interval);
            assertThat(after.lastAccessedAt()).isEqualTo(now());
        }
    }

    @Test
    @LookAt("A touch extended an absolute lifetime: are creation time and expiry stored exactly as they are "
            + "passed in?")
    void anAbsoluteLifetimeIsExtendedByNoAccess() {
        Duration lifetime = Duration.ofHours(3);
        SessionStore node = nodeOn(newClient())
                .touchAfter(Duration.ZERO)
                .absoluteLifetime(lifetime)
                .build();
        String id = stored(node, Map.of("name", VALUE));
        Instant end = now().plus(lifetime);

        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofMinutes(35));
            Session session = found(node, id);
            assertThat(node.save(session)).isEqualTo(SaveResult.TOUCHED);
            assertThat(session.expiresAt().orElseThrow()).isBeforeOrEqualTo(end);
        }
        clock.moveTo(end.minusMillis(1));
        node.save(found(node, id));
        clock.moveTo(end);

        assertAbsent(node, id);
    }

    @Test
    @LookAt("An absolute lifetime did not end a session: is the expiry stored exactly as it is passed in?")
    void anAbsoluteLifetimeAlsoEndsASessionWithoutAnotherLimit() {
        Duration lifetime = Duration.ofHours(3);
        SessionStore node = nodeOn(newClient()).absoluteLifetime(lifetime).build();
        Session session = node.create();
        session.setMaxInactiveInterval(Duration.ZERO);
        node.save(session);

        clock.advance(lifetime.minusMillis(1));
        node.save(found(node, session.id()));
        clock.advance(Duration.ofMillis(1));

        assertAbsent(node, session.id());
    }

    @Test
    @LookAt("A touch undid a write that overlapped it, or made it fail: does setExpires write times only, "
            + "or, where it writes the whole session, on the condition of the version?")
    void touchesThatOverlapWritersLoseNothing() {
        List<SessionStore> nodes = List.of(newTouchingNode(), newTouchingNode());
        for (int round = 0; round < Overlap.ROUNDS; round++) {
            String id = stored(nodes.get(0), Map.of("kept", VALUE));
            clock.advance(Duration.ofSeconds(1));

            List<SaveResult> results = Overlap.of(Overlap.THREADS, (i, others) -> {
                SessionStore node = nodes.get(i % nodes.size());
                Session session = found(node, id);
                others.await();
                if (i < 4) {
                    session.setAttribute("attribute-" + i, i);
                }
                return node.save(session);
            });

            assertThat(results.subList(0, 4)).containsOnly(SaveResult.CHANGED);
            assertThat(results.subList(4, 8)).containsOnly(SaveResult.TOUCHED);
            assertThat(attributes(nodes.get(0), id))
                    .isEqualTo(Map.of(
                            "kept", VALUE, "attribute-0", 0, "attribute-1", 1, "attribute-2", 2, "attribute-3", 3));
        }
    }
}
