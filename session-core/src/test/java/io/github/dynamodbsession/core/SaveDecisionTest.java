package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.IndexChanges;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.core.storage.WriteHistory;
import io.github.dynamodbsession.core.storage.WriteTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SaveDecisionTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TTL = Duration.ofMinutes(30);
    private static final Duration TOUCH_AFTER = Duration.ofSeconds(10);
    private static final ExpiryPolicy POLICY = new ExpiryPolicy(TOUCH_AFTER, null);
    private static final String STORED_TOKEN = WriteTokens.of(BEGIN, "stored");
    private static final String TOKEN = WriteTokens.of(BEGIN, "next");

    private static final EncodedValue VALUE = EncodedValue.text("value");
    private static final AttributeChanges NONE = AttributeChanges.none();
    private static final AttributeChanges CHANGES =
            new AttributeChanges(Map.of("set", EncodedValue.text("new")), Set.of("removed"));

    private static final SessionTimes TIMES =
            new SessionTimes(BEGIN, BEGIN, TTL, BEGIN.plus(TTL).plus(TOUCH_AFTER));
    private static final SessionRecord STORED =
            new SessionRecord("id", TIMES, Map.of("kept", VALUE, "removed", VALUE), STORED_TOKEN);

    @Test
    void aSessionThatIsNotStoredIsCreatedWithAllItHas() {
        Instant now = BEGIN.plusSeconds(3);

        SaveDecision decision = decide("id", null, null, false, CHANGES, now);

        Change.Create create = (Change.Create) change(decision, OperationEvent.Decision.CREATE);
        assertThat(create.session())
                .isEqualTo(new SessionRecord(
                        "id",
                        new SessionTimes(BEGIN, now, TTL, now.plus(TTL).plus(TOUCH_AFTER)),
                        Map.of("set", EncodedValue.text("new")),
                        TOKEN));
    }

    @Test
    void aSessionIsCreatedThoughNothingIsInIt() {
        assertThat(decide("id", null, null, false, NONE, BEGIN).kind()).isEqualTo(OperationEvent.Decision.CREATE);
    }

    @Test
    void aSessionIsCreatedWithTheIntervalThatWasSet() {
        SaveDecision decision = decide("id", null, Duration.ofHours(5), false, NONE, BEGIN);

        Change.Create create = (Change.Create) change(decision, OperationEvent.Decision.CREATE);
        assertThat(create.session().times())
                .isEqualTo(new SessionTimes(
                        BEGIN,
                        BEGIN,
                        Duration.ofHours(5),
                        BEGIN.plus(Duration.ofHours(5)).plus(TOUCH_AFTER)));
    }

    @Test
    void whatWasChangedIsAllThatIsWritten() {
        SaveDecision decision = decide("id", STORED, null, false, CHANGES, BEGIN.plusSeconds(3));

        assertThat(change(decision, OperationEvent.Decision.CHANGE)).isEqualTo(update(CHANGES, null));
    }

    @Test
    void aChangeCarriesTheTouchThatIsDue() {
        Instant now = BEGIN.plus(TOUCH_AFTER);

        SaveDecision decision = decide("id", STORED, null, false, CHANGES, now);

        assertThat(change(decision, OperationEvent.Decision.CHANGE)).isEqualTo(update(CHANGES, touch(now)));
    }

    /** An attempt of an earlier update may still arrive: it is refused from this write on, be there nothing else to write. */
    @Test
    void anUpdateTakesThePlaceOfEarlierOnesThatMayStillArrive() {
        String open = WriteTokens.of(BEGIN, "failed");
        String forgotten = WriteTokens.of(BEGIN.minusSeconds(60), "old");
        SessionRecord stored = new SessionRecord(
                "id",
                TIMES,
                Map.of(),
                Map.of(),
                WriteHistory.of(STORED_TOKEN, Set.of(STORED_TOKEN), WriteTokens.of(BEGIN.minusSeconds(30), "z")));

        SaveDecision decision =
                SaveDecision.decide(after(stored, Set.of(open, STORED_TOKEN, forgotten)), POLICY, BEGIN, TOKEN);

        Change.Update update = (Change.Update) change(decision, OperationEvent.Decision.CHANGE);
        assertThat(update.superseded()).containsExactly(open);
        assertThat(update.attributes()).isEqualTo(NONE);
        assertThat(update.appliedTo(stored).history().knows(open)).isTrue();
        assertThat(SaveDecision.decide(after(stored, Set.of(STORED_TOKEN)), POLICY, BEGIN, TOKEN)
                        .kind())
                .as("which is stored already")
                .isEqualTo(OperationEvent.Decision.NOTHING);
    }

    private static SaveDecision.Situation after(SessionRecord stored, Set<String> superseded) {
        return new SaveDecision.Situation(
                "id", stored, TIMES, null, null, true, NONE, IndexChanges.none(), superseded, false);
    }

    @Test
    void anotherIntervalIsAChange() {
        Instant now = BEGIN.plusSeconds(3);
        Duration interval = Duration.ofMinutes(5);

        SaveDecision decision = decide("id", STORED, interval, false, NONE, now);

        TimesChange times =
                new TimesChange(TTL, now, interval, now.plus(interval).plus(TOUCH_AFTER));
        assertThat(change(decision, OperationEvent.Decision.CHANGE)).isEqualTo(update(NONE, times));
    }

    @Test
    void theIntervalThatIsThereAlreadyIsNone() {
        assertThat(decide("id", STORED, TTL, false, NONE, BEGIN.plusSeconds(3)).kind())
                .isEqualTo(OperationEvent.Decision.NOTHING);
    }

    @Test
    void anotherIdIsARenameOfAllThereIs() {
        Instant now = BEGIN.plusSeconds(3);

        SaveDecision decision = decide("other", STORED, null, false, CHANGES, now);

        SessionRecord moved = new SessionRecord(
                "other",
                new SessionTimes(BEGIN, now, TTL, now.plus(TTL).plus(TOUCH_AFTER)),
                Map.of("kept", VALUE, "set", EncodedValue.text("new")),
                Map.of(),
                WriteHistory.of(TOKEN, List.of(STORED_TOKEN, TOKEN), null));
        assertThat(change(decision, OperationEvent.Decision.RENAME))
                .isEqualTo(new Change.Rename("id", STORED_TOKEN, moved));
    }

    @Test
    void aChangeForgetsWritesThatAreLongAgoAndAnIdChangeNone() {
        Instant now = BEGIN.plusSeconds(60);

        Change.Update update =
                (Change.Update) change(decide("id", STORED, null, true, CHANGES, now), OperationEvent.Decision.CHANGE);
        assertThat(update.forgotten()).containsExactly(STORED_TOKEN);
        Change.Rename rename =
                (Change.Rename) change(decide("other", STORED, null, true, NONE, now), OperationEvent.Decision.RENAME);
        assertThat(rename.session().history()).isEqualTo(WriteHistory.of(TOKEN, List.of(STORED_TOKEN, TOKEN), null));
    }

    @Test
    void aRenameNeedsNoOtherChange() {
        assertThat(decide("other", STORED, null, true, NONE, BEGIN).kind()).isEqualTo(OperationEvent.Decision.RENAME);
    }

    @Test
    void anAccessIsWrittenWhenItIsDue() {
        Instant now = BEGIN.plus(TOUCH_AFTER);

        assertThat(decide("id", STORED, null, false, NONE, now)).isEqualTo(new SaveDecision.Touch("id", touch(now)));
    }

    @Test
    void nothingIsWrittenBefore() {
        assertThat(decide(
                        "id", STORED, null, false, NONE, BEGIN.plus(TOUCH_AFTER).minusMillis(1)))
                .isEqualTo(new SaveDecision.Nothing());
    }

    @Test
    void withoutAThrottleOneAccessIsWrittenOnce() {
        ExpiryPolicy always = new ExpiryPolicy(Duration.ZERO, null);

        assertThat(SaveDecision.decide(situation("id", STORED, null, false, NONE), always, BEGIN, TOKEN)
                        .kind())
                .isEqualTo(OperationEvent.Decision.TOUCH);
        assertThat(SaveDecision.decide(situation("id", STORED, null, true, NONE), always, BEGIN.plusSeconds(1), TOKEN)
                        .kind())
                .isEqualTo(OperationEvent.Decision.NOTHING);
    }

    @Test
    void nothingThatIsPrintedShowsAnIdOrAValue() {
        for (Object decision : new Object[] {
            decide("s3cret", null, null, false, CHANGES, BEGIN),
            decide("s3cret", STORED, null, false, CHANGES, BEGIN),
            decide("id", STORED.withId("s3cret"), null, false, CHANGES, BEGIN),
            decide("s3cret", STORED.withId("s3cret"), null, false, NONE, BEGIN.plusSeconds(100)),
            situation("s3cret", STORED.withId("s3cret"), null, false, CHANGES)
        }) {
            assertThat(decision.toString()).doesNotContain("s3cret").doesNotContain("value");
        }
    }

    private static TimesChange touch(Instant now) {
        return new TimesChange(TTL, now, TTL, now.plus(TTL).plus(TOUCH_AFTER));
    }

    private static Change change(SaveDecision decision, OperationEvent.Decision kind) {
        assertThat(decision.kind()).isEqualTo(kind);
        return ((SaveDecision.Write) decision).change();
    }

    /** What decides without looking at the attributes must decide the same. */
    @Test
    void aSessionThatWasOnlyReadIsLeftAloneExactlyWhenTheDecisionIsToDoNothing() {
        Duration lifetime = Duration.ofMinutes(20);
        int nothing = 0;
        for (ExpiryPolicy policy : List.of(POLICY, new ExpiryPolicy(TOUCH_AFTER, lifetime))) {
            for (Duration interval : List.of(TTL, Duration.ofSeconds(30), Duration.ZERO)) {
                for (int seconds : List.of(-5, 0, 2, 3, 9, 10, 11, 1_199, 1_200, 1_799)) {
                    Instant now = BEGIN.plusSeconds(seconds);
                    Instant accessed = seconds > 11 ? now.minusSeconds(1) : BEGIN;
                    SessionTimes times = policy.begin(accessed, interval);
                    SessionRecord stored =
                            STORED.withTimes(new SessionTimes(BEGIN, accessed, interval, times.expiresAt()));
                    SaveDecision decision =
                            SaveDecision.decide(situation("id", stored, null, false, NONE), policy, now, TOKEN);
                    boolean isOver = policy.absoluteLifetime() != null && seconds >= lifetime.toSeconds();

                    boolean isNothing = SaveDecision.isNothing(stored.times(), policy, now);

                    assertThat(isNothing)
                            .as("%s, %s, %d s", policy, interval, seconds)
                            .isEqualTo(decision instanceof SaveDecision.Nothing && !isOver);
                    nothing += isNothing ? 1 : 0;
                }
            }
        }
        assertThat(nothing).isBetween(10, 50);
    }

    private static SaveDecision decide(
            String id,
            @Nullable SessionRecord stored,
            @Nullable Duration interval,
            boolean accessRecorded,
            AttributeChanges changes,
            Instant now) {
        return SaveDecision.decide(situation(id, stored, interval, accessRecorded, changes), POLICY, now, TOKEN);
    }

    private static SaveDecision.Situation situation(
            String id,
            @Nullable SessionRecord stored,
            @Nullable Duration interval,
            boolean accessRecorded,
            AttributeChanges changes) {
        return new SaveDecision.Situation(
                id, stored, TIMES, null, interval, accessRecorded, changes, IndexChanges.none(), Set.of(), false);
    }

    private static Change.Update update(AttributeChanges changes, @Nullable TimesChange times) {
        return new Change.Update(
                "id", changes, IndexChanges.none(), times, TOKEN, Collections.emptyNavigableSet(), Set.of(), STORED);
    }
}
