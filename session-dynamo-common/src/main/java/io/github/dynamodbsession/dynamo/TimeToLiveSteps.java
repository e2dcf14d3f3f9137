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
 * Switching a table's time to live on. Other nodes may be at the same at once; so a refusal is not believed, but judged by
 * describing again, for a bounded time.
 *
 * @param table the table
 * @param attribute what its time to live goes by
 * @param log hears what is decided
 */
record TimeToLiveSteps(String table, String attribute, InitLog log) {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /** A refusal that stays after so many looks is meant. */
    private static final int LOOKS_AFTER_REFUSAL = 10;

    private static final Set<String> ON = Set.of("ENABLED", "ENABLING");

    /** Gives the operation that the engine does not know; empty if it is on. */
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
                        ? refused(update, failed.failure(), LOOKS_AFTER_REFUSAL)
                        : Step.done(Optional.empty()));
    }

    private Step<Request, Answer, Optional<String>> refused(Request request, Failure failure, int looks) {
        return EngineSteps.isUnknown(failure)
                ? Step.done(Optional.of(request.operation()))
                : lookAgain(looks, meant(request, failure));
    }

    /** Another node may have switched it on first; if it never is on, the given failure was right. */
    private Step<Request, Answer, Optional<String>> lookAgain(int looks, SessionException otherwise) {
        if (looks == 0) {
            throw otherwise;
        }
        Request describe = new Request.DescribeTimeToLive(table);
        return Step.callAfter(BETWEEN_LOOKS, describe, answer -> {
            if (answer instanceof Answer.Failed failed) {
                throw meant(describe, failed.failure());
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
                    "The time to live of the table " + table + " goes by the attribute '" + timeToLive.attribute()
                            + "', where '" + attribute
                            + "' is needed; change it, use another table, or set nativeTtl to false.",
                    null);
        }
        return true;
    }

    private static SessionException meant(Request request, Failure failure) {
        SessionException why = FailureRules.toException(request, failure);
        return why.isRetryable()
                ? why
                : new SessionConfigurationException(
                        why instanceof SessionConfigurationException known ? known.reason() : Reason.MISMATCH,
                        why.getMessage() + " It serves to have DynamoDB remove expired sessions; without it, set"
                                + " nativeTtl to false.",
                        failure.cause());
    }
}
