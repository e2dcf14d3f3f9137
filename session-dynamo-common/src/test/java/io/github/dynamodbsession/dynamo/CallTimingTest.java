package io.github.dynamodbsession.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.dynamo.call.CallListener.Made;
import io.github.dynamodbsession.dynamo.call.CallListener.Outcome;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Failure.Origin;
import io.github.dynamodbsession.dynamo.call.Failure.Reason;
import io.github.dynamodbsession.dynamo.call.Reply;
import io.github.dynamodbsession.dynamo.call.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What listeners are told of each call, blocking or not. */
class CallTimingTest {

    private static final Request REQUEST = new Request.DescribeTable("sessions");
    private static final Answer ANSWER = new Answer.Done();

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // a ticker may begin anywhere, and overflow
    private final List<Made> told = new ArrayList<>();

    private CallTiming measured(CallListener... listeners) {
        return new CallTiming(List.of(listeners), Runnable::run, nanos::get);
    }

    private Reply after(Duration duration, Answer answer) {
        nanos.addAndGet(duration.toNanos());
        return new Reply(answer, 1.5, 2);
    }

    private static Answer failed(Failure failure) {
        return new Answer.Failed(failure);
    }

    private static Failure service(String code, String... reasons) {
        return Failure.ofService(
                code,
                "id",
                400,
                "",
                null,
                Arrays.stream(reasons)
                        .map(reason -> Reason.of(reason, null, null))
                        .toList(),
                1,
                new RuntimeException());
    }

    @Test
    void aCallIsToldWithItsCostAndDuration() {
        Answer answer = measured(told::add)
                .blocking(request -> after(Duration.ofMillis(7), ANSWER))
                .apply(REQUEST);

        assertThat(answer).isSameAs(ANSWER);
        assertThat(told).containsExactly(new Made("DescribeTable", Outcome.DONE, 1.5, 2, Duration.ofMillis(7), ""));
    }

    @Test
    void anAsynchronousCallIsToldWhenItsAnswerIsThere() {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        CompletionStage<Answer> answer =
                measured(told::add).async(request -> reply).apply(REQUEST);

        assertThat(told).isEmpty();
        reply.complete(after(Duration.ofSeconds(2), failed(service("ThrottlingException"))));

        assertThat(answer.toCompletableFuture().join()).isInstanceOf(Answer.Failed.class);
        assertThat(told)
                .containsExactly(new Made(
                        "DescribeTable", Outcome.THROTTLED, 1.5, 2, Duration.ofSeconds(2), "ThrottlingException"));
    }

    @Test
    void listenersAreToldInTheirOrderThoughOneThrows() {
        List<String> order = new ArrayList<>();
        List<LogRecord> logged = new ArrayList<>();
        Logger logger = Logger.getLogger(CallListener.class.getName());
        Handler handler = collecting(logged);
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            Answer answer = measured(call -> order.add("first"), new Throwing(), call -> order.add("third"))
                    .blocking(request -> Reply.of(ANSWER))
                    .apply(REQUEST);

            assertThat(answer).isSameAs(ANSWER);
            assertThat(order).containsExactly("first", "third");
            assertThat(logged).hasSize(1).allSatisfy(record -> assertThat(record.getMessage())
                    .contains(Throwing.class.getName(), IllegalStateException.class.getName())
                    .doesNotContain("s3cret"));
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
    }

    private static final class Throwing implements CallListener {
        @Override
        public void onCall(Made call) {
            throw new IllegalStateException("a listener's own, with a s3cret");
        }
    }

    private static Handler collecting(List<LogRecord> records) {
        return new Handler() {
            @Override
            public void publish(LogRecord logRecord) {
                records.add(logRecord);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    @Test
    void whereNobodyListensNothingIsMeasured() {
        CallTiming unheard = new CallTiming(List.of(), Runnable::run, () -> {
            throw new AssertionError("not to be asked");
        });

        assertThat(unheard.blocking(request -> Reply.of(ANSWER)).apply(REQUEST)).isSameAs(ANSWER);
        assertThat(unheard.async(request -> CompletableFuture.completedFuture(Reply.of(ANSWER)))
                        .apply(REQUEST)
                        .toCompletableFuture()
                        .join())
                .isSameAs(ANSWER);
    }

    static List<Arguments> outcomes() {
        return List.of(
                Arguments.of(Outcome.CONDITION_FAILED, service("ConditionalCheckFailedException")),
                Arguments.of(
                        Outcome.CONDITION_FAILED,
                        service("TransactionCanceledException", "None", "ConditionalCheckFailed")),
                Arguments.of(Outcome.CONFLICT, service("TransactionConflictException")),
                Arguments.of(Outcome.CONFLICT, service("TransactionInProgressException")),
                Arguments.of(
                        Outcome.CONFLICT,
                        service("TransactionCanceledException", "ConditionalCheckFailed", "TransactionConflict")),
                Arguments.of(Outcome.THROTTLED, service("ProvisionedThroughputExceededException")),
                Arguments.of(Outcome.THROTTLED, service("TransactionCanceledException", "None", "ThrottlingError")),
                Arguments.of(Outcome.REFUSED, service("TransactionCanceledException", "None", "ValidationError")),
                Arguments.of(Outcome.REFUSED, service("ResourceNotFoundException")),
                Arguments.of(Outcome.REFUSED, service("WhateverComesNextYear")),
                Arguments.of(
                        Outcome.FAILED,
                        Failure.ofService(
                                "InternalServerError", "id", 500, "", null, List.of(), 1, new RuntimeException())),
                Arguments.of(
                        Outcome.UNREADABLE,
                        Failure.ofService(null, null, 503, "", null, List.of(), 1, new RuntimeException())),
                Arguments.of(Outcome.UNREADABLE, Failure.unreadable("it is empty", 1, new RuntimeException())),
                Arguments.of(Outcome.NO_ANSWER, without(Origin.NO_ANSWER)),
                Arguments.of(Outcome.NO_ANSWER, without(Origin.DISCONNECTED)),
                Arguments.of(Outcome.INTERRUPTED, without(Origin.INTERRUPTED)),
                Arguments.of(Outcome.NOT_SENT, without(Origin.CLIENT)),
                Arguments.of(Outcome.UNKNOWN, without(Origin.UNKNOWN)));
    }

    private static Failure without(Origin origin) {
        return Failure.withoutAnswer(origin, 1, new RuntimeException());
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void whateverFailsIsOneOfFewOutcomes(Outcome outcome, Failure failure) {
        Answer answer = measured(told::add)
                .blocking(request -> Reply.of(failed(failure)))
                .apply(REQUEST);

        assertThat(answer).isEqualTo(failed(failure));
        assertThat(told).hasSize(1);
        assertThat(told.get(0).outcome()).isEqualTo(outcome);
        assertThat(told.get(0).errorCode()).isEqualTo(failure.code());
    }
}
