package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Retries after a conflict with a transaction, which no SDK does by itself: the identical request, after exponential
 * backoff with full jitter, so that writers that collided do not collide again.
 *
 * @param random supplies numbers from 0 to 1
 * @param lostTable handles a table that was deleted
 */
record ConflictRetries(DoubleSupplier random, LostTable lostTable) {

    /** With pauses of some 2 seconds in all. */
    private static final int MAX_ATTEMPTS = 10;

    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long MAX_PAUSE_MILLIS = 400;

    /** One call that is retried while it meets conflicts; the answer may still be a failure of any kind. */
    <T> Step<Request, Answer, T> call(Request request, Function<Answer, Step<Request, Answer, T>> next) {
        return attempt(request, next, 1, Duration.ZERO);
    }

    /** The same, after a pause. */
    <T> Step<Request, Answer, T> callAfter(
            Duration pause, Request request, Function<Answer, Step<Request, Answer, T>> next) {
        return attempt(request, next, 1, pause);
    }

    private <T> Step<Request, Answer, T> attempt(
            Request request, Function<Answer, Step<Request, Answer, T>> next, int attempt, Duration pause) {
        return Step.callAfter(pause, request, answer -> {
            boolean conflict = answer instanceof Answer.Failed failed && FailureRules.isConflict(failed.failure());
            if (conflict && attempt < MAX_ATTEMPTS) {
                return attempt(request, next, attempt + 1, pauseAfter(attempt));
            }
            return lostTable.isSeenBy(request, answer)
                    ? lostTable.repair(answer).then(next)
                    : next.apply(answer);
        });
    }

    /** Several calls at once, of which those that meet a conflict are retried; answers of any other kind are passed on. */
    <T> Step<Request, Answer, T> calls(
            Duration pause, List<Request> requests, Function<List<Answer>, Step<Request, Answer, T>> next) {
        List<Answer> answers = new ArrayList<>(Collections.nCopies(requests.size(), new Answer.Done()));
        List<Integer> all = IntStream.range(0, requests.size()).boxed().toList();
        return attempt(requests, all, answers, 1, pause).then(done -> next.apply(answers));
    }

    private Step<Request, Answer, Boolean> attempt(
            List<Request> requests, List<Integer> open, List<Answer> answers, int attempt, Duration pause) {
        return Step.callsAfter(pause, open.stream().map(requests::get).toList(), found -> {
            List<Integer> again = new ArrayList<>();
            for (int i = 0; i < open.size(); i++) {
                Answer answer = found.get(i);
                answers.set(open.get(i), answer);
                if (answer instanceof Answer.Failed failed && FailureRules.isConflict(failed.failure())) {
                    again.add(open.get(i));
                }
            }
            return again.isEmpty() || attempt == MAX_ATTEMPTS
                    ? Step.done(true)
                    : attempt(requests, again, answers, attempt + 1, pauseAfter(attempt));
        });
    }

    Duration pauseAfter(int attempt) {
        return pauseUpTo(Math.min(MAX_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt, 10)));
    }

    /** A random pause of at least a millisecond. */
    Duration pauseUpTo(long millis) {
        return Duration.ofMillis(1 + Math.round(random.getAsDouble() * millis));
    }
}
