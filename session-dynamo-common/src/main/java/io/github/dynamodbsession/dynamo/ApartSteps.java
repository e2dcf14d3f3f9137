package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.ChangeRules;
import io.github.dynamodbsession.core.storage.LoadedAttributes;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.Stored;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes, reads and prolongs what a layout stores apart from a session's item. */
final class ApartSteps {

    /** DynamoDB API Reference, "BatchGetItem": at most 100 items a call. */
    private static final int MAX_BATCH = 100;

    /** A batch that DynamoDB answers in parts is given up after this many. */
    private static final int MAX_ATTEMPTS = 10;

    /** Others may prolong a session, or change it, at the same time. */
    private static final int MAX_PROLONGED = 5;

    private final TableLayout layout;
    private final ConflictRetries retries;
    private final String table;

    ApartSteps(TableLayout layout, ConflictRetries retries, String table) {
        this.layout = layout;
        this.retries = retries;
        this.table = table;
    }

    /** A write with what must precede it. */
    <T> Step<Request, Answer, T> write(LayoutWrite.InPlace write, Function<Answer, Step<Request, Answer, T>> next) {
        return write.first().isEmpty()
                ? retries.call(write.request(), next)
                : prepare(write.first()).then(ready -> retries.call(write.request(), next));
    }

    /** The first one alone, since it may find that the table is lost; then all others at once. */
    private Step<Request, Answer, Boolean> prepare(List<Request> first) {
        Request one = first.get(0);
        List<Request> rest = first.subList(1, first.size());
        return retries.call(one, answer -> {
            check(one, answer);
            return rest.isEmpty()
                    ? Step.done(true)
                    : retries.calls(Duration.ZERO, rest, answers -> {
                        for (int i = 0; i < answers.size(); i++) {
                            check(rest.get(i), answers.get(i));
                        }
                        return Step.done(true);
                    });
        });
    }

    /** A refusal means that nothing was left to do. */
    private static void check(Request request, Answer answer) {
        if (answer instanceof Answer.Failed failed && !FailureRules.isConditionFailed(failed.failure())) {
            throw FailureRules.toException(request, failed.failure());
        }
    }

    /**
     * A write that was refused, perhaps only because what is stored apart would end before the session: then that is
     * prolonged, and the write sent again.
     *
     * @param current what the refusal found
     * @param times the times that the write changes; null: none
     * @param attempt the number of times that the write was sent
     * @param again the write
     * @param otherwise the answer to a refusal for another reason
     */
    <T> Step<Request, Answer, T> prolonged(
            @Nullable Stored current,
            @Nullable TimesChange times,
            Instant now,
            int attempt,
            Supplier<Step<Request, Answer, T>> again,
            Supplier<Step<Request, Answer, T>> otherwise) {
        SessionRecord alive = ChangeRules.alive(current, now);
        LayoutWrite.InPlace prolong =
                attempt > MAX_PROLONGED || alive == null || times == null || !times.appliesTo(alive.times())
                        ? null
                        : layout.prolong(alive, times, now);
        if (prolong == null) {
            return otherwise.get();
        }
        return write(prolong, answer -> {
            check(prolong.request(), answer);
            return again.get();
        });
    }

    /** Reads attributes that are stored apart from a session. */
    Step<Request, Answer, LoadedAttributes> load(SessionRecord session, Set<String> names) {
        List<Map<String, Value>> keys = List.copyOf(layout.keysOfApart(session, names));
        if (keys.isEmpty()) {
            return Step.done(layout.readApart(session, names, List.of()));
        }
        return read(keys, false, 1, new ArrayList<>()).then(found -> {
            LoadedAttributes loaded = layout.readApart(session, names, found);
            // What is there never changes, so only what is missing may be a stale answer.
            return found.size() == keys.size()
                    ? Step.done(loaded)
                    : read(missing(keys, found), true, 1, new ArrayList<>(found))
                            .map(all -> layout.readApart(session, names, all));
        });
    }

    private List<Map<String, Value>> missing(List<Map<String, Value>> keys, List<Map<String, Value>> found) {
        String key = layout.keyAttribute();
        Set<Value> there = found.stream().map(item -> item.get(key)).collect(java.util.stream.Collectors.toSet());
        return keys.stream().filter(each -> !there.contains(each.get(key))).toList();
    }

    private Step<Request, Answer, List<Map<String, Value>>> read(
            List<Map<String, Value>> keys, boolean consistent, int attempt, List<Map<String, Value>> found) {
        if (attempt > MAX_ATTEMPTS) {
            throw new SessionStorageException(
                    "DynamoDB left out " + keys.size() + " items of a session " + MAX_ATTEMPTS
                            + " times in a row; the table's read capacity may be too low.",
                    true,
                    null);
        }
        Duration pause = attempt == 1 ? Duration.ZERO : retries.pauseAfter(attempt - 1);
        List<Request> batches = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += MAX_BATCH) {
            batches.add(new Request.BatchGetItem(
                    table, keys.subList(from, Math.min(keys.size(), from + MAX_BATCH)), consistent));
        }
        return retries.calls(pause, batches, answers -> {
            List<Map<String, Value>> left = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                if (answers.get(i) instanceof Answer.Failed failed) {
                    throw FailureRules.toException(batches.get(i), failed.failure());
                }
                Answer.Items items = (Answer.Items) answers.get(i);
                found.addAll(items.items());
                left.addAll(items.unprocessed());
            }
            return left.isEmpty() ? Step.done(found) : read(left, consistent, attempt + 1, found);
        });
    }
}
