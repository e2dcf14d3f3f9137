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
 * The calls of an operation with a timeout: each call may take what is left of it, and is not sent if that is too little.
 *
 * @param callTimeout the timeout of a single call; null: that of the operation
 * @param bound the name and value of the option that is the operation's timeout
 * @param ticker counts nanoseconds, from any origin
 */
record OperationCalls(@Nullable Duration callTimeout, String bound, LongSupplier ticker) {

    /** Those of operations on one session, within {@link DynamoOptions#operationTimeout}. */
    OperationCalls(DynamoOptions options, LongSupplier ticker) {
        this(options.callTimeout(), "operationTimeout (" + options.operationTimeout() + ")", ticker);
    }

    /** Those of initialisation, within {@link DynamoOptions#initTimeout}. */
    static OperationCalls ofInit(DynamoOptions options, LongSupplier ticker) {
        return new OperationCalls(null, "initTimeout (" + options.initTimeout() + ")", ticker);
    }

    /**
     * The calls of one operation, which starts now.
     *
     * @param timeout the operation's timeout
     * @param whole makes a call with its full timeout
     * @param cut makes a call with this timeout
     */
    Function<Request, Answer> blocking(
            Duration timeout, Function<Request, Answer> whole, Function<Duration, Function<Request, Answer>> cut) {
        return made(timeout, whole, cut, Function.identity());
    }

    /** The same without blocking. */
    Function<Request, CompletionStage<Answer>> async(
            Duration timeout,
            Function<Request, CompletionStage<Answer>> whole,
            Function<Duration, Function<Request, CompletionStage<Answer>>> cut) {
        return made(timeout, whole, cut, CompletableFuture::completedFuture);
    }

    private <A> Function<Request, A> made(
            Duration timeout,
            Function<Request, A> whole,
            Function<Duration, Function<Request, A>> cut,
            Function<Answer, A> answered) {
        long began = ticker.getAsLong();
        return request -> {
            Duration left = timeout.minusNanos(ticker.getAsLong() - began);
            if (callTimeout != null && left.compareTo(callTimeout) >= 0) {
                return whole.apply(request);
            }
            return left.compareTo(CallRetries.MIN_TIMEOUT) < 0
                    ? answered.apply(outOfTime())
                    : cut.apply(left).apply(request);
        };
    }

    private Answer outOfTime() {
        return new Answer.Failed(
                of(Failure.withoutAnswer(Failure.Origin.OUT_OF_TIME, 0, new TimeoutException(bound + " was over"))));
    }

    /** The reply to a call with a shortened timeout: if it timed out, so did the operation. */
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
