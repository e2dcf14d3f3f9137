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
 * Makes sure that an expired session stays expired before anyone learns of it ({@link ChangeRules#expiredForGood}). That
 * costs one small write, once a session, and only if the session is read within minutes of its expiry.
 */
final class ExpirySteps {

    private final TableLayout layout;
    private final ConflictRetries retries;

    ExpirySteps(TableLayout layout, ConflictRetries retries) {
        this.layout = layout;
        this.retries = retries;
    }

    /** The session that was found, if it is alive. */
    Step<Request, Answer, Optional<SessionRecord>> alive(@Nullable Stored found, Instant now) {
        return settled(found, now).map(stored -> Optional.ofNullable(ChangeRules.alive(stored.orElse(null), now)));
    }

    /** An answer about the item that was found, or about a newer one: a touch may have been faster. */
    <T> Step<Request, Answer, T> answer(@Nullable Stored found, Instant now, Function<@Nullable Stored, T> answer) {
        return settled(found, now).map(stored -> answer.apply(stored.orElse(null)));
    }

    private Step<Request, Answer, Optional<Stored>> settled(@Nullable Stored found, Instant now) {
        SessionRecord expired = ChangeRules.expiredForGood(found, now);
        if (expired == null) {
            return Step.done(Optional.ofNullable(found));
        }
        SessionTimes seen = ((SessionRecord) Objects.requireNonNull(found)).times();
        Request request =
                layout.expireForGood(expired, Objects.requireNonNull(seen.expiresAt(), "expired without an expiry"));
        return retries.call(request, answer -> {
            if (!(answer instanceof Answer.Failed failed)) {
                return Step.done(Optional.of(expired));
            }
            if (!FailureRules.isConditionFailed(failed.failure())) {
                throw FailureRules.toException(request, failed.failure());
            }
            return Step.done(
                    Optional.ofNullable(layout.readOrNull(failed.failure().item())));
        });
    }
}
