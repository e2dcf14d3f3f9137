package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.ChangeRules;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.Stored;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Request;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writing a change, and reading from DynamoDB's refusal why it did not apply. The old item comes with the refusal, so
 * telling costs no call; the write tokens in it tell a change that was refused from one that was applied before and
 * whose answer was lost.
 */
final class PutSteps {

    private static final int REPLACE_ATTEMPTS = 20;

    private final TableLayout layout;
    private final Retries retries;
    private final LookSteps look;

    PutSteps(TableLayout layout, Retries retries) {
        this.layout = layout;
        this.retries = retries;
        this.look = new LookSteps(layout, retries);
    }

    Step<Request, Answer, PutResult> put(Change change, Instant now) {
        if (change instanceof Change.Create create) {
            return create(create, now);
        }
        if (change instanceof Change.Rename rename) {
            return rename(rename, now);
        }
        Change.Update update = (Change.Update) change;
        return layout.update(update, now)
                .map(request -> update(update, request, now))
                .orElseGet(() -> replace(update, now));
    }

    private Step<Request, Answer, PutResult> create(Change.Create create, Instant now) {
        SessionRecord session = create.session();
        Request.PutItem request = layout.create(session, now);
        return retries.call(request, answer -> {
            if (!(answer instanceof Answer.Failed failed)) {
                return Step.done(PutResult.applied());
            }
            Failure failure = failed.failure();
            if (Failures.isConditionFailed(failure)) {
                return Step.done(refused(create, layout.readOrNull(failure.item()), null, now));
            }
            if (Failures.isItemTooLarge(failure)) {
                throw tooLarge(session, failure);
            }
            throw Failures.toException(request, failure);
        });
    }

    private Step<Request, Answer, PutResult> rename(Change.Rename rename, Instant now) {
        SessionRecord session = rename.session();
        Request.TransactWriteItems request = layout.rename(rename, now);
        return retries.call(request, answer -> {
            if (!(answer instanceof Answer.Failed failed)) {
                return Step.done(PutResult.applied());
            }
            Failure failure = failed.failure();
            if (Failures.isItemTooLarge(failure)) {
                throw tooLarge(session, failure);
            }
            return refusedRename(rename, failure, now).orElseThrow(() -> Failures.toException(request, failure));
        });
    }

    /** Empty if the transaction failed for another reason than its conditions. */
    private Optional<Step<Request, Answer, PutResult>> refusedRename(
            Change.Rename rename, Failure failure, Instant now) {
        if (!Failures.isTransactionCanceled(failure) || failure.reasons().size() != 2) {
            return Optional.empty();
        }
        Failure.Reason atOldId = failure.reasons().get(0);
        Failure.Reason atNewId = failure.reasons().get(1);
        Stored there = layout.readOrNull(atNewId.item());
        if (Failures.isConditionFailed(atOldId)) {
            Stored current = layout.readOrNull(atOldId.item());
            return Optional.of(look.answer(current, now, stored -> refused(rename, stored, there, now)));
        }
        return Failures.isConditionFailed(atNewId)
                ? Optional.of(Step.done(refused(new Change.Create(rename.session()), there, null, now)))
                : Optional.empty();
    }

    /**
     * Why DynamoDB refused a change, by the rules that its condition stands for. One that they would let pass now, since
     * this node's clock or another's is wrong, is to be decided anew.
     */
    private static PutResult refused(Change change, @Nullable Stored current, @Nullable Stored atNewId, Instant now) {
        ChangeRules.Verdict verdict = ChangeRules.judge(change, current, atNewId, now);
        if (verdict instanceof ChangeRules.Verdict.Answer answer) {
            return answer.result();
        }
        SessionRecord alive = ChangeRules.alive(current, now);
        return alive == null ? PutResult.gone() : PutResult.stale(alive);
    }

    private Step<Request, Answer, PutResult> update(Change.Update update, Request.UpdateItem request, Instant now) {
        return retries.call(request, answer -> {
            if (!(answer instanceof Answer.Failed failed)) {
                return Step.done(PutResult.applied());
            }
            Failure failure = failed.failure();
            if (Failures.isConditionFailed(failure)) {
                Stored current = layout.readOrNull(failure.item());
                return look.answer(current, now, stored -> refused(update, stored, null, now));
            }
            if (Failures.isItemTooLarge(failure)) {
                return sizeOfUpdated(update, failure, now);
            }
            if (Failures.isExpressionTooLarge(failure)) {
                return replace(update, now);
            }
            throw Failures.toException(request, failure);
        });
    }

    /** Too many changes for one expression: read, and replace the whole map if nobody wrote since. */
    private Step<Request, Answer, PutResult> replace(Change.Update update, Instant now) {
        Request.GetItem read = layout.get(update.id(), true);
        return retries.call(read, answer -> replace(update, layout.readOrNull(ReadSteps.item(read, answer)), now, 1));
    }

    private Step<Request, Answer, PutResult> replace(
            Change.Update update, @Nullable Stored current, Instant now, int attempt) {
        if (!(ChangeRules.judge(update, current, null, now) instanceof ChangeRules.Verdict.Write write)) {
            return look.answer(current, now, stored -> refused(update, stored, null, now));
        }
        if (attempt > REPLACE_ATTEMPTS) {
            throw new SessionStorageException(
                    "The session was changed by others " + REPLACE_ATTEMPTS
                            + " times in a row while all of its attributes were to be replaced.",
                    true,
                    null);
        }
        SessionRecord next = write.next();
        Request.UpdateItem request = layout.replace(
                update,
                next,
                Objects.requireNonNull(ChangeRules.alive(current, now)).writeToken(),
                now);
        return retries.call(request, answer -> {
            if (!(answer instanceof Answer.Failed failed)) {
                return Step.done(PutResult.applied());
            }
            Failure failure = failed.failure();
            if (Failures.isItemTooLarge(failure)) {
                throw tooLarge(next, failure);
            }
            if (!Failures.isConditionFailed(failure)) {
                throw Failures.toException(request, failure);
            }
            return replace(update, layout.readOrNull(failure.item()), now, attempt + 1);
        });
    }

    /** DynamoDB does not say how large the item would have been: read what is there and add the change. */
    private Step<Request, Answer, PutResult> sizeOfUpdated(Change.Update update, Failure failure, Instant now) {
        Request.GetItem read = layout.get(update.id(), true);
        return retries.call(read, answer -> {
            SessionRecord current =
                    layout.readAlive(ReadSteps.item(read, answer), now).orElse(null);
            if (current == null) {
                return Step.done(PutResult.gone());
            }
            throw tooLarge(current.after(update), failure);
        });
    }

    private SessionTooLargeException tooLarge(SessionRecord session, Failure failure) {
        Map<String, Long> sizes = new HashMap<>();
        for (Map.Entry<String, EncodedValue> attribute : session.attributes().entrySet()) {
            sizes.put(
                    attribute.getKey(),
                    ItemSize.of(Map.of(
                            AttributeNames.escape(attribute.getKey()), EncodedValues.toValue(attribute.getValue()))));
        }
        return new SessionTooLargeException(ItemSize.of(layout.item(session)), ItemSize.LIMIT, sizes, failure.cause());
    }
}
