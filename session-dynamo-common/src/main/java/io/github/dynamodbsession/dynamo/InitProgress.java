package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.AsyncTransport;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Reply;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Transport;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Logs that initialisation waits for an answer of DynamoDB, at most every five seconds. */
final class InitProgress {

    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final DynamoOptions options;
    private final LongSupplier ticker;
    private final InitLog log;

    /** The time of the last line; initially such that the first one is due. */
    private final AtomicLong lastLine;

    InitProgress(DynamoOptions options, LongSupplier ticker) {
        this.options = options;
        this.ticker = ticker;
        this.lastLine = new AtomicLong(ticker.getAsLong() - LINE_NANOS);
        this.log = new InitLog(options.tableName());
    }

    Transport blocking(Transport transport) {
        return (request, round) -> logged(request, transport.call(request, round));
    }

    AsyncTransport async(AsyncTransport transport) {
        return (request, round) -> transport.call(request, round).thenApply(reply -> logged(request, reply));
    }

    private Reply logged(Request request, Reply reply) {
        if (reply.answer() instanceof Answer.Failed failed
                && failed.failure().origin() == Failure.Origin.NO_ANSWER
                && isDue()) {
            log.waits(
                    "waits for DynamoDB {0} to answer {1}; initTimeout is {2}",
                    failed.failure().place(), request.operation(), options.initTimeout());
        }
        return reply;
    }

    private boolean isDue() {
        long now = ticker.getAsLong();
        long last = lastLine.get();
        return now - last >= LINE_NANOS && lastLine.compareAndSet(last, now);
    }
}
