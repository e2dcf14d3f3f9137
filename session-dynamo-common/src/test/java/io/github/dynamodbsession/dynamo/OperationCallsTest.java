package io.github.dynamodbsession.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.step.BlockingCaller;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Reply;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Round;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Time is counted by a number here; each call takes as much of it as a test wants, or as it is given. */
class OperationCallsTest {

    private static final Duration CALL = Duration.ofSeconds(6);
    private static final Duration OPERATION = Duration.ofSeconds(9);
    private static final Duration INIT = Duration.ofSeconds(30);
    private static final Request READ = new Request.GetItem("sessions", Map.of(), true);
    private static final Failure CONFLICT = new Failure(
            Failure.Origin.SERVICE,
            "TransactionConflictException",
            400,
            "",
            null,
            List.of(),
            1,
            new IllegalStateException());

    private final DynamoOptions options = new DynamoOptions(
            LayoutChoice.nativeLayout(),
            "sessions",
            "",
            "id",
            true,
            false,
            null,
            false,
            1,
            null,
            null,
            CALL,
            OPERATION,
            INIT,
            null,
            List.of());
    private final AtomicLong nanos = new AtomicLong();
    private final OperationCalls operations = new OperationCalls(options, nanos::get);
    private final CallRetries sending = new CallRetries(CALL, options.firstRound(), null, () -> 0, nanos::get);
    private final List<Duration> given = new ArrayList<>();

    /** How long each attempt takes; one that takes longer than it may ends without an answer. */
    private final Queue<Duration> takes = new ArrayDeque<>();

    private Answer answer = new Answer.Item(null);

    private Reply send(Request request, Round round) {
        @Nullable Duration next = takes.poll();
        Duration time = next == null ? round.total() : next;
        given.add(round.total());
        if (time.compareTo(round.total()) < 0) {
            nanos.addAndGet(time.toNanos());
            return Reply.of(answer);
        }
        nanos.addAndGet(round.total().toNanos());
        return Reply.of(new Answer.Failed(
                Failure.withoutAnswer(Failure.Origin.NO_ANSWER, 1, new TimeoutException("as a test wants it"))));
    }

    private BlockingCaller<Request, Answer> operation(Duration longest) {
        return operations.blocking(
                longest, request -> sending.blocking(this::send).apply(request).answer(), left -> sending.within(left)
                        .blocking(this::send)
                        .andThen(operations::ofCut)
                        .andThen(Reply::answer))::apply;
    }

    private Function<Request, CompletionStage<Answer>> asyncOperation() {
        Function<Request, CompletionStage<Answer>> whole =
                sending.async(this::sendAsync, Runnable::run).andThen(reply -> reply.thenApply(Reply::answer));
        return operations.async(OPERATION, whole, left -> sending.within(left)
                .async(this::sendAsync, Runnable::run)
                .andThen(reply -> reply.thenApply(operations::ofCut).thenApply(Reply::answer)));
    }

    private CompletionStage<Reply> sendAsync(Request request, Round round) {
        return CompletableFuture.completedFuture(send(request, round));
    }

    private static Answer read(Request request, Answer answer) {
        if (answer instanceof Answer.Failed failed) {
            throw FailureRules.toException(request, failed.failure());
        }
        return answer;
    }

    private static Step<Request, Answer, Answer> twoReads() {
        return Step.call(READ, first -> {
            read(READ, first);
            return Step.call(READ, second -> Step.done(read(READ, second)));
        });
    }

    private long seconds() {
        return Duration.ofNanos(nanos.get()).toSeconds();
    }

    @Test
    void aCallThatComesLateGetsWhatIsLeft() {
        takes.add(Duration.ofSeconds(2)); // given up
        takes.add(Duration.ofMillis(300)); // given up
        takes.add(Duration.ofMillis(1_700));

        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(() -> operation(OPERATION).run(twoReads()))
                .withMessageContaining("GetItem")
                .withMessageContaining("operationTimeout (PT9S)")
                .withMessageContaining("Whether it was carried out is not known")
                .satisfies(e -> assertThat(e.isRetryable()).isTrue());

        assertThat(seconds()).isEqualTo(9);
        assertThat(given.get(given.size() - 1)).as("the last attempt").isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void theSameWithoutAThreadThatWaits() {
        nanos.addAndGet(1);
        Function<Request, CompletionStage<Answer>> operation = asyncOperation();
        nanos.addAndGet(Duration.ofSeconds(7).toNanos());

        Answer cut = operation.apply(READ).toCompletableFuture().join();

        assertThat(seconds()).isEqualTo(9);
        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(() -> read(READ, cut))
                .withMessageContaining("operationTimeout (PT9S)");
        given.clear();
        Answer unsent = operation.apply(READ).toCompletableFuture().join();
        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(() -> read(READ, unsent))
                .withMessageContaining("was not sent");
        assertThat(given).isEmpty();
    }

    @Test
    void whatAStoreHasLeftOfItsOwnTimeCounts() {
        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(() -> operation(Duration.ofSeconds(1)).run(twoReads()))
                .withMessageContaining("operationTimeout (PT9S)");

        assertThat(given).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void noCallIsSentWhenTheTimeIsOver() {
        answer = new Answer.Failed(CONFLICT);
        for (int i = 0; i < 10; i++) {
            takes.add(Duration.ofMillis(1_499));
        }

        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(() -> operation(OPERATION)
                        .run(TestRetries.on(new NativeLayout("sessions", new Keys("id", "")))
                                .call(READ, last -> Step.done(read(READ, last)))))
                .withMessageContaining("was not sent")
                .withMessageContaining("operationTimeout (PT9S)")
                .satisfies(e -> assertThat(e.isRetryable()).isTrue());

        assertThat(given).as("the attempts").hasSize(6);
    }

    @Test
    void aCallThatHasTimeEnoughIsSentAsEver() {
        takes.add(Duration.ofSeconds(1));
        takes.add(Duration.ofSeconds(1));

        operation(OPERATION).run(twoReads());

        assertThat(given).containsExactly(options.attemptTimeout(), options.attemptTimeout());
    }

    @Test
    void whatWasNotSentWasNotCarriedOut() {
        Failure failure =
                Failure.withoutAnswer(Failure.Origin.OUT_OF_TIME, 0, new TimeoutException("operationTimeout was over"));

        assertThat(FailureRules.outcome(failure)).isEqualTo(CallListener.Outcome.NOT_SENT);
        assertThat(FailureRules.isWorthSendingAgain(failure)).isFalse();
    }
}
