package io.github.dynamodbsession.history;

import io.github.dynamodbsession.history.Operation.Kind;
import io.github.dynamodbsession.history.Operation.Outcome;
import io.github.dynamodbsession.history.SessionHistory.Sighting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Checks of ending all sessions of a user, with strongly consistent indexes. */
final class UserChecks {

    /**
     * If an operation took longer, an answer may have been lost; what that attempt ended is neither counted nor
     * notified.
     */
    private static final long UNDISTURBED_NANOS = 100_000_000;

    private UserChecks() {}

    /**
     * A session that belonged to the user all the time is alive under no id once all sessions of the user were ended.
     */
    static Optional<Violation> usersSessionLeft(SessionHistory history, Operation delete) {
        if (!delete.is(Outcome.COUNTED) || !isTheUsers(history, delete)) {
            return Optional.empty();
        }
        return history.sightingsAfter(delete.end()).findFirst().map(alive -> {
            List<Operation> lines = new ArrayList<>(List.of(delete, alive.operation()));
            lines.addAll(new Users(history).writers());
            history.renames().forEach(lines::add);
            return new Violation(
                    Check.USERS_SESSION_LEFT,
                    history.session(),
                    "alive under id " + alive.id() + " after the sessions of user " + delete.user() + " were ended",
                    lines);
        });
    }

    private static boolean isTheUsers(SessionHistory history, Operation delete) {
        return history.firstSighting().map(Sighting::to).orElse(Long.MAX_VALUE) < delete.start()
                && new Users(history).surelyHad(delete.user(), delete.start(), delete.end());
    }

    /**
     * The count is that of the sessions that ended by it: at least those that were surely the user's and alive, and that
     * nothing else may have ended; at most those that may have been.
     *
     * @param longestSkew how far apart clocks may be
     */
    static Optional<Violation> wrongCount(
            Collection<SessionHistory> sessions, Operation delete, long longestSkew, Collection<Operation> deletes) {
        if (!delete.is(Outcome.COUNTED)) {
            return Optional.empty();
        }
        boolean isAlone = deletes.stream()
                .filter(other -> !other.equals(delete))
                .noneMatch(other -> other.start() < delete.end());
        List<SessionHistory> surely = sessions.stream()
                .filter(history -> isAlone && surelyEndedBy(history, delete, longestSkew))
                .toList();
        List<SessionHistory> possibly = sessions.stream()
                .filter(history -> mayBeEndedBy(history, delete))
                .toList();
        boolean mayHaveLostAnAnswer = delete.end() - delete.start() > UNDISTURBED_NANOS;
        if ((mayHaveLostAnAnswer || surely.size() <= delete.count()) && delete.count() <= possibly.size()) {
            return Optional.empty();
        }
        List<Operation> lines = new ArrayList<>(List.of(delete));
        (delete.count() < surely.size() ? surely : possibly)
                .forEach(history -> lines.addAll(history.operations().stream()
                        .filter(operation -> operation.is(Kind.CREATE)
                                || operation.newId() != Operation.NONE
                                || operation.is(Kind.DELETE)
                                || operation.written().containsKey(Operation.USER))
                        .toList()));
        return Optional.of(new Violation(
                Check.WRONG_COUNT,
                Operation.NONE,
                "counts " + delete.count() + ", and ended " + surely.size() + " to " + possibly.size(),
                lines));
    }

    private static boolean surelyEndedBy(SessionHistory history, Operation delete, long longestSkew) {
        return isTheUsers(history, delete)
                && history.sightingsAfter(delete.end()).findAny().isEmpty()
                && history.deletes().noneMatch(other -> other.start() < delete.end())
                && !history.mayHaveAnotherInterval(delete.end())
                && history.seenTimes()
                        .anyMatch(seen ->
                                seen.until() < delete.start() && seen.times().expires() > delete.end() + longestSkew);
    }

    private static boolean mayBeEndedBy(SessionHistory history, Operation delete) {
        return new Users(history).mayHaveHad(delete.user(), delete.end())
                && history.deletes()
                        .noneMatch(other -> other.end() < delete.start() && IdentityChecks.ends(history, other));
    }
}
