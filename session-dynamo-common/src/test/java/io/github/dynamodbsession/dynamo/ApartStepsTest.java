package io.github.dynamodbsession.dynamo;

import static io.github.dynamodbsession.dynamo.Script.conditionFailed;
import static io.github.dynamodbsession.dynamo.Script.done;
import static io.github.dynamodbsession.dynamo.Script.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.LoadedAttributes;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ApartStepsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final Duration TTL = Duration.ofMinutes(30);
    private static final EncodedValue LARGE = EncodedValue.text("x".repeat(5000));

    private final NativeLayout layout = new NativeLayout("sessions", new Keys("id", "session:"));
    private final LayoutWrite.InPlace create = layout.create(
            new SessionRecord("a", new SessionTimes(NOW, NOW, TTL, NOW.plus(TTL)), Map.of("large", LARGE), "t1"), NOW);
    private final Map<String, Value> head = ((Request.PutItem) create.request()).item();
    private final Map<String, Value> chunk = ((Request.PutItem) create.first().get(0)).item();
    private final SessionRecord session = (SessionRecord) layout.read(head);

    private LoadedAttributes load(Script script) {
        return script.run(TestRetries.apart(layout).load(session, Set.of("large")));
    }

    private static Answer.Items items(List<Map<String, Value>> items, List<Map<String, Value>> unprocessed) {
        return new Answer.Items(items, unprocessed);
    }

    private Map<String, Value> key() {
        return Map.of("id", chunk.get("id"));
    }

    @Test
    void aChunkIsReadEventuallyConsistentAndOnlyOnce() {
        Script script = Script.of(items(List.of(chunk), List.of()));

        assertThat(load(script).values()).isEqualTo(Map.of("large", LARGE));

        assertThat(script.asked()).containsExactly(new Request.BatchGetItem("sessions", List.of(key()), false));
    }

    @Test
    void whatAStaleReadMissesIsReadAgainConsistently() {
        Script script = Script.of(items(List.of(), List.of()), items(List.of(chunk), List.of()));

        assertThat(load(script).values()).isEqualTo(Map.of("large", LARGE));

        assertThat(script.asked().get(1)).isEqualTo(new Request.BatchGetItem("sessions", List.of(key()), true));
    }

    @Test
    void whatIsMissingEvenThenIsUnreadable() {
        assertThat(load(Script.of(items(List.of(), List.of()), items(List.of(), List.of())))
                        .unreadable())
                .containsOnlyKeys("large");
    }

    @Test
    void whatDynamoDbLeftOutIsAskedForAgainBounded() {
        assertThat(load(Script.of(items(List.of(), List.of(key())), items(List.of(chunk), List.of())))
                        .values())
                .containsOnlyKeys("large");
        Script never = Script.of(Stream.generate(() -> (Answer) items(List.of(), List.of(key())))
                .limit(10)
                .toArray(Answer[]::new));
        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(() -> load(never))
                .satisfies(e -> assertThat(e.isRetryable()).isTrue());
    }

    @Test
    void aConflictIsRetriedInReadsAndWritesOfChunks() {
        Script reading = Script.of(error("TransactionConflictException"), items(List.of(chunk), List.of()));
        assertThat(load(reading).values()).containsOnlyKeys("large");
        assertThat(reading.asked()).hasSize(2);

        LayoutWrite.InPlace three = new LayoutWrite.InPlace(
                List.of(
                        create.first().get(0),
                        create.first().get(0),
                        create.first().get(0)),
                create.request());
        Script writing = Script.of(
                error("TransactionConflictException"),
                done(),
                error("TransactionConflictException"),
                done(),
                done(),
                done());
        boolean written = writing.run(TestRetries.apart(layout).write(three, answer -> Step.done(true)));
        assertThat(written).isTrue();
        assertThat(writing.asked()).hasSize(6);
    }

    @Test
    void nothingThatIsReadIsNoCall() {
        assertThat(Script.of().run(TestRetries.apart(layout).load(session, Set.of("other"))))
                .isEqualTo(new LoadedAttributes(Map.of(), Map.of()));
    }

    @Test
    void aChunkIsWrittenBeforeItsHeadAndOneThatIsThereAlreadyIsFine() {
        Script script = Script.of(conditionFailed(chunk), done());

        script.run(TestRetries.apart(layout).write(create, answer -> Step.done(true)));

        assertThat(script.asked()).containsExactly(create.first().get(0), create.request());
    }

    @Test
    void aHeadIsNotWrittenIfAChunkIsNot() {
        Script script = Script.of(error("AccessDeniedException"));

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> script.run(TestRetries.apart(layout).write(create, answer -> Step.done(true))));

        assertThat(script.operations()).containsExactly("PutItem");
    }

    @Test
    void aTouchBeyondTheEndOfTheChunksProlongsThemFirst() {
        Instant later = NOW.plus(Duration.ofDays(3));
        SessionTimes touched = new SessionTimes(NOW, later, TTL, later.plus(TTL));
        Map<String, Value> aliveThen = ((Request.PutItem)
                        layout.create(new SessionRecord("a", touched, Map.of(), "t1"), later)
                                .request())
                .item();
        aliveThen.putAll(Map.of("in.large", head.get("in.large"), "chunksEnd", head.get("chunksEnd")));
        head.forEach((name, value) -> {
            if (name.startsWith("c.")) {
                aliveThen.put(name, value);
            }
        });
        TimesChange touch = new TimesChange(TTL, later, TTL, later.plus(TTL));
        Script script = Script.of(conditionFailed(aliveThen), done(), done(), done());

        boolean done = script.run(new ReadSteps(layout, TestRetries.on(layout), TestRetries.apart(layout), true)
                .touch("a", touch, later));

        assertThat(done).isTrue();
        assertThat(script.operations()).containsOnly("UpdateItem").hasSize(4);
        Request.UpdateItem prolong = (Request.UpdateItem) script.asked().get(1);
        Request.UpdateItem head = (Request.UpdateItem) script.asked().get(2);
        assertThat(prolong.key()).isEqualTo(key());
        assertThat(prolong.expression().names()).containsValues("writtenBy", "expires");
        assertThat(head.expression().names()).containsValues("writeToken", "chunksEnd");
        assertThat(script.asked().get(3)).isEqualTo(script.asked().get(0));
    }
}
