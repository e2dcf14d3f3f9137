package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.step.AsyncCaller;
import io.github.dynamodbsession.core.step.BlockingCaller;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.AsyncTransport;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Reply;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Round;
import io.github.dynamodbsession.dynamo.call.Transport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Retries a call unchanged where the SDK gives up too early or continues too slowly, within
 * {@link DynamoOptions#callTimeout}.
 *
 * <p>The first round uses the client's own settings: its retries and its pauses, for as long as one attempt may take. If
 * that timeout ends it, single attempts follow, with short pauses that suit DynamoDB. So a client of the application, whose
 * SDK pauses for seconds once it is throttled, sends as often as an adapter's own, and the failure of the last attempt is
 * known. Single attempts follow as well where the SDK does not detect a lost answer: the response is not DynamoDB's
 * complete answer.
 *
 * @param callTimeout the timeout of a call
 * @param first how a call is sent first
 * @param turns limits the number of concurrent calls; null: unlimited
 * @param random supplies numbers from 0 to 1
 * @param ticker counts nanoseconds, from any origin
 */
record CallRetries(
        Duration callTimeout, Round first, @Nullable Turns turns, DoubleSupplier random, LongSupplier ticker) {

    /** Long enough for an answer of DynamoDB, or its refusal; short enough for many within a call. */
    private static final Duration PROBE_TIMEOUT = Duration.ofMillis(300);

    /** Ten attempts with such pauses take less than two seconds. */
    private static final Duration MAX_PAUSE = Duration.ofMillis(400);

    /** Less is not worth an attempt. */
    static final Duration MIN_TIMEOUT = Duration.ofMillis(10);

    static CallRetries with(DynamoOptions options) {
        return new CallRetries(
                options.callTimeout(),
                options.firstRound(),
                options.maxConnections() == null ? null : new Turns(options.maxConnections()),
                () -> ThreadLocalRandom.current().nextDouble(),
                System::nanoTime);
    }

    /** The same with a shorter timeout. */
    CallRetries within(Duration left) {
        return left.compareTo(callTimeout) >= 0 ? this : new CallRetries(left, cut(first, left), turns, random, ticker);
    }

    private static Round cut(Round round, Duration left) {
        return left.compareTo(round.total()) >= 0
                ? round
                : new Round(left, shortest(left, round.attempt()), round.once());
    }

    /** One way of sending a call. */
    private record Sending(Request request, Round round) {}

    /**
     * The attempts of a call so far.
     *
     * @param began when the call began
     * @param attempts how often it was sent, as far as known
     * @param pauses the number of our pauses
     */
    private record Sent(Request request, long began, int attempts, int pauses) {}

    Function<Request, Reply> blocking(Transport transport) {
        BlockingCaller<Sending, Reply> again = sending -> transport.call(sending.request(), sending.round());
        return request -> {
            long began = ticker.getAsLong();
            if (turns == null) {
                return send(request, transport, again, began);
            }
            try {
                if (!turns.await(callTimeout)) {
                    return noTurn();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Reply.of(new Answer.Failed(Failure.withoutAnswer(Failure.Origin.INTERRUPTED, 0, e)));
            }
            try {
                return isTooLate(began) ? noTurn() : send(request, transport, again, began);
            } finally {
                turns.end();
            }
        };
    }

    private Reply send(Request request, Transport transport, BlockingCaller<Sending, Reply> again, long began) {
        Reply reply = transport.call(request, first(began));
        return isFailure(reply) ? again.run(afterFirst(request, began, reply)) : reply;
    }

    Function<Request, CompletionStage<Reply>> async(AsyncTransport transport, Executor executor) {
        AsyncCaller<Sending, Reply> again =
                new AsyncCaller<>(sending -> transport.call(sending.request(), sending.round()), executor);
        return request -> {
            long began = ticker.getAsLong();
            return turns == null
                    ? send(request, transport, again, began)
                    : turns.within(callTimeout).thenCompose(isMine -> {
                        if (!isMine) {
                            return CompletableFuture.completedFuture(noTurn());
                        }
                        CompletionStage<Reply> sent = isTooLate(began)
                                ? CompletableFuture.completedFuture(noTurn())
                                : send(request, transport, again, began);
                        return sent.whenComplete((reply, failure) -> turns.end());
                    });
        };
    }

    private CompletionStage<Reply> send(
            Request request, AsyncTransport transport, AsyncCaller<Sending, Reply> again, long began) {
        return transport
                .call(request, first(began))
                .thenCompose(reply -> isFailure(reply)
                        ? again.run(() -> afterFirst(request, began, reply))
                        : CompletableFuture.completedFuture(reply));
    }

    /** After a wait for a turn, the first round may only take what is left of the timeout. */
    private Round first(long began) {
        if (turns == null) {
            return first;
        }
        return cut(first, callTimeout.minus(since(began)));
    }

    /** Whether the turn came too late for an attempt. */
    private boolean isTooLate(long began) {
        return callTimeout.minus(since(began)).compareTo(MIN_TIMEOUT) < 0;
    }

    /** It was never sent. */
    private static Reply noTurn() {
        return Reply.of(new Answer.Failed(
                Failure.withoutAnswer(Failure.Origin.NO_TURN, 0, new TimeoutException("all connections were busy"))));
    }

    private static boolean isFailure(Reply reply) {
        return reply.answer() instanceof Answer.Failed;
    }

    private Step<Sending, Reply, Reply> afterFirst(Request request, long began, Reply reply) {
        if (!(reply.answer() instanceof Answer.Failed failed)) {
            return Step.done(reply);
        }
        Failure failure = failed.failure();
        Sent sent = new Sent(request, began, Math.max(1, failure.attempts()), 0);
        // An SDK's timer counts whole milliseconds, and may fire a moment early.
        if (isSilent(reply) && since(began).plus(MIN_TIMEOUT).compareTo(first.attempt()) >= 0) {
            return once(sent, Duration.ZERO, PROBE_TIMEOUT, reply);
        }
        return FailureRules.isUnreadable(failure) && sent.attempts() == 1
                ? once(sent, pause(sent), first.attempt(), reply)
                : Step.done(reply);
    }

    /** One more attempt if there is time for it; otherwise the known reply stays. */
    private Step<Sending, Reply, Reply> once(Sent sent, Duration pause, Duration timeout, Reply known) {
        Duration left = callTimeout.minus(since(sent.began())).minus(pause);
        if (sent.attempts() >= DynamoOptions.MAX_ATTEMPTS || left.compareTo(MIN_TIMEOUT) < 0) {
            return Step.done(known);
        }
        Duration total = shortest(left, timeout, first.attempt());
        Round round = new Round(total, total, true);
        return Step.callAfter(
                pause, new Sending(sent.request(), round), reply -> afterOne(sent, timeout, round, known, reply));
    }

    private Step<Sending, Reply, Reply> afterOne(Sent before, Duration timeout, Round round, Reply known, Reply reply) {
        if (!(reply.answer() instanceof Answer.Failed failed)) {
            return Step.done(reply);
        }
        // An attempt that the call's timeout cut short says less than the one before.
        boolean isCutShort = round.total().compareTo(first.attempt()) < 0;
        if (isCutShort && isUnsent(failed.failure()) && !isSilent(known)) {
            return Step.done(known);
        }
        if (!FailureRules.isWorthSendingAgain(failed.failure())) {
            return Step.done(reply);
        }
        Sent sent = new Sent(
                before.request(),
                before.began(),
                before.attempts() + Math.max(1, failed.failure().attempts()),
                before.pauses() + 1);
        if (!isSilent(reply)) {
            return once(sent, pause(sent), timeout, reply);
        }
        // Neither tells whether the call was carried out, but a lost connection says more than a timeout.
        boolean saysMore = hasOrigin(known, Failure.Origin.DISCONNECTED);
        return once(sent, Duration.ZERO, first.attempt(), saysMore || (isCutShort && !isSilent(known)) ? known : reply);
    }

    /** The timeout may end before anything is sent. */
    private static boolean isUnsent(Failure failure) {
        return failure.origin() == Failure.Origin.CLIENT && failure.attempts() == 0;
    }

    private static boolean isSilent(Reply reply) {
        return hasOrigin(reply, Failure.Origin.NO_ANSWER);
    }

    private static boolean hasOrigin(Reply reply, Failure.Origin origin) {
        return reply.answer() instanceof Answer.Failed failed
                && failed.failure().origin() == origin;
    }

    private Duration since(long began) {
        return Duration.ofNanos(ticker.getAsLong() - began);
    }

    /** Exponential backoff with full jitter. */
    private Duration pause(Sent sent) {
        long ceiling = Math.min(MAX_PAUSE.toMillis(), DynamoOptions.FIRST_PAUSE.toMillis() << sent.pauses());
        return Duration.ofMillis(1 + Math.round(random.getAsDouble() * ceiling));
    }

    private static Duration shortest(Duration... durations) {
        Duration shortest = durations[0];
        for (Duration duration : durations) {
            shortest = duration.compareTo(shortest) < 0 ? duration : shortest;
        }
        return shortest;
    }
}
