package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Reply;
import io.github.dynamodbsession.dynamo.call.Request;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls of operations that take no longer than some time in all: a call gets what is left of it, and is not sent when
 * that is too little.
 *
 * @param callTimeout the longest that a call may take by itself; null: all of the time
 * @param bound what bounds the operation, by the option's name and value
 * @param ticker counts nanoseconds, from whatever origin
 */
record OperationCalls(@Nullable Duration callTimeout, String bound, LongSupplier ticker) {

    /** Those of operations on one session, within {@link DynamoOptions#operationTimeout}. */
    OperationCalls(DynamoOptions options, LongSupplier ticker) {
        this(options.callTimeout(), "operationTimeout (" + options.operationTimeout() + ")", ticker);
    }

    /** Those that make the table ready, within {@link DynamoOptions#initTimeout}. */
    static OperationCalls ofInit(DynamoOptions options, LongSupplier ticker) {
        return new OperationCalls(null, "initTimeout (" + options.initTimeout() + ")", ticker);
    }

    /**
     * The calls of one operation, which begins now.
     *
     * @param longest what is left of the operation's time
     * @param whole makes a call that has time enough
     * @param cut makes one that has as much as this
     */
    Function<Request, Answer> blocking(
            Duration longest, Function<Request, Answer> whole, Function<Duration, Function<Request, Answer>> cut) {
        return made(longest, whole, cut, Function.identity());
    }

    /** The same without a thread that waits. */
    Function<Request, CompletionStage<Answer>> async(
            Duration longest,
            Function<Request, CompletionStage<Answer>> whole,
            Function<Duration, Function<Request, CompletionStage<Answer>>> cut) {
        return made(longest, whole, cut, CompletableFuture::completedFuture);
    }

    private <A> Function<Request, A> made(
            Duration longest,
            Function<Request, A> whole,
            Function<Duration, Function<Request, A>> cut,
            Function<Answer, A> answered) {
        long began = ticker.getAsLong();
        return request -> {
            Duration left = longest.minusNanos(ticker.getAsLong() - began);
            if (callTimeout != null && left.compareTo(callTimeout) >= 0) {
                return whole.apply(request);
            }
            return left.compareTo(CallRetries.SHORTEST) < 0
                    ? answered.apply(outOfTime())
                    : cut.apply(left).apply(request);
        };
    }

    private Answer outOfTime() {
        return new Answer.Failed(
                of(Failure.withoutAnswer(Failure.Origin.OUT_OF_TIME, 0, new TimeoutException(bound + " was over"))));
    }

    /** What came of a call that was cut: if its time was too short, that was the operation's. */
    Reply ofCut(Reply reply) {
        return reply.answer() instanceof Answer.Failed failed && isForTime(failed.failure())
                ? new Reply(new Answer.Failed(of(failed.failure())), reply.readUnits(), reply.writeUnits())
                : reply;
    }

    private static boolean isForTime(Failure failure) {
        return failure.origin() == Failure.Origin.NO_ANSWER || failure.origin() == Failure.Origin.NO_TURN;
    }

    private Failure of(Failure failure) {
        return new Failure(
                failure.origin(), "", 0, bound, null, List.of(), failure.attempts(), failure.cause(), failure.place());
    }
}
