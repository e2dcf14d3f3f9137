package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionConfigurationException.Reason;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Switches a table's time to live on. Other nodes may do the same at the same time, so a refusal is not final: the time to
 * live is described again, for a limited time.
 *
 * @param table the table
 * @param attribute the attribute that holds the expiry
 * @param log receives the decisions
 */
record TimeToLiveSteps(String table, String attribute, InitLog log) {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /** A refusal that persists after so many looks is final. */
    private static final int MAX_LOOKS_AFTER_REFUSAL = 10;

    private static final Set<String> ON = Set.of("ENABLED", "ENABLING");

    /** The operation that the engine does not know; empty if the time to live is on. */
    Step<Request, Answer, Optional<String>> switchOn() {
        Request describe = new Request.DescribeTimeToLive(table);
        return Step.call(describe, answer -> {
            if (answer instanceof Answer.Failed failed) {
                return refused(describe, failed.failure(), 0);
            }
            if (isOn((Answer.TimeToLive) answer)) {
                log.decided("found the time to live switched on, by the attribute {0}", attribute);
                return Step.done(Optional.empty());
            }
            log.decided("switches the time to live on, by the attribute {0}", attribute);
            return update();
        });
    }

    private Step<Request, Answer, Optional<String>> update() {
        Request update = new Request.UpdateTimeToLive(table, attribute);
        return Step.call(
                update,
                answer -> answer instanceof Answer.Failed failed
                        ? refused(update, failed.failure(), MAX_LOOKS_AFTER_REFUSAL)
                        : Step.done(Optional.empty()));
    }

    private Step<Request, Answer, Optional<String>> refused(Request request, Failure failure, int looks) {
        return EngineSteps.isUnknown(failure)
                ? Step.done(Optional.of(request.operation()))
                : lookAgain(looks, asFinal(request, failure));
    }

    /** Another node may have switched it on first; if it never is on, the given failure is final. */
    private Step<Request, Answer, Optional<String>> lookAgain(int looks, SessionException otherwise) {
        if (looks == 0) {
            throw otherwise;
        }
        Request describe = new Request.DescribeTimeToLive(table);
        return Step.callAfter(BETWEEN_LOOKS, describe, answer -> {
            if (answer instanceof Answer.Failed failed) {
                throw asFinal(describe, failed.failure());
            }
            return isOn((Answer.TimeToLive) answer) ? Step.done(Optional.empty()) : lookAgain(looks - 1, otherwise);
        });
    }

    private boolean isOn(Answer.TimeToLive timeToLive) {
        if (!ON.contains(timeToLive.status())) {
            return false;
        }
        if (!attribute.equals(timeToLive.attribute())) {
            throw new SessionConfigurationException(
                    Reason.MISMATCH,
                    "The time to live of the table " + table + " uses the attribute '" + timeToLive.attribute()
                            + "', but '" + attribute
                            + "' is needed; change it, use another table, or set nativeTtl to false.",
                    null);
        }
        return true;
    }

    private static SessionException asFinal(Request request, Failure failure) {
        SessionException why = FailureRules.toException(request, failure);
        return why.isRetryable()
                ? why
                : new SessionConfigurationException(
                        why instanceof SessionConfigurationException known ? known.reason() : Reason.MISMATCH,
                        why.getMessage() + " It is needed for DynamoDB to remove expired sessions; without it, set"
                                + " nativeTtl to false.",
                        failure.cause());
    }
}
