package io.github.dynamodbsession.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.codec.EncodedValue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The immutable values of the storage port. */
class RecordsTest {

    private static final Instant FINE = Instant.parse("2026-01-01T00:00:00.123456789Z");
    private static final Instant CUT = Instant.parse("2026-01-01T00:00:00.123Z");
    private static final Duration TTL = Duration.ofMinutes(30);

    @Test
    void timesAreCutToWholeMilliseconds() {
        assertThat(new SessionTimes(FINE, FINE, TTL.plusNanos(5), FINE))
                .isEqualTo(new SessionTimes(CUT, CUT, TTL, CUT));
        assertThat(new TimesChange(TTL.plusNanos(5), FINE, TTL.plusNanos(5), FINE))
                .isEqualTo(new TimesChange(TTL, CUT, TTL, CUT));
    }

    @Test
    void aSessionIsAbsentFromItsExpiryOn() {
        SessionTimes times = new SessionTimes(CUT, CUT, TTL, CUT.plus(TTL));

        assertThat(times.isExpiredAt(CUT.plus(TTL).minusNanos(1))).isFalse();
        assertThat(times.isExpiredAt(CUT.plus(TTL))).isTrue();
        assertThat(new SessionTimes(CUT, CUT, TTL, null).isExpiredAt(Instant.MAX))
                .isFalse();
    }

    @Test
    void newTimesApplyWhereTheIntervalIsExpectedAndNoLaterAccessIsRecorded() {
        SessionTimes stored = new SessionTimes(CUT, CUT, TTL, CUT.plus(TTL));

        assertThat(change(TTL, CUT).appliesTo(stored)).isTrue();
        assertThat(change(TTL, CUT.plusMillis(1)).appliesTo(stored)).isTrue();
        assertThat(change(TTL, CUT.minusMillis(1)).appliesTo(stored)).isFalse();
        assertThat(change(TTL.plusMillis(1), CUT).appliesTo(stored)).isFalse();
    }

    private static TimesChange change(Duration expected, Instant accessed) {
        return new TimesChange(expected, accessed, TTL, accessed.plus(TTL));
    }

    @Test
    void aRecordSharesNoStateWithWhoeverMadeIt() {
        Map<String, EncodedValue> attributes = new HashMap<>(Map.of("a", EncodedValue.text("1")));
        SessionRecord record = new SessionRecord("id", new SessionTimes(CUT, CUT, TTL, null), attributes, "t");
        attributes.put("b", EncodedValue.text("2"));

        assertThat(record.attributes()).containsOnlyKeys("a");
        assertThatThrownBy(() -> record.attributes().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void changesSetWhatTheySetAndRemoveWhatTheyRemove() {
        SessionRecord record = new SessionRecord(
                "id",
                new SessionTimes(CUT, CUT, TTL, null),
                Map.of("a", EncodedValue.text("1"), "b", EncodedValue.text("2")),
                "t");
        AttributeChanges changes = new AttributeChanges(Map.of("c", EncodedValue.text("3")), Set.of("a", "missing"));

        SessionRecord changed = record.with(changes, WriteHistory.begun("next"));

        assertThat(changed.attributes()).isEqualTo(Map.of("b", EncodedValue.text("2"), "c", EncodedValue.text("3")));
        assertThat(changed.writeToken()).isEqualTo("next");
        assertThat(record.attributes()).containsOnlyKeys("a", "b");
    }

    @Test
    void aNameIsEitherSetOrRemoved() {
        assertThatThrownBy(() -> new AttributeChanges(Map.of("a", EncodedValue.text("s3cret")), Set.of("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a'")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void idsAreOfUnreservedCharactersOnly() {
        assertThat(SessionIds.isValid("azAZ09-._~")).isTrue();
        assertThat(SessionIds.isValid("x".repeat(256))).isTrue();
        for (String bad : new String[] {"", "x".repeat(257), " ", "a:b", "a/b", "é", "a\u0000", "%41", "a+b", "a=b"}) {
            assertThat(SessionIds.isValid(bad)).as(bad).isFalse();
        }
    }
}
