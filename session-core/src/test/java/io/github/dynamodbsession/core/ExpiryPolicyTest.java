package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.storage.SessionTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpiryPolicyTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TTL = Duration.ofMinutes(30);
    private static final Duration TOUCH_AFTER = Duration.ofSeconds(10);

    private final ExpiryPolicy policy = new ExpiryPolicy(TOUCH_AFTER, null);

    @Test
    void theExpiryCarriesTheSlackOfTouchAfter() {
        assertThat(policy.begin(BEGIN, TTL).expiresAt())
                .isEqualTo(BEGIN.plus(TTL).plus(TOUCH_AFTER));
    }

    @Test
    void theSlackIsATenthOfTheIntervalAtTheMost() {
        assertThat(policy.begin(BEGIN, Duration.ofSeconds(20)).expiresAt()).isEqualTo(BEGIN.plusSeconds(22));
    }

    @Test
    void withoutAThrottleThereIsNoSlack() {
        SessionTimes times = new ExpiryPolicy(Duration.ZERO, null).begin(BEGIN, TTL);

        assertThat(times.expiresAt()).isEqualTo(BEGIN.plus(TTL));
        assertThat(new ExpiryPolicy(Duration.ZERO, null).isTouchDue(times, false, BEGIN))
                .isTrue();
    }

    @Test
    void aTouchIsDueWhenTheRecordedAccessIsAsOldAsTheSlack() {
        SessionTimes times = policy.begin(BEGIN, TTL);

        assertThat(policy.isTouchDue(times, false, BEGIN.plus(TOUCH_AFTER).minusMillis(1)))
                .isFalse();
        assertThat(policy.isTouchDue(times, false, BEGIN.plus(TOUCH_AFTER))).isTrue();

        SessionTimes shorter = policy.begin(BEGIN, Duration.ofSeconds(20));
        assertThat(policy.isTouchDue(shorter, false, BEGIN.plusMillis(1_999))).isFalse();
        assertThat(policy.isTouchDue(shorter, false, BEGIN.plusMillis(2_000))).isTrue();
    }

    @Test
    void aNodeWhoseClockIsBehindTouchesNothing() {
        SessionTimes times = policy.begin(BEGIN, TTL);

        assertThat(policy.isTouchDue(times, false, BEGIN.minusSeconds(60))).isFalse();
        assertThat(policy.touch(times, BEGIN.minusSeconds(60)).lastAccessedAt()).isEqualTo(BEGIN);
        assertThat(policy.touch(times, BEGIN.minusSeconds(60)).expiresAt()).isEqualTo(times.expiresAt());
    }

    @Test
    void aTouchIsDueWhereAnotherNodeLeftLessSlack() {
        SessionTimes times = new ExpiryPolicy(Duration.ZERO, null).begin(BEGIN, TTL);

        assertThat(policy.isTouchDue(times, false, BEGIN)).isFalse();
        assertThat(policy.isTouchDue(times, false, BEGIN.plusMillis(1))).isTrue();
    }

    @Test
    void aRequestWhoseAccessIsRecordedTouchesAgainAfterATenthOfTheInterval() {
        ExpiryPolicy always = new ExpiryPolicy(Duration.ZERO, null);
        SessionTimes times = always.begin(BEGIN, TTL);

        assertThat(always.isTouchDue(times, true, BEGIN.plus(TTL.dividedBy(10)).minusMillis(1)))
                .isFalse();
        assertThat(always.isTouchDue(times, true, BEGIN.plus(TTL.dividedBy(10))))
                .isTrue();
    }

    @Test
    void lessThanATenthOfTheIntervalIsNearTheEnd() {
        SessionTimes times = policy.begin(BEGIN, TTL);
        Instant near = BEGIN.plus(TTL).plus(TOUCH_AFTER).minus(TTL.dividedBy(10));

        assertThat(policy.isNearItsEnd(times, near)).isFalse();
        assertThat(policy.isNearItsEnd(times, near.plusMillis(1))).isTrue();
    }

    @Test
    void theEndOfALifetimeIsNoReasonForATouch() {
        ExpiryPolicy mortal = new ExpiryPolicy(TOUCH_AFTER, Duration.ofMinutes(40));
        SessionTimes times = new SessionTimes(BEGIN, BEGIN.plusSeconds(2_399), TTL, BEGIN.plusSeconds(2_400));

        assertThat(mortal.isNearItsEnd(times, BEGIN.plusMillis(2_399_500))).isFalse();
        assertThat(mortal.isTouchDue(times, false, BEGIN.plusMillis(2_399_500))).isFalse();
    }

    @Test
    void noAccessExtendsTheLifetime() {
        ExpiryPolicy mortal = new ExpiryPolicy(TOUCH_AFTER, Duration.ofMinutes(40));
        SessionTimes times = mortal.begin(BEGIN, TTL);
        Instant later = BEGIN.plus(Duration.ofMinutes(29));

        assertThat(times.expiresAt()).isEqualTo(BEGIN.plus(TTL).plus(TOUCH_AFTER));
        assertThat(mortal.touch(times, later).expiresAt()).isEqualTo(BEGIN.plusSeconds(2_400));
        assertThat(mortal.changeInterval(times, Duration.ZERO, later).expiresAt())
                .isEqualTo(BEGIN.plusSeconds(2_400));
        assertThat(mortal.begin(BEGIN, Duration.ZERO).expiresAt()).isEqualTo(BEGIN.plusSeconds(2_400));
    }

    @Test
    void withoutALimitThereIsNoExpiry() {
        for (Duration unlimited : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            SessionTimes times = policy.begin(BEGIN, unlimited);

            assertThat(times.expiresAt()).isNull();
            assertThat(policy.touch(times, BEGIN.plusSeconds(60)).expiresAt()).isNull();
            assertThat(policy.isNearItsEnd(times, BEGIN.plusSeconds(60))).isFalse();
            assertThat(policy.isTouchDue(times, false, BEGIN.plus(TOUCH_AFTER))).isTrue();
            assertThat(policy.isTouchDue(times, false, BEGIN.plusSeconds(9))).isFalse();
            assertThat(policy.isTouchDue(times, true, BEGIN.plus(Duration.ofDays(1))))
                    .isFalse();
        }
    }

    @Test
    void anotherIntervalMayEndASessionSooner() {
        SessionTimes times = policy.begin(BEGIN, TTL);
        Instant now = BEGIN.plusSeconds(5);

        assertThat(policy.changeInterval(times, Duration.ofSeconds(100), now).expiresAt())
                .isEqualTo(now.plusSeconds(110));
        assertThat(policy.changeInterval(times, Duration.ofSeconds(100), now).expectedInterval())
                .isEqualTo(TTL);
    }

    @Test
    void aTouchKeepsTheSlackThatAnotherNodePromised() {
        SessionTimes times = new ExpiryPolicy(Duration.ofMinutes(3), null).begin(BEGIN, TTL);

        assertThat(policy.touch(times, BEGIN.plusSeconds(10)).expiresAt())
                .isEqualTo(BEGIN.plus(TTL).plusSeconds(180));
    }

    @Test
    void aSessionLivesItsWholeIntervalFromItsLastAccessWhateverItsNodesAre() {
        for (int seed = 0; seed < 2_000; seed++) {
            livesItsWholeInterval(new Random(seed));
        }
    }

    /** Requests at any times, on nodes of any configuration: the session does not end before its time. */
    private static void livesItsWholeInterval(Random random) {
        Duration interval = anyDuration(random).plusMillis(1);
        List<ExpiryPolicy> nodes = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            nodes.add(new ExpiryPolicy(random.nextBoolean() ? anyDuration(random) : Duration.ZERO, null));
        }
        Instant now = BEGIN;
        SessionTimes stored = nodes.get(0).begin(now, interval);
        for (int i = 0; i < 20; i++) {
            now = now.plusMillis(random.nextLong(Math.max(1, interval.toMillis() >> random.nextInt(12))));
            ExpiryPolicy node = nodes.get(random.nextInt(nodes.size()));
            assertThat(stored.isExpiredAt(now)).isFalse();
            if (node.isTouchDue(stored, false, now)) {
                SessionTimes touched = stored.with(node.touch(stored, now));
                assertThat(touched.lastAccessedAt()).isAfterOrEqualTo(stored.lastAccessedAt());
                assertThat(expiry(touched)).isAfterOrEqualTo(expiry(stored));
                stored = touched;
            }
            assertThat(expiry(stored)).isAfterOrEqualTo(now.plus(interval));
            assertThat(expiry(stored)).isBeforeOrEqualTo(now.plus(interval).plus(interval.dividedBy(10)));
        }
    }

    /** Of any order of magnitude, up to some hundred days. */
    private static Duration anyDuration(Random random) {
        return Duration.ofMillis(random.nextLong(1L << (1 + random.nextInt(33))));
    }

    private static Instant expiry(SessionTimes times) {
        @Nullable Instant expiry = times.expiresAt();
        assertThat(expiry).isNotNull();
        return expiry;
    }
}
