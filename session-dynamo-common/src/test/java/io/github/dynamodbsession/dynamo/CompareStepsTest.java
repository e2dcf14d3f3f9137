package io.github.dynamodbsession.dynamo;

import static io.github.dynamodbsession.dynamo.Script.canceled;
import static io.github.dynamodbsession.dynamo.Script.conditionFailed;
import static io.github.dynamodbsession.dynamo.Script.done;
import static io.github.dynamodbsession.dynamo.Script.error;
import static io.github.dynamodbsession.dynamo.Script.item;
import static io.github.dynamodbsession.dynamo.Script.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A layout whose sessions are documents: read, apply the change, and write if the document is still that one. */
class CompareStepsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final Duration INTERVAL = Duration.ofMinutes(30);
    private static final SessionTimes TIMES = new SessionTimes(NOW, NOW, INTERVAL, NOW.plus(INTERVAL));

    private final TableLayout document = new DocumentLayout("sessions", new Keys("id", "doc:"));
    private final TableLayout nativeLayout = new NativeLayout("sessions", new Keys("id", "session:"));

    private static SessionRecord session(String id, String token, String... names) {
        Map<String, EncodedValue> attributes = new HashMap<>();
        for (String name : names) {
            attributes.put(name, EncodedValue.text(name));
        }
        return new SessionRecord(id, TIMES, attributes, token);
    }

    private static Map<String, Value> stored(TableLayout layout, SessionRecord session) {
        return ((Request.PutItem) layout.create(session, NOW).request()).item();
    }

    private static Change.Update update(String token, String name) {
        return new Change.Update(
                "a", new AttributeChanges(Map.of(name, EncodedValue.text(name)), Set.of()), null, token);
    }

    private static PutSteps put(TableLayout layout) {
        return new PutSteps(layout, TestRetries.on(layout), TestRetries.apart(layout));
    }

    private static ReadSteps read(TableLayout layout) {
        return new ReadSteps(layout, TestRetries.on(layout), TestRetries.apart(layout), true);
    }

    @Test
    void aChangeIsAppliedToTheDocumentAndComparedWithIt() {
        Script script = Script.of(item(stored(document, session("a", "t1", "x"))), done());

        assertThat(script.run(put(document).put(update("t2", "y"), NOW))).isEqualTo(PutResult.applied());

        assertThat(script.operations()).containsExactly("GetItem", "PutItem");
        Request.PutItem write = (Request.PutItem) script.asked().get(1);
        SessionRecord next = (SessionRecord) document.read(write.item());
        assertThat(next.attributes()).containsOnlyKeys("x", "y");
        assertThat(next.writeToken()).isEqualTo("t2");
        assertThat(write.expression().values())
                .containsValue(stored(document, session("a", "t1", "x")).get("document"));
    }

    /** Nothing that another writer wrote is lost. Meanwhile there may be a newer one than the refusal brought. */
    @Test
    void aConflictIsRetriedOnTheNewestDocument() {
        Script script = Script.of(
                item(stored(document, session("a", "t1", "x"))),
                conditionFailed(stored(document, session("a", "t3", "x", "z"))),
                item(stored(document, session("a", "t4", "x", "z", "w"))),
                done());

        assertThat(script.run(put(document).put(update("t2", "y"), NOW))).isEqualTo(PutResult.applied());

        assertThat(script.operations()).containsExactly("GetItem", "PutItem", "GetItem", "PutItem");
        SessionRecord next =
                (SessionRecord) document.read(((Request.PutItem) script.asked().get(3)).item());
        assertThat(next.attributes()).containsOnlyKeys("w", "x", "y", "z");
    }

    @Test
    void aConflictWithALogoutOrWithItsOwnEarlierAttemptIsNotRetried() {
        assertThat(Script.of(item(stored(document, session("a", "t1"))), conditionFailed(null))
                        .run(put(document).put(update("t2", "y"), NOW)))
                .isEqualTo(PutResult.gone());
        assertThat(Script.of(
                                item(stored(document, session("a", "t1"))),
                                conditionFailed(stored(document, session("a", "t2", "y"))))
                        .run(put(document).put(update("t2", "y"), NOW)))
                .isEqualTo(PutResult.applied());
    }

    @Test
    void writersOfADocumentPauseBeforeTheyRetryAndOthersDoNot() {
        List<Duration> pauses = pauses(document);
        assertThat(pauses).hasSize(2 * CompareSteps.MAX_ATTEMPTS + 1);
        for (int i = 1; i <= CompareSteps.MAX_ATTEMPTS; i++) {
            assertThat(pauses.get(2 * i - 1)).as("before a write").isZero();
            assertThat(pauses.get(2 * i)).as("before another read").isPositive();
        }
        assertThat(pauses(nativeLayout)).hasSize(CompareSteps.MAX_ATTEMPTS + 1).containsOnly(Duration.ZERO);
    }

    /** Until the attempts are over: every write meets another writer. */
    private static List<Duration> pauses(TableLayout layout) {
        List<Duration> pauses = new ArrayList<>();
        Step<Request, Answer, PutResult> step = put(layout).put(manyChanges("t2"), NOW);
        int writer = 0;
        try {
            while (step instanceof Step.Call<Request, Answer, PutResult> call) {
                pauses.add(call.delay());
                Map<String, Value> newer = stored(layout, session("a", "other-" + writer++));
                step = call.next()
                        .apply(call.request() instanceof Request.GetItem ? item(newer) : conditionFailed(newer));
            }
        } catch (SessionStorageException e) {
            assertThat(e).hasMessageContaining("20 times in a row");
            assertThat(e.isRetryable()).isTrue();
        }
        return pauses;
    }

    private static Change.Update manyChanges(String token) {
        Map<String, EncodedValue> set = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            set.put("name" + i, EncodedValue.text("value"));
        }
        return new Change.Update("a", new AttributeChanges(set, Set.of()), null, token);
    }

    @Test
    void aChangeThatWasWrittenBeforeOrHasNoSessionIsNotWritten() {
        assertThat(Script.of(item(stored(document, session("a", "t2"))))
                        .run(put(document).put(update("t2", "y"), NOW)))
                .isEqualTo(PutResult.applied());
        assertThat(Script.of(done()).run(put(document).put(update("t2", "y"), NOW)))
                .isEqualTo(PutResult.gone());
    }

    @Test
    void aTouchOfADocumentKeepsItsContent() {
        TimesChange times = new TimesChange(
                INTERVAL, NOW.plusSeconds(9), INTERVAL, NOW.plusSeconds(9).plus(INTERVAL));
        Script script = Script.of(
                item(stored(document, session("a", "t1", "x"))),
                conditionFailed(stored(document, session("a", "t3", "x", "z"))),
                item(stored(document, session("a", "t3", "x", "z"))),
                done());

        assertThat(script.run(read(document).touch("a", times, NOW))).isTrue();

        SessionRecord next =
                (SessionRecord) document.read(((Request.PutItem) script.asked().get(3)).item());
        assertThat(next.attributes()).containsOnlyKeys("x", "z");
        assertThat(next.writeToken()).isEqualTo("t3");
        assertThat(next.times().lastAccessedAt()).isEqualTo(NOW.plusSeconds(9));
    }

    @Test
    void aTouchThatDoesNotApplyWritesNothing() {
        TimesChange older = new TimesChange(
                INTERVAL, NOW.minusSeconds(9), INTERVAL, NOW.minusSeconds(9).plus(INTERVAL));
        TimesChange another = new TimesChange(Duration.ofMinutes(1), NOW, Duration.ofMinutes(2), null);

        assertThat(Script.of(item(stored(document, session("a", "t1"))))
                        .run(read(document).touch("a", older, NOW)))
                .as("a later access is stored")
                .isTrue();
        assertThat(Script.of(item(stored(document, session("a", "t1"))))
                        .run(read(document).touch("a", another, NOW)))
                .isFalse();
    }

    @Test
    void anIdChangeOfADocumentComparesWithAllOfIt() {
        Change.Rename rename = new Change.Rename("a", "t1", session("b", "t2", "x"));
        Map<String, Value> seen = stored(document, session("a", "t1", "x"));
        Script script = Script.of(item(seen), done());

        assertThat(script.run(put(document).put(rename, NOW))).isEqualTo(PutResult.applied());

        Request.TransactWriteItems write =
                (Request.TransactWriteItems) script.asked().get(1);
        assertThat(((Request.PutItem) write.writes().get(0)).expression().values())
                .containsValue(seen.get("document"));
    }

    /** The caller decides it again, by the newer content. */
    @Test
    void anIdChangeOfADocumentThatOthersChangedIsStale() {
        Change.Rename rename = new Change.Rename("a", "t1", session("b", "t2", "x"));
        SessionRecord newer = session("a", "t3", "x", "z");

        assertThat(Script.of(item(stored(document, newer))).run(put(document).put(rename, NOW)))
                .isEqualTo(PutResult.stale(newer));
        assertThat(Script.of(
                                item(stored(document, session("a", "t1", "x"))),
                                canceled(
                                        reason("ConditionalCheckFailed", stored(document, newer)),
                                        reason("None", null)))
                        .run(put(document).put(rename, NOW)))
                .isEqualTo(PutResult.stale(newer));
    }

    @Test
    void aWriteThatFailsForAnotherReasonFails() {
        Answer there = item(stored(document, session("a", "t1", "x")));
        String tooLarge = "Item size has exceeded the maximum allowed size";

        assertThatExceptionOfType(SessionTooLargeException.class)
                .isThrownBy(() -> Script.of(there, error("ValidationException", tooLarge, null))
                        .run(put(document).put(update("t2", "y"), NOW)))
                .satisfies(e -> assertThat(e.largestAttributes()).containsOnlyKeys("x", "y"));
        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(() -> Script.of(there, error("AccessDeniedException"))
                        .run(read(document).touch("a", new TimesChange(INTERVAL, NOW, INTERVAL, null), NOW)));
    }
}
