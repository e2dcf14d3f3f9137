package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionConfigurationException.Reason;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Making the table ready: describe it, create it if allowed, wait until it is active, check its key and its indexes, and
 * the engine that it is in. Other nodes may be at the same at once; so a refusal to create is not believed, but judged by
 * describing again, for a bounded time.
 */
final class InitSteps {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /** Two minutes of looks: a new table takes some ten seconds. */
    private static final int LOOKS = 240;

    /** A refusal that stays after so many looks is meant. */
    private static final int LOOKS_AFTER_REFUSAL = 10;

    private static final String ACTIVE = "ACTIVE";
    private static final Set<String> USABLE = Set.of(ACTIVE, "UPDATING");

    private final DynamoOptions options;
    private final TableLayout layout;
    private final TableIndexes indexes;
    private final EngineSteps engine;

    InitSteps(DynamoOptions options, TableLayout layout, TableIndexes indexes) {
        this.options = options;
        this.layout = layout;
        this.indexes = indexes;
        this.engine = new EngineSteps(options, new TimeToLiveSteps(options.tableName(), layout.ttlAttribute()));
    }

    /** Gives whether all is done: if not, indexes are still to be added, or being made ({@link IndexSteps}). */
    Step<Request, Answer, Boolean> init() {
        Request describe = new Request.DescribeTable(options.tableName());
        return Step.call(describe, answer -> {
            if (answer instanceof Answer.Failed failed) {
                if (Failures.isTableNotFound(failed.failure()) && options.autoCreate()) {
                    return create();
                }
                throw Failures.toException(describe, failed.failure());
            }
            return checkTable((Answer.Table) answer, LOOKS);
        });
    }

    private Step<Request, Answer, Boolean> create() {
        Request create = new Request.CreateTable(
                options.tableName(), layout.keyAttribute(), options.throughput(), indexes.wanted());
        return Step.call(create, answer -> {
            if (answer instanceof Answer.Failed failed) {
                return lookAgain(LOOKS_AFTER_REFUSAL, Failures.toException(create, failed.failure()));
            }
            return look(Duration.ZERO, LOOKS, stillNotActive());
        });
    }

    /** Looks until the table is there; if it never is, the given failure was right. */
    private Step<Request, Answer, Boolean> lookAgain(int looks, SessionException otherwise) {
        if (looks == 0) {
            throw otherwise;
        }
        return look(BETWEEN_LOOKS, looks, otherwise);
    }

    private Step<Request, Answer, Boolean> look(Duration pause, int looks, SessionException otherwise) {
        Request describe = new Request.DescribeTable(options.tableName());
        return Step.callAfter(pause, describe, answer -> {
            if (answer instanceof Answer.Failed failed) {
                SessionException failure = Failures.toException(describe, failed.failure());
                if (!Failures.isTableNotFound(failed.failure()) && !failure.isRetryable()) {
                    throw failure;
                }
                return lookAgain(looks - 1, otherwise);
            }
            return checkTable((Answer.Table) answer, LOOKS);
        });
    }

    private Step<Request, Answer, Boolean> checkTable(Answer.Table table, int looks) {
        if (isUsable(table)) {
            checkKey(table.keySchema());
            indexes.check(table);
            boolean complete = indexes.areActive(table);
            return engine.check().map(right -> complete);
        }
        if (!table.status().equals("CREATING")) {
            throw new SessionConfigurationException(Reason.MISMATCH, mustBeActive(options, table), null);
        }
        if (looks == 0) {
            throw stillNotActive();
        }
        Request describe = new Request.DescribeTable(options.tableName());
        return Step.callAfter(BETWEEN_LOOKS, describe, answer -> {
            if (answer instanceof Answer.Failed failed) {
                throw Failures.toException(describe, failed.failure());
            }
            return checkTable((Answer.Table) answer, looks - 1);
        });
    }

    /** Whether items of the table can be read and written. */
    static boolean isUsable(Answer.Table table) {
        return USABLE.contains(table.status());
    }

    static String mustBeActive(DynamoOptions options, Answer.Table table) {
        return "The table " + options.tableName() + " is " + table.status() + "; it must be " + ACTIVE + ".";
    }

    private SessionStorageException stillNotActive() {
        return new SessionStorageException(
                "The table " + options.tableName() + " was created, but is still not active after "
                        + BETWEEN_LOOKS.multipliedBy(LOOKS).toSeconds() + " seconds.",
                true,
                null);
    }

    private void checkKey(List<Answer.KeyElement> keySchema) {
        Answer.KeyElement right = new Answer.KeyElement(layout.keyAttribute(), "HASH", "S");
        if (!keySchema.equals(List.of(right))) {
            throw new SessionConfigurationException(
                    Reason.MISMATCH,
                    "The table " + options.tableName() + " has the key " + keySchema + ", where " + List.of(right)
                            + " is needed; set keyAttribute to the name of its hash key, or use another table.",
                    null);
        }
    }
}
