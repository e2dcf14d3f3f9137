package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.WriteTokens;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writing a change, and reading from DynamoDB's refusal why it did not apply. The old item comes with the refusal, so
 * telling costs no call; the write token in it tells a change that was refused from one that was applied before and
 * whose answer was lost.
 */
final class PutSteps {

    private static final int REPLACE_ATTEMPTS = 20;

    private final TableLayout layout;
    private final Retries retries;

    PutSteps(TableLayout layout, Retries retries) {
        this.layout = layout;
        this.retries = retries;
    }

    Step<Request, Answer, PutResult> put(Change change, Instant now) {
        if (change instanceof Change.Create create) {
            return create(create.session(), now);
        }
        if (change instanceof Change.Rename rename) {
            return rename(rename, now);
        }
        Change.Update update = (Change.Update) change;
        return layout.update(
                        update.id(), update.attributes(), update.indexed(), update.times(), update.writeToken(), now)
                .map(request -> update(update, request, now))
                .orElseGet(() -> replace(update, now));
    }

    private Step<Request, Answer, PutResult> create(SessionRecord session, Instant now) {
        Request.PutItem request = layout.create(session, now);
        return retries.call(request, answer -> {
            if (!(answer instanceof Answer.Failed failed)) {
                return Step.done(PutResult.applied());
            }
            Failure failure = failed.failure();
            if (Failures.isConditionFailed(failure)) {
                return Step.done(
                        isWrittenBy(session.writeToken(), failure.item()) ? PutResult.applied() : PutResult.idTaken());
            }
            if (Failures.isItemTooLarge(failure)) {
                throw tooLarge(session, failure);
            }
            throw Failures.toException(request, failure);
        });
    }

    private Step<Request, Answer, PutResult> rename(Change.Rename rename, Instant now) {
        SessionRecord session = rename.session();
        Request.TransactWriteItems request = layout.rename(rename.oldId(), rename.expectedToken(), session, now);
        return retries.call(request, answer -> {
            if (!(answer instanceof Answer.Failed failed)) {
                return Step.done(PutResult.applied());
            }
            Failure failure = failed.failure();
            if (Failures.isItemTooLarge(failure)) {
                throw tooLarge(session, failure);
            }
            return Step.done(
                    refusedRename(rename, failure, now).orElseThrow(() -> Failures.toException(request, failure)));
        });
    }

    /** Empty if the transaction failed for another reason than its conditions. */
    private Optional<PutResult> refusedRename(Change.Rename rename, Failure failure, Instant now) {
        if (!Failures.isTransactionCanceled(failure) || failure.reasons().size() != 2) {
            return Optional.empty();
        }
        Failure.Reason atOldId = failure.reasons().get(0);
        Failure.Reason atNewId = failure.reasons().get(1);
        if (Failures.isConditionFailed(atNewId) && isWrittenBy(rename.session().writeToken(), atNewId.item())) {
            return Optional.of(PutResult.applied());
        }
        if (Failures.isConditionFailed(atOldId)) {
            return Optional.of(
                    layout.readAlive(atOldId.item(), now).map(PutResult::stale).orElseGet(PutResult::gone));
        }
        return Failures.isConditionFailed(atNewId) ? Optional.of(PutResult.idTaken()) : Optional.empty();
    }

    private Step<Request, Answer, PutResult> update(Change.Update update, Request.UpdateItem request, Instant now) {
        return retries.call(request, answer -> {
            if (!(answer instanceof Answer.Failed failed)) {
                return Step.done(PutResult.applied());
            }
            Failure failure = failed.failure();
            if (Failures.isConditionFailed(failure)) {
                return Step.done(refusedUpdate(update, failure.item(), now));
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

    private PutResult refusedUpdate(Change.Update update, @Nullable Map<String, Value> item, Instant now) {
        if (isWrittenBy(update.writeToken(), item)) {
            return PutResult.applied();
        }
        return layout.readAlive(item, now).map(PutResult::stale).orElseGet(PutResult::gone);
    }

    /** Too many changes for one expression: read, and replace the whole map if nobody wrote since. */
    private Step<Request, Answer, PutResult> replace(Change.Update update, Instant now) {
        Request.GetItem read = layout.get(update.id(), true);
        return retries.call(read, answer -> layout.readAlive(ReadSteps.item(read, answer), now)
                .map(current -> replace(update, current, now, 1))
                .orElseGet(() -> Step.done(PutResult.gone())));
    }

    private Step<Request, Answer, PutResult> replace(
            Change.Update update, SessionRecord current, Instant now, int attempt) {
        if (WriteTokens.isOf(current.writeToken(), update.writeToken())) {
            return Step.done(PutResult.applied());
        }
        if (update.times() != null && !update.times().appliesTo(current.times())) {
            return Step.done(PutResult.stale(current));
        }
        SessionRecord next = after(update, current);
        Request.UpdateItem request = layout.replace(
                update.id(),
                next.attributes(),
                update.indexed(),
                update.times(),
                current.writeToken(),
                update.writeToken(),
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
            Optional<SessionRecord> moved = layout.readAlive(failure.item(), now);
            if (moved.isEmpty()) {
                return Step.done(PutResult.gone());
            }
            if (attempt == REPLACE_ATTEMPTS) {
                throw new SessionStorageException(
                        "The session was changed by others " + REPLACE_ATTEMPTS
                                + " times in a row while all of its attributes were to be replaced.",
                        true,
                        null);
            }
            return replace(update, moved.get(), now, attempt + 1);
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
            throw tooLarge(after(update, current), failure);
        });
    }

    private static SessionRecord after(Change.Update update, SessionRecord current) {
        return current.with(update.attributes(), update.writeToken()).with(update.indexed());
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

    private boolean isWrittenBy(String writeToken, @Nullable Map<String, Value> item) {
        return item != null && WriteTokens.isOf(layout.read(item).writeToken(), writeToken);
    }
}
