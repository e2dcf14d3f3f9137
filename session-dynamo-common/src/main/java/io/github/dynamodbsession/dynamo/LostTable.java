package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A table that is deleted while the application runs: it is created again if {@code autoCreate} is on. No call waits for
 * that, since it takes some ten seconds: calls that find no table fail until it exists, and the first one that finds it
 * switches its time to live on. Safe for use by any number of threads.
 */
final class LostTable {

    private static final Logger LOG = System.getLogger(LostTable.class.getPackageName());

    private final DynamoOptions options;
    private final TableLayout layout;
    private final TableIndexes indexes;
    private final AtomicBoolean recreated = new AtomicBoolean();

    LostTable(DynamoOptions options, TableLayout layout, TableIndexes indexes) {
        this.options = options;
        this.layout = layout;
        this.indexes = indexes;
    }

    /** Whether {@link #repair} has something to do after this answer. */
    boolean isSeenBy(Request request, Answer answer) {
        if (!options.autoCreate() || request instanceof Request.OfTable) {
            return false;
        }
        return isMissing(answer) || (recreated.get() && !(answer instanceof Answer.Failed));
    }

    private static boolean isMissing(Answer answer) {
        return answer instanceof Answer.Failed failed && FailureRules.isTableNotFound(failed.failure());
    }

    /** Does it, and returns the unchanged answer. */
    Step<Request, Answer, Answer> repair(Answer answer) {
        if (isMissing(answer)) {
            return create(answer);
        }
        boolean isFirst = recreated.compareAndSet(true, false);
        Optional<String> ttlAttribute = layout.ttlAttribute().filter(attribute -> isFirst && options.nativeTtl());
        return ttlAttribute.isPresent() ? switchTimeToLiveOn(ttlAttribute.get(), answer) : Step.done(answer);
    }

    /** A refusal means that another node creates the table, or that this one may not; the call has failed either way. */
    private Step<Request, Answer, Answer> create(Answer missing) {
        Request create = new Request.CreateTable(
                options.tableName(), layout.keyAttribute(), options.throughput(), indexes.wanted());
        return Step.call(create, answer -> {
            if (!(answer instanceof Answer.Failed)) {
                LOG.log(Level.WARNING, "The table {0} was deleted and is being created again.", options.tableName());
                recreated.set(true);
            }
            return Step.done(missing);
        });
    }

    private Step<Request, Answer, Answer> switchTimeToLiveOn(String attribute, Answer found) {
        Request switchOn = new Request.UpdateTimeToLive(options.tableName(), attribute);
        return Step.call(switchOn, answer -> {
            if (answer instanceof Answer.Failed failed) {
                LOG.log(
                        Level.WARNING,
                        "The table {0} was created again, but its time to live could not be switched on: {1}",
                        options.tableName(),
                        FailureRules.toException(switchOn, failed.failure()).getMessage());
            }
            return Step.done(found);
        });
    }
}
