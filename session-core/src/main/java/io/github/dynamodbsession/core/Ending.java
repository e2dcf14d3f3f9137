package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.OperationEvent.Outcome;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.storage.ReapResult;
import org.jspecify.annotations.Nullable;

/**
 * How an operation ended that did not throw, for listeners.
 *
 * @param failure the first failure of an incomplete operation; null: none
 */
record Ending(Outcome outcome, @Nullable SessionException failure) {

    static final Ending DONE = new Ending(Outcome.DONE, null);

    private static final Ending MISSED = new Ending(Outcome.MISSED, null);
    private static final Ending FOUND = new Ending(Outcome.FOUND, null);
    private static final Ending DELETED = new Ending(Outcome.DELETED, null);

    static Ending found(boolean any) {
        return any ? FOUND : MISSED;
    }

    static Ending deleted(boolean any) {
        return any ? DELETED : MISSED;
    }

    static Ending claimed(boolean claimed) {
        return claimed ? DONE : MISSED;
    }

    static Ending of(ReapResult result) {
        return new Ending(
                result.failed() == 0 ? Outcome.DONE : Outcome.INCOMPLETE,
                result.firstFailure().orElse(null));
    }

    static Ending of(SaveResult result) {
        return new Ending(
                switch (result) {
                    case CREATED -> Outcome.CREATED;
                    case CHANGED -> Outcome.CHANGED;
                    case RENAMED, RENEWED -> Outcome.RENAMED;
                    case TOUCHED -> Outcome.TOUCHED;
                    case UNCHANGED -> Outcome.UNCHANGED;
                    case ENDED -> Outcome.ENDED;
                },
                null);
    }
}
