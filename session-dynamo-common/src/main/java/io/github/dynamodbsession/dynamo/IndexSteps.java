package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import java.time.Duration;
import java.util.Optional;

/**
 * Adds indexes to an existing table, one at a time, until all are active. That takes minutes or hours with many sessions,
 * and runs in the background. Other nodes may do the same at the same time, so a refusal is not final: the table is
 * described again.
 */
final class IndexSteps {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    /** The maximum pause, as a multiple of the first: ten seconds. */
    private static final int MAX_PAUSE = 20;

    /** So many refusals in a row are final. */
    private static final int MAX_REFUSALS = 10;

    private final DynamoOptions options;
    private final TableIndexes indexes;

    IndexSteps(DynamoOptions options, TableIndexes indexes) {
        this.options = options;
        this.indexes = indexes;
    }

    Step<Request, Answer, Boolean> build() {
        return look(0, 0);
    }

    private Step<Request, Answer, Boolean> look(int looks, int refusals) {
        Request describe = new Request.DescribeTable(options.tableName());
        Duration pause = FIRST_PAUSE.multipliedBy(Math.min(looks, MAX_PAUSE));
        return Step.callAfter(pause, describe, answer -> {
            if (answer instanceof Answer.Failed failed) {
                return again(looks, refusals, FailureRules.toException(describe, failed.failure()));
            }
            Answer.Table table = (Answer.Table) answer;
            if (indexes.areActive(table)) {
                return Step.done(true);
            }
            Optional<Request.UpdateTable> toAdd = indexes.toAdd(table);
            return toAdd.isPresent() ? add(toAdd.get(), looks, refusals) : look(looks + 1, 0);
        });
    }

    private Step<Request, Answer, Boolean> add(Request.UpdateTable update, int looks, int refusals) {
        return Step.call(
                update,
                answer -> answer instanceof Answer.Failed failed
                        ? again(looks, refusals, FailureRules.toException(update, failed.failure()))
                        : look(1, 0));
    }

    private Step<Request, Answer, Boolean> again(int looks, int refusals, SessionException refusal) {
        if (refusals + 1 == MAX_REFUSALS) {
            throw refusal;
        }
        return look(looks + 1, refusals + 1);
    }
}
