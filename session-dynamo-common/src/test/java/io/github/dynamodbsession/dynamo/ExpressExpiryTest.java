package io.github.dynamodbsession.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.dynamo.call.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Both sides agree on who is alive, to the millisecond. */
class ExpressExpiryTest {

    private static final long NOW = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();

    private final ExpressExpiry milliseconds = new ExpressExpiry.Milliseconds();
    private final ExpressExpiry seconds = new ExpressExpiry.Seconds(true);
    private final ExpressExpiry requiredSeconds = new ExpressExpiry.Seconds(false);

    /** As connect-dynamodb-session 1.1 compares: {@code Date.now() <= data.expires}. */
    private static boolean isAliveByMilliseconds(String expires, long now) {
        return BigDecimal.valueOf(now).compareTo(new BigDecimal(expires)) <= 0;
    }

    /** As connect-dynamodb 3.0 compares: dead if {@code Math.floor(Date.now() / 1000) >= expires}. */
    private static boolean isAliveBySeconds(String expires, long now) {
        return BigDecimal.valueOf(Math.floorDiv(now, 1_000)).compareTo(new BigDecimal(expires)) < 0;
    }

    private static boolean isAlive(ExpressExpiry expiry, String expires, long now) {
        Instant end = end(expiry, new Value.N(expires));
        return end == null || Instant.ofEpochMilli(now).isBefore(end);
    }

    private static @Nullable Instant end(ExpressExpiry expiry, Value value) {
        return Objects.requireNonNull(expiry.read(value)).at();
    }

    @Test
    void whatTheNodeStoresWroteIsJudgedAsTheyJudge() {
        Random random = new Random(23);
        for (int i = 0; i < 20_000; i++) {
            long at = NOW + random.nextInt(5_000);
            long now = NOW + random.nextInt(5_000);
            String inMillis = Long.toString(at);
            String inSeconds = random.nextBoolean()
                    ? Long.toString(at / 1_000)
                    : BigDecimal.valueOf(at, 3).stripTrailingZeros().toPlainString();

            assertThat(isAlive(milliseconds, inMillis, now)).isEqualTo(isAliveByMilliseconds(inMillis, now));
            assertThat(isAlive(seconds, inSeconds, now)).isEqualTo(isAliveBySeconds(inSeconds, now));
        }
        assertThat(isAlive(milliseconds, NOW + ".5", NOW)).isTrue();
        assertThat(isAlive(milliseconds, NOW + ".5", NOW + 1)).isFalse();
    }

    @Test
    void whatJavaWritesEndsForBothAtTheSameTime() {
        Random random = new Random(24);
        for (int i = 0; i < 20_000; i++) {
            Instant end = Instant.ofEpochMilli(NOW + random.nextInt(5_000));
            long now = NOW + random.nextInt(5_000);
            String inMillis = Objects.requireNonNull(milliseconds.of(end)).content();
            String inSeconds = Objects.requireNonNull(seconds.of(end)).content();

            assertThat(isAliveByMilliseconds(inMillis, now))
                    .isEqualTo(isAlive(milliseconds, inMillis, now))
                    .isEqualTo(Instant.ofEpochMilli(now).isBefore(end));
            assertThat(isAliveBySeconds(inSeconds, now)).isEqualTo(isAlive(seconds, inSeconds, now));
            assertThat(end(seconds, new Value.N(inSeconds))).isBetween(end, end.plusMillis(999));
        }
    }

    @Test
    void aSessionWithoutAnEndHasNoneForBoth() {
        Value.N never = milliseconds.of(null);

        assertThat(end(milliseconds, Objects.requireNonNull(never))).isNull();
        assertThat(isAliveByMilliseconds(never.content(), NOW)).isTrue();
        assertThat(milliseconds.read(null)).as("absent, as in the store").isNull();
        assertThat(seconds.of(null)).isNull();
        assertThat(Objects.requireNonNull(seconds.read(null)).at()).isNull();

        Value.N latest = requiredSeconds.of(null);
        assertThat(end(requiredSeconds, Objects.requireNonNull(latest))).isNull();
        assertThat(isAliveBySeconds(latest.content(), NOW)).isTrue();
        assertThat(requiredSeconds.read(null))
                .as("absent, as in dynamodb-store")
                .isNull();
    }

    @Test
    void aNumberThatIsNoTimeIsAnError() {
        for (String number : List.of("-1E+30", "1E+30")) {
            assertThatExceptionOfType(BrokenJsonException.class).isThrownBy(() -> seconds.read(new Value.N(number)));
        }
        assertThatExceptionOfType(BrokenJsonException.class).isThrownBy(() -> milliseconds.read(new Value.N("-1E+30")));
    }
}
