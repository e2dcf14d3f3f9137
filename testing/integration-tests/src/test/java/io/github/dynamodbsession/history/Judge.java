package io.github.dynamodbsession.history;

import io.github.dynamodbsession.history.Operation.Kind;
import io.github.dynamodbsession.history.Operation.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks a history: all operations on some sessions, and all that ended sessions of their users. It never reports a
 * broken promise if some order of the operations would keep it. Every operation took effect at one moment between its
 * start and its end, or, if its caller got an exception, at one moment after its start, or never.
 *
 * <p>At most one violation of each kind is reported per session. Once a session is alive where it must not be, what is
 * written there is lost as a consequence; so its attributes, its times and counts are judged only where that is not so.
 */
final class Judge {

    private static final Set<Check> OF_LIFE = EnumSet.of(
            Check.BOTH_IDS_ALIVE,
            Check.ALIVE_AFTER_LOGOUT,
            Check.LOGOUT_MISSED_NEW_ID,
            Check.SAVED_AFTER_LOGOUT,
            Check.USERS_SESSION_LEFT,
            Check.EXPIRED_ALIVE_AGAIN);

    private final long longestSkew;

    /**
     * @param longestSkew how far apart the clocks of nodes may be, in nanoseconds
     */
    Judge(long longestSkew) {
        this.longestSkew = longestSkew;
    }

    List<Violation> judge(Collection<Operation> history) {
        List<Operation> byUser = history.stream()
                .filter(operation -> operation.is(Kind.DELETE_BY_USER))
                .toList();
        Map<Integer, List<Operation>> bySession = history.stream()
                .filter(operation -> operation.session() != Operation.NONE)
                .collect(Collectors.groupingBy(Operation::session, LinkedHashMap::new, Collectors.toList()));
        List<SessionHistory> sessions = new ArrayList<>();
        bySession.forEach((session, operations) -> sessions.add(new SessionHistory(session, operations, byUser)));

        List<Violation> found = new ArrayList<>();
        sessions.forEach(session -> found.addAll(judge(session)));
        if (found.stream().noneMatch(violation -> OF_LIFE.contains(violation.check()))) {
            byUser.forEach(delete ->
                    UserChecks.wrongCount(sessions, delete, longestSkew, byUser).ifPresent(found::add));
        }
        return Boolean.getBoolean("history.whole")
                ? found.stream().map(violation -> whole(violation, history)).toList()
                : found;
    }

    /** With all operations on its session, instead of those that show the violation. */
    private static Violation whole(Violation violation, Collection<Operation> history) {
        return new Violation(
                violation.check(),
                violation.session(),
                violation.what(),
                history.stream()
                        .filter(operation -> violation.session() == Operation.NONE
                                || operation.session() == Operation.NONE
                                || operation.session() == violation.session())
                        .toList());
    }

    private static List<Violation> judge(SessionHistory session) {
        List<Violation> found = new ArrayList<>();
        IdentityChecks.bothIdsAlive(session).ifPresent(found::add);
        found.addAll(IdentityChecks.aliveAfterLogout(session));
        session.deletesByUser().stream()
                .flatMap(delete -> UserChecks.usersSessionLeft(session, delete).stream())
                .findFirst()
                .ifPresent(found::add);
        ExpiryChecks.expiredAliveAgain(session).ifPresent(found::add);
        ExpiryChecks.absentWithoutReason(session).ifPresent(found::add);
        session.operations().stream()
                .filter(operation -> operation.is(Outcome.REFUSED))
                .findFirst()
                .ifPresent(operation -> found.add(new Violation(
                        Check.REFUSED_FOR_NOTHING,
                        session.session(),
                        "not to be tried again",
                        session.operations().stream()
                                .filter(other -> other.end() <= operation.end() && other.isSave())
                                .toList())));
        Set<String> names = names(session);
        if (found.stream().noneMatch(violation -> OF_LIFE.contains(violation.check()))) {
            names.stream()
                    .flatMap(name -> RegisterChecks.endedThoughWritten(session, name).stream())
                    .findFirst()
                    .ifPresent(found::add);
            names.stream()
                    .flatMap(name -> RegisterChecks.lostUpdate(session, name).stream())
                    .findFirst()
                    .ifPresent(found::add);
            ExpiryChecks.timesWentBack(session).ifPresent(found::add);
        }
        return found;
    }

    private static Set<String> names(SessionHistory session) {
        Set<String> names = new HashSet<>();
        for (Operation operation : session.operations()) {
            names.addAll(operation.written().keySet());
            Map<String, Integer> read = operation.read();
            if (read != null) {
                names.addAll(read.keySet());
            }
        }
        return names;
    }
}
