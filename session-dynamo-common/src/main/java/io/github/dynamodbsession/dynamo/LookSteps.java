package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.ChangeRules;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.Stored;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Before somebody is told that a session has expired, it is made so for good ({@link ChangeRules#expiredForGood}). That
 * costs one small write, once a session, and only if it is asked for within minutes of its expiry.
 */
final class LookSteps {

    private final TableLayout layout;
    private final Retries retries;

    LookSteps(TableLayout layout, Retries retries) {
        this.layout = layout;
        this.retries = retries;
    }

    /** What is alive of what was found. */
    Step<Request, Answer, Optional<SessionRecord>> alive(@Nullable Stored found, Instant now) {
        return settled(found, now).map(stored -> Optional.ofNullable(ChangeRules.alive(stored.orElse(null), now)));
    }

    /** An answer about what was found, or about what is there instead: a touch may have been faster. */
    <T> Step<Request, Answer, T> answer(@Nullable Stored found, Instant now, Function<@Nullable Stored, T> answer) {
        return settled(found, now).map(stored -> answer.apply(stored.orElse(null)));
    }

    private Step<Request, Answer, Optional<Stored>> settled(@Nullable Stored found, Instant now) {
        SessionRecord expired = ChangeRules.expiredForGood(found, now);
        if (expired == null) {
            return Step.done(Optional.ofNullable(found));
        }
        SessionTimes seen = ((SessionRecord) Objects.requireNonNull(found)).times();
        Request.UpdateItem request =
                layout.expireForGood(expired, Objects.requireNonNull(seen.expiresAt(), "expired without an expiry"));
        return retries.call(request, answer -> {
            if (!(answer instanceof Answer.Failed failed)) {
                return Step.done(Optional.of(expired));
            }
            if (!Failures.isConditionFailed(failed.failure())) {
                throw Failures.toException(request, failed.failure());
            }
            return Step.done(
                    Optional.ofNullable(layout.readOrNull(failed.failure().item())));
        });
    }
}
