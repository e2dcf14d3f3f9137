package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A table that is gone while the application runs: it is made again where {@code autoCreate} says so. Nobody waits for it,
 * since that takes some ten seconds: the calls that find no table fail until it is there, and the first that finds it
 * switches its time to live on. Safe for use by any number of threads.
 */
final class LostTable {

    private static final Logger LOG = System.getLogger(LostTable.class.getPackageName());

    private final DynamoOptions options;
    private final TableLayout layout;
    private final TableIndexes indexes;
    private final AtomicBoolean madeAgain = new AtomicBoolean();

    LostTable(DynamoOptions options, TableLayout layout, TableIndexes indexes) {
        this.options = options;
        this.layout = layout;
        this.indexes = indexes;
    }

    /** Whether there is something to be done after this answer, by {@link #repair}. */
    boolean isSeenBy(Request request, Answer answer) {
        if (!options.autoCreate() || request instanceof Request.OfTable) {
            return false;
        }
        return isMissing(answer) || (madeAgain.get() && !(answer instanceof Answer.Failed));
    }

    private static boolean isMissing(Answer answer) {
        return answer instanceof Answer.Failed failed && Failures.isTableNotFound(failed.failure());
    }

    /** Does it, and gives the answer as it was. */
    Step<Request, Answer, Answer> repair(Answer answer) {
        if (isMissing(answer)) {
            return create(answer);
        }
        boolean isFirst = madeAgain.compareAndSet(true, false);
        return isFirst && options.nativeTtl() ? switchTimeToLiveOn(answer) : Step.done(answer);
    }

    /** A refusal says that another node is at it, or that this one may not; either way the call has failed. */
    private Step<Request, Answer, Answer> create(Answer missing) {
        Request create = new Request.CreateTable(
                options.tableName(), layout.keyAttribute(), options.throughput(), indexes.wanted());
        return Step.call(create, answer -> {
            if (!(answer instanceof Answer.Failed)) {
                LOG.log(Level.WARNING, "The table {0} was gone, and is created again.", options.tableName());
                madeAgain.set(true);
            }
            return Step.done(missing);
        });
    }

    private Step<Request, Answer, Answer> switchTimeToLiveOn(Answer found) {
        Request switchOn = new Request.UpdateTimeToLive(options.tableName(), layout.ttlAttribute());
        return Step.call(switchOn, answer -> {
            if (answer instanceof Answer.Failed failed) {
                LOG.log(
                        Level.WARNING,
                        "The table {0} was created again, but its time to live is not switched on: {1}",
                        options.tableName(),
                        Failures.toException(switchOn, failed.failure()).getMessage());
            }
            return Step.done(found);
        });
    }
}
