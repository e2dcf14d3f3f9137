package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Promise 5: a session lives its whole interval from its last access, written or not, and not much longer. */
@Asks(Promise.TOUCH)
abstract class NeverTooEarlyTests extends PromiseTests {

    private static final List<Duration> TOUCH_AFTERS = List.of(
            Duration.ZERO, Duration.ofMillis(7), Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofDays(3));

    private static final List<Duration> INTERVALS = List.of(
            Duration.ofMillis(50),
            Duration.ofMillis(1_505),
            Duration.ofSeconds(60),
            Duration.ofMinutes(30),
            Duration.ofDays(14));

    private static final int ACCESSES = 6;

    /** A different seed each time would find more failures, but they could not be reproduced. */
    private final Random random = new Random(5);

    NeverTooEarlyTests(StorageUnderTest contract) {
        super(contract);
    }

    @Test
    @LookAt("A session ended before its interval was over, or long after: are expiry and last access stored "
            + "to the millisecond, exactly as they are passed in?")
    void aSessionLivesItsWholeIntervalFromItsLastAccessWhateverTouchAfterIs() {
        StorageClient client = newClient();
        for (Duration touchAfter : TOUCH_AFTERS) {
            for (Duration interval : INTERVALS) {
                SessionStore node =
                        nodeOn(client).touchAfter(touchAfter).ttl(interval).build();
                String id = stored(node, Map.of());
                for (int i = 0; i < ACCESSES; i++) {
                    clock.advance(gapWithin(interval));
                    Session session = node.find(id).orElseThrow(() -> tooEarly(touchAfter, interval));
                    assertThat(node.save(session)).isNotEqualTo(SaveResult.ENDED);
                    assertLivesNeitherTooShortNorTooLong(client, id, touchAfter, interval);
                }
                clock.moveTo(now().plus(interval).minusMillis(1));
                assertThat(client.get(id, now()))
                        .as("touchAfter %s, interval %s", touchAfter, interval)
                        .isPresent();
            }
        }
    }

    @Test
    @LookAt("A node ended a session earlier than another one had promised: is the later one of the stored "
            + "and the new expiry kept?")
    void nodesWithDifferentTouchAfterDoNotEndEachOthersSessionsEarly() {
        StorageClient client = newClient();
        List<SessionStore> nodes = TOUCH_AFTERS.stream()
                .map(touchAfter -> nodeOn(client).touchAfter(touchAfter).build())
                .toList();
        for (int session = 0; session < 10; session++) {
            String id = stored(nodes.get(random.nextInt(nodes.size())), Map.of());
            for (int i = 0; i < ACCESSES; i++) {
                clock.advance(gapWithin(TTL));
                SessionStore node = nodes.get(random.nextInt(nodes.size()));
                node.save(found(node, id));
                assertThat(expiry(stored(client, id))).isAfterOrEqualTo(now().plus(TTL));
            }
        }
    }

    private void assertLivesNeitherTooShortNorTooLong(
            StorageClient client, String id, Duration touchAfter, Duration interval) {
        Instant expiry = expiry(stored(client, id));
        Duration tenth = interval.dividedBy(10);
        Duration slack = touchAfter.compareTo(tenth) < 0 ? touchAfter : tenth;
        assertThat(expiry)
                .as("expiry with touchAfter %s, interval %s, accessed at %s", touchAfter, interval, now())
                .isAfterOrEqualTo(now().plus(interval))
                .isBeforeOrEqualTo(now().plus(interval).plus(slack));
    }

    /** Often short, so that several accesses share one touch; sometimes nearly the whole interval. */
    private Duration gapWithin(Duration interval) {
        long longest = interval.toMillis() - 1;
        long bound =
                switch (random.nextInt(3)) {
                    case 0 -> longest;
                    case 1 -> Math.max(1, longest / 10);
                    default -> Math.max(1, longest / 100);
                };
        return Duration.ofMillis(random.nextLong(bound) + 1);
    }

    private static AssertionError tooEarly(Duration touchAfter, Duration interval) {
        return new AssertionError(
                "The session expired early with touchAfter " + touchAfter + " and interval " + interval);
    }
}
