package io.github.dynamodbsession.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Failure.Origin;
import io.github.dynamodbsession.dynamo.call.Reply;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Round;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** When a call is sent again, and how; blocking or not. */
class CallRetriesTest {

    private static final Request REQUEST = new Request.DescribeTable("sessions");
    private static final Duration CALL = Duration.ofSeconds(9);
    private static final Duration ATTEMPT = Duration.ofSeconds(3);
    private static final Reply DONE = Reply.of(new Answer.Done());

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final List<Round> sent = new ArrayList<>();
    private final CallRetries resending =
            new CallRetries(CALL, new Round(ATTEMPT, ATTEMPT, false), null, () -> 0, nanos::get);

    private static Reply failed(Failure failure) {
        return Reply.of(new Answer.Failed(failure));
    }

    private static Failure throttled(int attempts) {
        return Failure.ofService(
                "ThrottlingException", "id", 400, "", null, List.of(), attempts, new RuntimeException("of the SDK"));
    }

    private static Failure without(Origin origin, int attempts) {
        return Failure.withoutAnswer(origin, attempts, new RuntimeException("of the SDK"));
    }

    /** An answer at once; silence for as long as the round may take. */
    private Reply call(Round round, Function<Round, Reply> answer) {
        sent.add(round);
        Reply reply = answer.apply(round);
        if (reply.answer() instanceof Answer.Failed silence && silence.failure().origin() == Origin.NO_ANSWER) {
            nanos.addAndGet(round.total().toNanos());
        }
        return reply;
    }

    private Reply outcome(Function<Round, Reply> answers) {
        return resending.blocking((request, round) -> call(round, answers)).apply(REQUEST);
    }

    private static Function<Round, Reply> script(Reply... replies) {
        Deque<Reply> left = new ArrayDeque<>(List.of(replies));
        return round -> left.size() > 1 ? left.remove() : left.getFirst();
    }

    @Test
    void whatIsAnsweredIsSentOnce() {
        assertThat(outcome(script(DONE))).isSameAs(DONE);
        assertThat(sent).containsExactly(new Round(ATTEMPT, ATTEMPT, false));
    }

    @Test
    void whatTheClientGaveUpByItselfIsOver() {
        for (Failure failure : List.of(
                throttled(3),
                without(Origin.DISCONNECTED, 3),
                without(Origin.UNREADABLE, 3),
                without(Origin.CLIENT, 0),
                without(Origin.UNKNOWN, 1),
                without(Origin.INTERRUPTED, 1))) {
            sent.clear();
            Reply reply = failed(failure);
            assertThat(outcome(script(reply))).isSameAs(reply);
            assertThat(sent).as(failure.toString()).hasSize(1);
        }
    }

    @Test
    void anAnswerThatNobodyTookForALostOneIsAskedForTenTimes() {
        Reply lost = failed(Failure.unreadable("it is empty", 1, new RuntimeException("of ours")));

        assertThat(outcome(script(lost, lost, DONE))).isSameAs(DONE);
        assertThat(sent).extracting(Round::once).containsExactly(false, true, true);

        sent.clear();
        assertThat(outcome(script(lost))).isSameAs(lost);
        assertThat(sent).hasSize(DynamoOptions.MAX_ATTEMPTS);
    }

    /** On a busy machine an attempt may run out of its time before it is refused. */
    @Test
    void thatAConnectionIsRefusedIsNotForgottenForAnAttemptThatTookTooLong() {
        Reply silent = failed(without(Origin.NO_ANSWER, 0));
        Reply refused = failed(without(Origin.DISCONNECTED, 1));

        assertThat(outcome(script(silent, refused, silent))).isSameAs(refused);
    }

    /** It counts whole milliseconds, where a third of the call's time has parts of them. */
    @Test
    void aTimerThatIsAMomentEarlyIsNoAnswerOfTheClientsOwn() {
        Reply throttled = failed(throttled(1));
        Function<Round, Reply> replies = script(failed(without(Origin.NO_ANSWER, 0)), throttled);

        Reply outcome = outcome(round -> {
            if (sent.size() == 1) {
                nanos.addAndGet(-1_000_000);
            }
            return replies.apply(round);
        });

        assertThat(outcome).isSameAs(throttled);
        assertThat(sent).hasSize(DynamoOptions.MAX_ATTEMPTS);
    }

    @Test
    void aClientThatPausesTooLongIsAskedForSingleAttempts() {
        Reply throttled = failed(throttled(1));

        assertThat(outcome(script(failed(without(Origin.NO_ANSWER, 0)), throttled)))
                .isSameAs(throttled);

        assertThat(sent).hasSize(DynamoOptions.MAX_ATTEMPTS);
        assertThat(sent.subList(1, sent.size())).allSatisfy(round -> {
            assertThat(round.once()).isTrue();
            assertThat(round.total()).isLessThanOrEqualTo(Duration.ofMillis(300));
        });
    }

    @Test
    void whereNobodyAnswersAllOfTheTimeIsGivenToAttemptsOfFullLength() {
        Reply silence = failed(without(Origin.NO_ANSWER, 1));

        assertThat(outcome(script(silence))).isSameAs(silence);

        assertThat(sent)
                .extracting(Round::total)
                .containsExactly(ATTEMPT, Duration.ofMillis(300), ATTEMPT, Duration.ofMillis(2700));
    }

    @Test
    void theReasonOfAnAttemptIsNotForgottenForOneThatWasCutShort() {
        Reply silence = failed(without(Origin.NO_ANSWER, 1));
        Reply throttled = failed(throttled(1));

        // Cut, throttled, silent for 300 ms, 3 s, and the 2.7 s that are left.
        assertThat(outcome(script(silence, throttled, silence))).isSameAs(silence);
        assertThat(sent).hasSize(5);

        nanos.set(0);
        sent.clear();
        Function<Round, Reply> slow = round -> {
            nanos.addAndGet(sent.size() == 2 ? Duration.ofMillis(5_900).toNanos() : 0);
            return sent.size() == 2 ? throttled : silence;
        };
        assertThat(outcome(slow)).isSameAs(throttled);
        assertThat(sent.get(2).total()).isEqualTo(Duration.ofMillis(99));
    }

    @Test
    void norForOneThatWasCutShortBeforeItWasSent() {
        Reply throttled = failed(throttled(1));

        assertThat(outcome(script(failed(without(Origin.NO_ANSWER, 1)), throttled, failed(without(Origin.CLIENT, 0)))))
                .isSameAs(throttled);
        assertThat(sent).hasSize(3);
    }

    @Test
    void withoutAThreadThatWaitsItIsTheSame() {
        Function<Round, Reply> answers = script(failed(without(Origin.NO_ANSWER, 0)), failed(throttled(1)), DONE);

        Reply reply = resending
                .async((request, round) -> CompletableFuture.completedFuture(call(round, answers)), Runnable::run)
                .apply(REQUEST)
                .toCompletableFuture()
                .join();

        assertThat(reply).isSameAs(DONE);
        assertThat(sent).extracting(Round::once).containsExactly(false, true, true);
    }

    @Test
    void aCallThatWaitsForItsTurnIsNotSentYet() {
        CallRetries one = new CallRetries(CALL, new Round(ATTEMPT, ATTEMPT, false), new Turns(1), () -> 0, nanos::get);
        Deque<CompletableFuture<Reply>> answers = new ArrayDeque<>();
        Function<Request, CompletionStage<Reply>> calls = one.async(
                (request, round) -> {
                    CompletableFuture<Reply> answer = new CompletableFuture<>();
                    answers.add(answer);
                    return answer;
                },
                Runnable::run);
        CompletableFuture<Reply> first = calls.apply(REQUEST).toCompletableFuture();
        CompletableFuture<Reply> second = calls.apply(REQUEST).toCompletableFuture();

        assertThat(answers).hasSize(1);
        answers.remove().complete(DONE);
        assertThat(first).isCompletedWithValue(DONE);

        assertThat(answers).hasSize(1);
        answers.remove().complete(DONE);
        assertThat(second).isCompletedWithValue(DONE);
    }

    @Test
    void aCallWhoseTurnComesTooLateIsNotSent() {
        CallRetries one = new CallRetries(
                CALL, new Round(ATTEMPT, ATTEMPT, false), new Turns(1), () -> 0, () -> nanos.getAndAdd(CALL.toNanos()));

        Reply reply =
                one.blocking((request, round) -> call(round, script(DONE))).apply(REQUEST);

        assertThat(((Answer.Failed) reply.answer()).failure().origin()).isEqualTo(Origin.NO_TURN);
        assertThat(sent).isEmpty();
    }
}
