package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** The six operations of a storage client as steps over calls of DynamoDB, whoever runs them. */
final class DynamoSteps {

    private final InitSteps init;
    private final ReadSteps read;
    private final PutSteps put;
    private final ReapSteps reap;

    DynamoSteps(DynamoOptions options) {
        TableLayout layout =
                new NativeLayout(options.tableName(), new Keys(options.keyAttribute(), options.keyPrefix()));
        Retries retries = new Retries(() -> ThreadLocalRandom.current().nextDouble());
        this.init = new InitSteps(options, layout);
        this.read = new ReadSteps(layout, retries, options.consistentRead());
        this.put = new PutSteps(layout, retries);
        this.reap = new ReapSteps(layout, retries);
    }

    Step<Request, Answer, Boolean> init() {
        return init.init();
    }

    Step<Request, Answer, Optional<SessionRecord>> get(String id, Instant now) {
        return read.get(id, now);
    }

    Step<Request, Answer, PutResult> put(Change change, Instant now) {
        return put.put(change, now);
    }

    Step<Request, Answer, Optional<SessionRecord>> delete(String id, Instant now) {
        return read.delete(id, now);
    }

    Step<Request, Answer, Boolean> touch(String id, TimesChange times, Instant now) {
        return read.touch(id, times, now);
    }

    Step<Request, Answer, ReapResult> deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        return reap.deleteExpired(before, removed);
    }
}
