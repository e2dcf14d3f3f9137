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
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.IndexChanges;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.Tombstone;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PutStepsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final SessionTimes TIMES =
            new SessionTimes(NOW, NOW, Duration.ofMinutes(30), NOW.plus(Duration.ofMinutes(30)));

    private final NativeLayout layout = new NativeLayout("sessions", new Keys("id", "session:"));
    private final PutSteps steps = new PutSteps(layout, TestRetries.on(layout), TestRetries.apart(layout));

    /** Over a layout that moves nothing to chunks. */
    private static PutResult putWhole(Change change, Script script) {
        NativeLayout whole = new NativeLayout(
                "sessions", new Keys("id", "session:"), new ItemBounds(400 * 1024, ItemBounds.DEFAULT_MAX_CHUNK));
        return script.run(new PutSteps(whole, TestRetries.on(whole), TestRetries.apart(whole)).put(change, NOW));
    }

    private static SessionRecord session(String id, String token) {
        return new SessionRecord(id, TIMES, Map.of("user", EncodedValue.text("\"ann\"")), token);
    }

    private Map<String, Value> stored(String id, String token) {
        return layout.item(session(id, token));
    }

    private Map<String, Value> expired(String id, String token) {
        return layout.item(session(id, token).withTimes(new SessionTimes(NOW, NOW, Duration.ofMillis(1), NOW)));
    }

    private PutResult put(Change change, Script script) {
        return script.run(steps.put(change, NOW));
    }

    private String clientRequestToken(Change.Rename rename) {
        return ((Request.TransactWriteItems) layout.rename(rename, NOW).request()).clientRequestToken();
    }

    private static Change.Update update(String token, int sets) {
        Map<String, EncodedValue> values = new HashMap<>();
        for (int i = 0; i < sets; i++) {
            values.put("name" + i, EncodedValue.text("value"));
        }
        return new Change.Update("a", new AttributeChanges(values, Set.of("old")), null, token);
    }

    @Test
    void aCreateIsOneConditionalPut() {
        Script script = Script.of(done());

        assertThat(put(new Change.Create(session("a", "t1")), script)).isEqualTo(PutResult.applied());

        Request.PutItem request = (Request.PutItem) script.asked().get(0);
        assertThat(request.expression().condition()).isEqualTo("(attribute_not_exists(#0) OR #1<=:0 AND #2<:1)");
        assertThat(request.expression().names())
                .containsEntry("#0", "id")
                .containsEntry("#1", "expiresAt")
                .containsEntry("#2", "createdAt");
        assertThat(request.expression().values()).containsEntry(":0", Value.N.of(NOW.toEpochMilli()));
    }

    @Test
    void aCreateThatFindsItsOwnTokenHadLostItsAnswer() {
        Change.Create create = new Change.Create(session("a", "t1"));

        assertThat(put(create, Script.of(conditionFailed(stored("a", "t1"))))).isEqualTo(PutResult.applied());
        assertThat(put(create, Script.of(conditionFailed(stored("a", "t2"))))).isEqualTo(PutResult.idTaken());
    }

    @Test
    void aConflictIsAskedAgainWithTheIdenticalRequest() {
        Script script = Script.of(error("TransactionConflictException"), error("TransactionConflictException"), done());

        assertThat(put(update("t2", 1), script)).isEqualTo(PutResult.applied());

        assertThat(script.asked()).hasSize(3);
        assertThat(script.asked()).allSatisfy(request -> assertThat(request)
                .isSameAs(script.asked().get(0)));
    }

    @Test
    void conflictsThatDoNotEndAreSaidToBeRetryable() {
        Script script = Script.of(Stream.generate(() -> error("TransactionConflictException"))
                .limit(10)
                .toArray(io.github.dynamodbsession.dynamo.call.Answer[]::new));

        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(() -> put(update("t2", 1), script))
                .satisfies(e -> assertThat(e.isRetryable()).isTrue());
        assertThat(script.asked()).hasSize(10);
    }

    @Test
    void anUpdateNamesSingleAttributesAndAsksForALivingSession() {
        Script script = Script.of(done());

        put(update("t2", 1), script);

        Request.UpdateItem request = (Request.UpdateItem) script.asked().get(0);
        assertThat(request.expression().condition())
                .isEqualTo("attribute_exists(#1) AND (attribute_not_exists(#0) OR #0>:0)"
                        + " AND attribute_not_exists(#2) AND (attribute_not_exists(#3) OR #3<:1)");
        assertThat(request.expression().update()).isEqualTo("SET #4.#5=:2,#8=:3,#2=:4 REMOVE #4.#6,#7");
        assertThat(request.expression().names())
                .containsEntry("#1", "createdAt")
                .containsEntry("#2", "w.t2")
                .containsEntry("#3", "forgottenWrite")
                .containsEntry("#4", "attributes")
                .containsEntry("#5", "name0")
                .containsEntry("#6", "old")
                .containsEntry("#7", "in.old")
                .containsEntry("#8", "writeToken");
        assertThat(request.expression().values()).containsEntry(":1", new Value.S("t2"));
    }

    @Test
    void anUpdateForgetsEarlierWritesIfNobodyForgotMore() {
        Script script = Script.of(done());
        Change.Update update = new Change.Update(
                "a",
                AttributeChanges.none(),
                IndexChanges.none(),
                null,
                "t3",
                new TreeSet<>(Set.of("t1", "t2")),
                Set.of(),
                null);

        assertThat(put(update, script)).isEqualTo(PutResult.applied());

        Request.UpdateItem request = (Request.UpdateItem) script.asked().get(0);
        assertThat(request.expression().condition())
                .endsWith("AND (attribute_not_exists(#3) OR #3<:1) AND (attribute_not_exists(#3) OR #3<=:2)");
        assertThat(request.expression().values()).containsEntry(":2", new Value.S("t2"));
        assertThat(request.expression().update()).isEqualTo("SET #4=:3,#2=:4,#3=:5 REMOVE #5,#6");
        assertThat(request.expression().names()).containsEntry("#5", "w.t1").containsEntry("#6", "w.t2");
    }

    /** One more call, so that the touch of somebody else that is still on its way cannot make it untrue. */
    @Test
    void beforeASaverIsToldOfAnExpiryItIsMadeTrueForGood() {
        Script script = Script.of(conditionFailed(expired("a", "t1")), done());

        assertThat(put(update("t2", 1), script)).isEqualTo(PutResult.gone());

        Request.UpdateItem request = (Request.UpdateItem) script.asked().get(1);
        assertThat(request.expression().condition()).isEqualTo("attribute_exists(#1) AND #0=:0");
        assertThat(request.expression().update()).isEqualTo("SET #0=:1");
        assertThat(request.expression().values())
                .containsEntry(":0", Value.N.of(NOW.toEpochMilli()))
                .containsEntry(":1", Value.N.of(NOW.minus(Tombstone.MAX_DELAY).toEpochMilli()));
    }

    @Test
    void aRefusedUpdateTellsByTheOldItemWhy() {
        assertThat(put(update("t2", 1), Script.of(conditionFailed(null)))).isEqualTo(PutResult.gone());
        assertThat(put(update("t2", 1), Script.of(conditionFailed(expired("a", "t1")), done())))
                .isEqualTo(PutResult.gone());
        assertThat(put(update("t2", 1), Script.of(conditionFailed(stored("a", "t1")))))
                .isEqualTo(PutResult.stale(session("a", "t1")));
        assertThat(put(update("t2", 1), Script.of(conditionFailed(stored("a", "t2")))))
                .isEqualTo(PutResult.applied());
    }

    @Test
    void tooManyChangesForOneExpressionReplaceTheMapIfNobodyWroteSince() {
        Script script = Script.of(item(stored("a", "t1")), conditionFailed(stored("a", "t5")), done());

        assertThat(putWhole(update("t2", 2_000), script)).isEqualTo(PutResult.applied());

        assertThat(script.operations()).containsExactly("GetItem", "PutItem", "PutItem");
        Request.PutItem first = (Request.PutItem) script.asked().get(1);
        Request.PutItem second = (Request.PutItem) script.asked().get(2);
        assertThat(first.expression().values()).containsValue(new Value.S("t1"));
        assertThat(second.expression().values()).containsValue(new Value.S("t5"));
        assertThat(first.expression().names()).containsValues("lastAccessedAt", "maxInactiveInterval", "expiresAt");
    }

    @Test
    void aReplacementRecognisesItsOwnTokenAndAnEndedSession() {
        assertThat(putWhole(
                        update("t2", 2_000), Script.of(item(stored("a", "t1")), conditionFailed(stored("a", "t2")))))
                .isEqualTo(PutResult.applied());
        assertThat(putWhole(update("t2", 2_000), Script.of(item(stored("a", "t1")), conditionFailed(null))))
                .isEqualTo(PutResult.gone());
        assertThat(put(update("t2", 2_000), Script.of(done()))).isEqualTo(PutResult.gone());
    }

    @Test
    void everyExpressionFitsIntoWhatDynamoDbTakes() {
        for (int sets = 1; sets < 600; sets++) {
            Change.Update update = update("t2", sets);
            if (layout.update(update, NOW) instanceof LayoutWrite.InPlace inPlace) {
                assertThat(((Request.UpdateItem) inPlace.request()).expression().update())
                        .hasSizeLessThanOrEqualTo(4096);
            }
        }
    }

    @Test
    void assignmentsAreNoOperatorsOfWhichThereCanBe300() {
        Script script = Script.of(done());

        assertThat(put(update("t2", 320), script)).isEqualTo(PutResult.applied());

        assertThat(script.operations()).containsExactly("UpdateItem");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Invalid UpdateExpression: The expression contains too many operators; operator count: 301",
                "Invalid UpdateExpression: Expression size has exceeded the maximum allowed size; expression size: 4097"
            })
    void anUpdateThatIsRefusedForItsSizeReplacesTheMap(String message) {
        Script script = Script.of(error("ValidationException", message, null), item(stored("a", "t1")), done());

        assertThat(put(update("t2", 10), script)).isEqualTo(PutResult.applied());

        assertThat(script.operations()).containsExactly("UpdateItem", "GetItem", "PutItem");
    }

    @Test
    void anUpdateThatIsRefusedForSomethingElseFails() {
        Script script = Script.of(error("ValidationException", "Invalid UpdateExpression: Syntax error", null));

        assertThatExceptionOfType(SessionStorageException.class).isThrownBy(() -> put(update("t2", 10), script));
    }

    @Test
    void aRenameIsOneTransactionUnderItsOwnClientToken() {
        Script script = Script.of(done());

        assertThat(put(new Change.Rename("a", "t1", session("b", "t2")), script))
                .isEqualTo(PutResult.applied());

        Request.TransactWriteItems request =
                (Request.TransactWriteItems) script.asked().get(0);
        assertThat(request.clientRequestToken()).hasSize(36);
        assertThat(clientRequestToken(new Change.Rename("a", "t1", session("b", "t2"))))
                .isEqualTo(request.clientRequestToken());
        assertThat(clientRequestToken(new Change.Rename("a", "t1", session("c", "t2"))))
                .isNotEqualTo(request.clientRequestToken());
        assertThat(request.writes()).hasSize(2);
        Request.PutItem left = (Request.PutItem) request.writes().get(0);
        assertThat(layout.read(left.item())).isEqualTo(new Change.Rename("a", "t1", session("b", "t2")).tombstone(NOW));
        assertThat(left.expression().condition())
                .isEqualTo("attribute_exists(#1) AND (attribute_not_exists(#0) OR #0>:0) AND #2=:1 AND #3<=:2");
        assertThat(left.expression().names()).containsEntry("#3", "lastAccessedAt");
        assertThat(left.expression().values()).containsEntry(":1", new Value.S("t1"));
    }

    @Test
    void aRefusedRenameTellsByTheOldItemsWhy() {
        Change.Rename rename = new Change.Rename("a", "t1", session("b", "t2"));
        String failed = "ConditionalCheckFailed";

        assertThat(put(rename, Script.of(canceled(reason(failed, null), reason("None", null)))))
                .isEqualTo(PutResult.gone());
        assertThat(put(rename, Script.of(canceled(reason(failed, expired("a", "t1")), reason("None", null)), done())))
                .isEqualTo(PutResult.gone());
        assertThat(put(rename, Script.of(canceled(reason(failed, stored("a", "t9")), reason("None", null)))))
                .isEqualTo(PutResult.stale(session("a", "t9")));
        assertThat(put(rename, Script.of(canceled(reason("None", null), reason(failed, stored("b", "t7"))))))
                .isEqualTo(PutResult.idTaken());
        assertThat(put(rename, Script.of(canceled(reason(failed, null), reason(failed, stored("b", "t2"))))))
                .isEqualTo(PutResult.applied());
    }

    @Test
    void aRenameThatMeetsAConflictOrAThrottleIsAskedAgain() {
        Script script = Script.of(
                canceled(reason("TransactionConflict", null), reason("None", null)),
                canceled(reason("None", null), reason("ThrottlingError", null)),
                error("TransactionInProgressException"),
                done());

        assertThat(put(new Change.Rename("a", "t1", session("b", "t2")), script))
                .isEqualTo(PutResult.applied());
        assertThat(script.asked()).hasSize(4);
    }

    @Test
    void tooLargeIsSaidWithSizesAndNames() {
        SessionRecord large = new SessionRecord(
                "a",
                TIMES,
                Map.of("small", EncodedValue.text("x"), "large", EncodedValue.binary(new byte[5_000_000])),
                "t1");

        assertThatExceptionOfType(SessionTooLargeException.class)
                .isThrownBy(() -> put(new Change.Create(large), Script.of()))
                .satisfies(e -> {
                    assertThat(e.limit()).isEqualTo(4 * 1024 * 1024);
                    assertThat(e.size()).isGreaterThan(5_000_000).isLessThan(5_003_000);
                    assertThat(e.largestAttributes().keySet()).containsExactly("large", "small");
                    assertThat(e).hasMessageContaining("'large' 5000006");
                });
    }

    @Test
    void aHeadThatIsTooLargeByItsNamesIsSaidToBe() {
        Map<String, EncodedValue> names = new HashMap<>();
        for (int i = 0; i < 30_000; i++) {
            names.put("attribute" + i, EncodedValue.text("x"));
        }

        assertThatExceptionOfType(SessionTooLargeException.class)
                .isThrownBy(() -> put(new Change.Create(new SessionRecord("a", TIMES, names, "t1")), Script.of()))
                .satisfies(e -> {
                    assertThat(e.limit()).isEqualTo(400 * 1024);
                    assertThat(e.size()).isGreaterThan(400 * 1024);
                });
    }

    /** To make the head smaller is no reason to fail, nor to go on for long. */
    @Test
    void aHeadThatOthersKeepChangingIsNotMadeSmaller() {
        Map<String, EncodedValue> notes = new HashMap<>();
        for (int i = 0; i < 9; i++) {
            notes.put("note" + i, EncodedValue.text("x".repeat(90)));
        }
        SessionRecord known = new SessionRecord("a", TIMES, notes, "t1");
        Map<String, Value> head = layout.item(known);
        Change.Update update = new Change.Update(
                "a",
                new AttributeChanges(Map.of("another", EncodedValue.text("y".repeat(90))), Set.of()),
                IndexChanges.none(),
                null,
                "t9",
                new TreeSet<>(),
                Set.of(),
                known);

        Script quiet = Script.of(item(head), done(), done());
        assertThat(put(update, quiet)).isEqualTo(PutResult.applied());
        assertThat(quiet.operations()).containsExactly("GetItem", "PutItem", "PutItem");

        Script busy = Script.of(item(head), done(), conditionFailed(head), done(), conditionFailed(head), done());
        assertThat(put(update, busy)).isEqualTo(PutResult.applied());
        assertThat(busy.operations())
                .containsExactly("GetItem", "PutItem", "PutItem", "PutItem", "PutItem", "UpdateItem");
    }
}
