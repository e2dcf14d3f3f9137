package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionConfigurationException.Reason;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks that the engine can store sessions: other databases speak DynamoDB's protocol without all of its operations. Their
 * error for an unknown operation identifies them.
 */
final class EngineSteps {

    private static final Set<String> UNKNOWN_OPERATION =
            Set.of("UnknownOperationException", "UnknownOperation", "NotImplementedException", "NotImplemented");

    private static final int NOT_IMPLEMENTED = 501;

    private final String table;
    private final Optional<TimeToLiveSteps> timeToLive;
    private final InitLog log;

    EngineSteps(String table, Optional<TimeToLiveSteps> timeToLive, InitLog log) {
        this.log = log;
        this.table = table;
        this.timeToLive = timeToLive;
    }

    static boolean isUnknown(Failure failure) {
        return UNKNOWN_OPERATION.contains(failure.code()) || failure.status() == NOT_IMPLEMENTED;
    }

    /**
     * Switches the time to live on if configured.
     *
     * @throws SessionConfigurationException if the engine lacks required operations, naming all of them
     */
    Step<Request, Answer, Boolean> check() {
        return transactions().then(noTransactions -> switchTimeToLiveOn().map(noTimeToLive -> {
            if (noTransactions.isPresent() || noTimeToLive.isPresent()) {
                throw new SessionConfigurationException(Reason.MISMATCH, lacks(noTransactions, noTimeToLive), null);
            }
            return true;
        }));
    }

    /** A transaction without writes: DynamoDB refuses it at once, so it consumes nothing and needs no permission. */
    private Step<Request, Answer, Optional<String>> transactions() {
        Request nothing = new Request.TransactWriteItems(table, List.of(), "nothing");
        return Step.call(nothing, answer -> {
            if (!(answer instanceof Answer.Failed failed)) {
                return Step.done(Optional.empty());
            }
            if (failed.failure().code().isEmpty() && !isUnknown(failed.failure())) {
                throw FailureRules.toException(nothing, failed.failure()); // no answer
            }
            log.decided(
                    "checked whether there are transactions; the answer is {0}",
                    failed.failure().code());
            return Step.done(isUnknown(failed.failure()) ? Optional.of(nothing.operation()) : Optional.empty());
        });
    }

    private Step<Request, Answer, Optional<String>> switchTimeToLiveOn() {
        if (timeToLive.isPresent()) {
            return timeToLive.get().switchOn();
        }
        log.decided("leaves the time to live alone, since nativeTtl is off");
        return Step.done(Optional.empty());
    }

    private String lacks(Optional<String> noTransactions, Optional<String> noTimeToLive) {
        StringBuilder text = new StringBuilder("The engine of the table ")
                .append(table)
                .append(" is not DynamoDB, and lacks required operations.");
        noTransactions.ifPresent(
                operation -> text.append(" It does not know ")
                        .append(operation)
                        .append(
                                ": it has no transactions. An id change, as at each login, is one; without, it would fail, or"
                                        + " leave a session alive under two ids. Use an endpoint of DynamoDB, or of an engine with"
                                        + " transactions; with init set to false, sessions are stored there, but each id change fails."));
        noTimeToLive.ifPresent(operation -> text.append(" It does not know ")
                .append(operation)
                .append(": it has no time to live, by which DynamoDB removes expired sessions at no cost. For an engine"
                        + " without it, set nativeTtl to false; then the reaper removes them, which scans the table"
                        + " (cleanupInterval)."));
        return text.toString();
    }
}
