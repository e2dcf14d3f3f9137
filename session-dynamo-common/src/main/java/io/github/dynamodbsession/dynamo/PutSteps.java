package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionException;
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
import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a change, and finds out from DynamoDB's refusal why it did not apply. The refusal carries the old item, so that
 * costs no call; the write tokens in it distinguish a change that was refused from one that was applied before and whose
 * answer was lost.
 */
final class PutSteps {

    /** To make a head smaller can wait until fewer requests change it. */
    private static final int MAX_REPLACEMENTS = 2;

    private final TableLayout layout;
    private final ConflictRetries retries;
    private final ExpirySteps expiry;
    private final ApartSteps apart;
    private final CompareSteps compare;

    PutSteps(TableLayout layout, ConflictRetries retries, ApartSteps apart) {
        this.layout = layout;
        this.retries = retries;
        this.expiry = new ExpirySteps(layout, retries);
        this.apart = apart;
        this.compare = new CompareSteps(layout, retries, apart);
    }

    Step<Request, Answer, PutResult> put(Change change, Instant now) {
        if (change instanceof Change.Create create) {
            return create(create, now);
        }
        if (change instanceof Change.Rename rename) {
            return rename(rename, now);
        }
        Change.Update update = (Change.Update) change;
        LayoutWrite write = layout.update(update, now);
        return write instanceof LayoutWrite.InPlace inPlace
                ? update(update, inPlace, now, 1)
                : replace(update, (LayoutWrite.Compared) write, now);
    }

    private Step<Request, Answer, PutResult> create(Change.Create create, Instant now) {
        SessionRecord session = create.session();
        LayoutWrite.InPlace write = layout.create(session, now);
        Request request = write.request();
        return apart.write(write, answer -> {
            if (!(answer instanceof Answer.Failed failed)) {
                return Step.done(PutResult.applied());
            }
            Failure failure = failed.failure();
            if (FailureRules.isConditionFailed(failure)) {
                return Step.done(refused(create, layout.readOrNull(failure.item()), null, now));
            }
            if (FailureRules.isItemTooLarge(failure)) {
                throw tooLarge(session, failure);
            }
            throw FailureRules.toException(request, failure);
        });
    }

    private Step<Request, Answer, PutResult> rename(Change.Rename rename, Instant now) {
        LayoutWrite write = layout.rename(rename, now);
        return write instanceof LayoutWrite.InPlace inPlace
                ? rename(rename, inPlace, now)
                : rename(rename, (LayoutWrite.Compared) write, now);
    }

    /** One attempt: the caller decides a refused id change again, by the newest content. */
    private Step<Request, Answer, PutResult> rename(Change.Rename rename, LayoutWrite.Compared write, Instant now) {
        Request.GetItem read = layout.get(rename.oldId(), true);
        return retries.call(read, answer -> {
            Map<String, Value> item = ReadSteps.item(read, answer);
            Stored current = layout.readOrNull(item);
            if (ChangeRules.judge(rename, current, null, now) instanceof ChangeRules.Verdict.Write) {
                LayoutWrite.Seen seen = CompareSteps.seen(item, current);
                return rename(rename, write.comparison().write(seen, rename.session()), now);
            }
            return expiry.answer(current, now, stored -> refused(rename, stored, null, now));
        });
    }

    private Step<Request, Answer, PutResult> rename(Change.Rename rename, LayoutWrite.InPlace write, Instant now) {
        SessionRecord session = rename.session();
        Request request = write.request();
        return apart.write(write, answer -> {
            if (!(answer instanceof Answer.Failed failed)) {
                return Step.done(PutResult.applied());
            }
            Failure failure = failed.failure();
            if (FailureRules.isItemTooLarge(failure)) {
                throw tooLarge(session, failure);
            }
            return refusedRename(rename, failure, now).orElseThrow(() -> FailureRules.toException(request, failure));
        });
    }

    /** Empty if the transaction failed for another reason than its conditions. */
    private Optional<Step<Request, Answer, PutResult>> refusedRename(
            Change.Rename rename, Failure failure, Instant now) {
        if (!FailureRules.isTransactionCanceled(failure) || failure.reasons().size() != 2) {
            return Optional.empty();
        }
        Failure.Reason atOldId = failure.reasons().get(0);
        Failure.Reason atNewId = failure.reasons().get(1);
        Stored there = layout.readOrNull(atNewId.item());
        if (FailureRules.isConditionFailed(atOldId)) {
            Stored current = layout.readOrNull(atOldId.item());
            return Optional.of(expiry.answer(current, now, stored -> refused(rename, stored, there, now)));
        }
        return FailureRules.isConditionFailed(atNewId)
                ? Optional.of(Step.done(refused(new Change.Create(rename.session()), there, null, now)))
                : Optional.empty();
    }

    /**
     * Why DynamoDB refused a change, by the rules that its condition stands for. A change that the rules would accept now,
     * because this node's clock or another's is wrong, has to be decided again.
     */
    private static PutResult refused(Change change, @Nullable Stored current, @Nullable Stored atNewId, Instant now) {
        ChangeRules.Verdict verdict = ChangeRules.judge(change, current, atNewId, now);
        if (verdict instanceof ChangeRules.Verdict.Answer answer) {
            return answer.result();
        }
        SessionRecord alive = ChangeRules.alive(current, now);
        return alive == null ? PutResult.gone() : PutResult.stale(alive);
    }

    private Step<Request, Answer, PutResult> update(
            Change.Update update, LayoutWrite.InPlace write, Instant now, int attempt) {
        Request request = write.request();
        return apart.write(write, answer -> {
            if (!(answer instanceof Answer.Failed failed)) {
                return Step.done(PutResult.applied());
            }
            Failure failure = failed.failure();
            if (FailureRules.isConditionFailed(failure)) {
                Stored current = layout.readOrNull(failure.item());
                return apart.prolonged(
                        isWritten(update, current, now) ? current : null,
                        update.times(),
                        now,
                        attempt,
                        () -> update(update, write, now, attempt + 1),
                        () -> expiry.answer(current, now, stored -> refused(update, stored, null, now)));
            }
            if (FailureRules.isItemTooLarge(failure)) {
                return sizeOfUpdated(update, failure, now);
            }
            if (FailureRules.isExpressionTooLarge(failure)) {
                return replace(update, layout.replace(update, now), now);
            }
            throw FailureRules.toException(request, failure);
        });
    }

    /** Whether the rules say that an update applies, so that something else refused it. */
    private static boolean isWritten(Change.Update update, @Nullable Stored current, Instant now) {
        return ChangeRules.judge(update, current, null, now) instanceof ChangeRules.Verdict.Write;
    }

    private Step<Request, Answer, PutResult> replace(Change.Update update, LayoutWrite.Compared write, Instant now) {
        return compare.change(update.id(), write, new CompareSteps.Rules<PutResult>() {
            @Override
            public @Nullable SessionRecord next(@Nullable Stored current) {
                return ChangeRules.judge(update, current, null, now) instanceof ChangeRules.Verdict.Write verdict
                        ? verdict.next()
                        : null;
            }

            @Override
            public Step<Request, Answer, PutResult> refused(@Nullable Stored current) {
                return expiry.answer(current, now, stored -> PutSteps.refused(update, stored, null, now));
            }

            @Override
            public @Nullable Step<Request, Answer, PutResult> whenBusy(int attempts) {
                LayoutWrite.InPlace otherwise =
                        write instanceof LayoutWrite.Replacement replacement ? replacement.otherwise() : null;
                return otherwise == null || attempts < MAX_REPLACEMENTS
                        ? CompareSteps.Rules.super.whenBusy(attempts)
                        : update(update, otherwise, now, 1);
            }

            @Override
            public PutResult written() {
                return PutResult.applied();
            }

            @Override
            public SessionException failure(Request request, Failure failure, SessionRecord next) {
                return FailureRules.isItemTooLarge(failure)
                        ? tooLarge(next, failure)
                        : FailureRules.toException(request, failure);
            }
        });
    }

    /** DynamoDB does not say how large the item would have been: read the session and apply the change. */
    private Step<Request, Answer, PutResult> sizeOfUpdated(Change.Update update, Failure failure, Instant now) {
        Request.GetItem read = layout.get(update.id(), true);
        return retries.call(read, answer -> {
            SessionRecord current =
                    layout.readAlive(ReadSteps.item(read, answer), now).orElse(null);
            if (current == null) {
                return Step.done(PutResult.gone());
            }
            throw tooLarge(update.appliedTo(current), failure);
        });
    }

    private SessionTooLargeException tooLarge(SessionRecord session, Failure failure) {
        StoredSize size = layout.sizes(session);
        return new SessionTooLargeException(size.total(), size.limit(), size.attributes(), failure.cause());
    }
}
