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
import java.util.Optional;
import java.util.Set;

/**
 * Initialises the table: describes it, creates it if allowed, waits until it is active, and checks its key, its indexes and
 * the engine. Other nodes may do the same at the same time, so a refused creation is not final: the table is described
 * again, for a limited time.
 */
final class InitSteps {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /** Ten minutes, the maximum of initTimeout: a new table takes some ten seconds. */
    private static final int MAX_LOOKS = 1200;

    /** One log line every five seconds. */
    private static final int LOOKS_PER_LINE = 10;

    /** A refusal that persists after so many looks is final. */
    private static final int MAX_LOOKS_AFTER_REFUSAL = 10;

    private static final String ACTIVE = "ACTIVE";
    private static final Set<String> USABLE = Set.of(ACTIVE, "UPDATING");

    private final DynamoOptions options;
    private final TableLayout layout;
    private final TableIndexes indexes;
    private final EngineSteps engine;
    private final InitLog log;

    InitSteps(DynamoOptions options, TableLayout layout, TableIndexes indexes) {
        this.options = options;
        this.layout = layout;
        this.indexes = indexes;
        this.log = new InitLog(options.tableName());
        Optional<TimeToLiveSteps> timeToLive = layout.ttlAttribute()
                .filter(attribute -> options.nativeTtl())
                .map(attribute -> new TimeToLiveSteps(options.tableName(), attribute, log));
        this.engine = new EngineSteps(options.tableName(), timeToLive, log);
    }

    Step<Request, Answer, Readiness> init() {
        Request describe = new Request.DescribeTable(options.tableName());
        log.decided("describes the table, with a timeout of {0}", options.initTimeout());
        return Step.call(describe, answer -> {
            if (answer instanceof Answer.Failed failed) {
                if (FailureRules.isTableNotFound(failed.failure()) && options.autoCreate()) {
                    return create();
                }
                throw FailureRules.toException(describe, failed.failure());
            }
            return checkTable((Answer.Table) answer, MAX_LOOKS, false);
        });
    }

    private Step<Request, Answer, Readiness> create() {
        Request create = new Request.CreateTable(
                options.tableName(), layout.keyAttribute(), options.throughput(), indexes.wanted());
        log.decided(
                "creates the table, since it does not exist and autoCreate is on; {0}",
                options.throughput() == null ? "on demand" : options.throughput());
        return Step.call(create, answer -> {
            if (answer instanceof Answer.Failed failed) {
                SessionException refusal = FailureRules.toException(create, failed.failure());
                log.decided(
                        "describes the table again, since another node may be creating it: {0}",
                        String.valueOf(refusal.getMessage()));
                return lookAgain(MAX_LOOKS_AFTER_REFUSAL, refusal, false);
            }
            return look(Duration.ZERO, MAX_LOOKS, notThere(), true);
        });
    }

    /** Describes the table until it exists; if it never does, the given failure is final. */
    private Step<Request, Answer, Readiness> lookAgain(int looks, SessionException otherwise, boolean isCreated) {
        if (looks == 0) {
            throw otherwise;
        }
        return look(BETWEEN_LOOKS, looks, otherwise, isCreated);
    }

    private Step<Request, Answer, Readiness> look(
            Duration pause, int looks, SessionException otherwise, boolean isCreated) {
        Request describe = new Request.DescribeTable(options.tableName());
        return Step.callAfter(pause, describe, answer -> {
            if (answer instanceof Answer.Failed failed) {
                if (FailureRules.isOutOfTime(failed.failure())) {
                    throw otherwise;
                }
                SessionException failure = FailureRules.toException(describe, failed.failure());
                if (!FailureRules.isTableNotFound(failed.failure()) && !failure.isRetryable()) {
                    throw failure;
                }
                return lookAgain(looks - 1, otherwise, isCreated);
            }
            return checkTable((Answer.Table) answer, MAX_LOOKS, isCreated);
        });
    }

    private Step<Request, Answer, Readiness> checkTable(Answer.Table table, int looks, boolean isCreated) {
        if (isUsable(table)) {
            checkKey(table.keySchema());
            indexes.check(table);
            Readiness ready = new Readiness(indexes.areActive(table), isCreated, Readiness.billing(table));
            log.decided("uses the table, which is {0} with the right key ({1})", table.status(), ready.text());
            return engine.check().map(right -> ready);
        }
        if (!table.status().equals("CREATING")) {
            throw new SessionConfigurationException(Reason.MISMATCH, mustBeActive(options, table), null);
        }
        if (looks == 0) {
            throw stillNotActive();
        }
        if ((MAX_LOOKS - looks) % LOOKS_PER_LINE == 0) {
            log.waits("waits until the table is ACTIVE; it is CREATING, and initTimeout is {0}", options.initTimeout());
        }
        Request describe = new Request.DescribeTable(options.tableName());
        return Step.callAfter(BETWEEN_LOOKS, describe, answer -> {
            if (answer instanceof Answer.Failed failed) {
                throw FailureRules.isOutOfTime(failed.failure())
                        ? stillNotActive()
                        : FailureRules.toException(describe, failed.failure());
            }
            return checkTable((Answer.Table) answer, looks - 1, isCreated);
        });
    }

    /** Whether the table's items can be read and written. */
    static boolean isUsable(Answer.Table table) {
        return USABLE.contains(table.status());
    }

    static String mustBeActive(DynamoOptions options, Answer.Table table) {
        return "The table " + options.tableName() + " is " + table.status() + "; it must be " + ACTIVE + ".";
    }

    private SessionStorageException stillNotActive() {
        return notReady("is still CREATING");
    }

    private SessionStorageException notThere() {
        return notReady("was created, and is not visible yet");
    }

    private SessionStorageException notReady(String state) {
        return new SessionStorageException(
                SessionStorageException.Reason.NO_ANSWER,
                "The table " + options.tableName() + " " + state
                        + ": initialisation waited for it to become ACTIVE, for all of initTimeout ("
                        + options.initTimeout() + ").",
                true,
                null);
    }

    private void checkKey(List<Answer.KeyElement> keySchema) {
        Answer.KeyElement right = new Answer.KeyElement(layout.keyAttribute(), "HASH", "S");
        if (!keySchema.equals(List.of(right))) {
            throw new SessionConfigurationException(
                    Reason.MISMATCH,
                    "The table " + options.tableName() + " has the key " + keySchema + ", but " + List.of(right)
                            + " is needed; set keyAttribute to the name of its hash key, or use another table.",
                    null);
        }
    }
}
