package io.github.dynamodbsession.history;

import io.github.dynamodbsession.history.Operation.Kind;
import io.github.dynamodbsession.history.Operation.Times;
import io.github.dynamodbsession.history.SessionHistory.SeenTimes;
import io.github.dynamodbsession.history.SessionHistory.Sighting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When a session is alive: promises 3 and 5. */
final class ExpiryChecks {

    private ExpiryChecks() {}

    /**
     * Once a node has seen that a session expired, no node sees it alive. Nodes use their own clocks: one that is
     * behind may see the session alive, or extend it, until its clock reaches the time at which the other saw it
     * expired. Nothing more is excused, and nothing between nodes with the same clock. A failed create that is saved
     * again is not counted either, because it starts the session again.
     */
    static Optional<Violation> expiredAliveAgain(SessionHistory history) {
        return history.operations().stream()
                .filter(Operation::sawNothing)
                .filter(absent -> canOnlyHaveExpired(history, absent))
                .flatMap(absent -> aliveAgain(history, absent).stream())
                .findFirst();
    }

    /** It was alive under this id, and no operation to end it or to change its id had started. */
    private static boolean canOnlyHaveExpired(SessionHistory history, Operation absent) {
        return history.knownFrom(absent.id()) < absent.since()
                && history.renames().noneMatch(rename -> rename.since() < absent.end())
                && history.deletes().noneMatch(delete -> delete.start() < absent.end())
                && history.deletesByUser().stream().noneMatch(delete -> delete.start() < absent.end());
    }

    private static Optional<Violation> aliveAgain(SessionHistory history, Operation absent) {
        if (mayHaveBeenExtended(history, absent) || mayHaveBegunAnew(history, absent)) {
            return Optional.empty();
        }
        return history.sightingsAfter(absent.end())
                .filter(alive -> alive.from() >= excusedUntil(absent, alive.operation()))
                .findFirst()
                .map(alive -> new Violation(
                        Check.EXPIRED_ALIVE_AGAIN,
                        history.session(),
                        "alive under id " + alive.id() + " after it had expired",
                        around(history, absent, alive)));
    }

    /** Until when a node has a clock that says what another's said when it saw that the session had expired. */
    private static long excusedUntil(Operation absent, Operation other) {
        return absent.end() + absent.ahead() - other.ahead();
    }

    /** Whether its creator, who got an exception, may have created it again. */
    private static boolean mayHaveBegunAnew(SessionHistory history, Operation absent) {
        return history.operations().stream()
                .anyMatch(again ->
                        again.is(Kind.CREATE) && again.since() < again.start() && again.doneBy() > absent.start());
    }

    /** Whether a node whose clock is behind may have extended it in its own time. */
    private static boolean mayHaveBeenExtended(SessionHistory history, Operation absent) {
        return history.operations().stream()
                .filter(write -> write.isSave() || write.is(Kind.FIND))
                .anyMatch(write -> write.ahead() < absent.ahead()
                        && write.since() < excusedUntil(absent, write)
                        && write.doneBy() > absent.start());
    }

    /** The operations that show it, and those in progress shortly before. */
    private static List<Operation> around(SessionHistory history, Operation absent, Sighting alive) {
        List<Operation> lines = new ArrayList<>(List.of(absent, alive.operation()));
        history.operations().stream()
                .filter(operation -> operation.isSave() && operation.since() < absent.end())
                .sorted(Comparator.comparingLong(Operation::end).reversed())
                .limit(2)
                .forEach(lines::add);
        lastSeen(history, absent.start()).ifPresent(seen -> lines.add(seen.operation()));
        return lines;
    }

    private static Optional<SeenTimes> lastSeen(SessionHistory history, long before) {
        return history.seenTimes()
                .filter(seen -> seen.until() < before)
                .max(Comparator.comparingLong(seen -> seen.times().expires()));
    }

    /** The last access never decreases, and neither does the expiry unless the interval is changed. */
    static Optional<Violation> timesWentBack(SessionHistory history) {
        boolean intervalStays = !history.mayHaveAnotherInterval(Long.MAX_VALUE);
        return history.operations().stream()
                .filter(operation -> operation.is(Kind.FIND))
                .flatMap(later -> Stream.ofNullable(later.times()).flatMap(times -> history.seenTimes()
                        .filter(seen -> seen.until() < later.start())
                        .filter(seen -> isEarlier(times, seen.times(), intervalStays))
                        .limit(1)
                        .map(seen -> wentBack(history, seen.operation(), later))))
                .findFirst();
    }

    private static boolean isEarlier(Times times, Times seen, boolean intervalStays) {
        return times.lastAccessed() < seen.lastAccessed() || (intervalStays && times.expires() < seen.expires());
    }

    private static Violation wentBack(SessionHistory history, Operation earlier, Operation later) {
        List<Operation> lines = new ArrayList<>(List.of(earlier, later));
        history.operations().stream()
                .filter(operation ->
                        operation.isSave() && operation.since() < later.end() && operation.doneBy() > earlier.start())
                .limit(3)
                .forEach(lines::add);
        return new Violation(Check.TIMES_WENT_BACK, history.session(), "the later one shows an earlier time", lines);
    }

    /**
     * A session that was alive under an id is absent only if an operation to end it or to change its id had started, or
     * if a clock has reached an expiry that it was known to have: whichever node finds it expired makes it so for all.
     */
    static Optional<Violation> absentWithoutReason(SessionHistory history) {
        return history.operations().stream()
                .filter(Operation::sawNothing)
                .filter(absent -> history.knownFrom(absent.id()) < absent.since())
                .filter(absent -> history.renames()
                        .noneMatch(rename -> rename.id() == absent.id()
                                && rename.newId() != Operation.NONE
                                && !rename.equals(absent)
                                && rename.since() < absent.end()))
                .filter(absent -> history.deletes().noneMatch(delete -> delete.start() < absent.end()))
                .filter(absent -> !mayHaveExpired(history, absent))
                .flatMap(absent -> withoutReason(history, absent).stream())
                .findFirst();
    }

    private static boolean mayHaveExpired(SessionHistory history, Operation absent) {
        return history.mayHaveAnotherInterval(absent.end())
                || lastSeen(history, absent.since())
                        .map(seen -> seen.times().expires() <= absent.end() + furthestAhead(history, absent))
                        .orElse(true);
    }

    private static long furthestAhead(SessionHistory history, Operation absent) {
        return history.operations().stream()
                .filter(operation -> operation.start() < absent.end())
                .mapToLong(Operation::ahead)
                .max()
                .orElse(0);
    }

    private static Optional<Violation> withoutReason(SessionHistory history, Operation absent) {
        List<Operation> lines = new ArrayList<>(List.of(absent));
        lastSeen(history, absent.since()).ifPresent(seen -> lines.add(seen.operation()));
        List<Operation> deletes = history.deletesByUser().stream()
                .filter(delete -> delete.start() < absent.end())
                .toList();
        if (deletes.isEmpty()) {
            return Optional.of(new Violation(
                    Check.ABSENT_WITHOUT_REASON,
                    history.session(),
                    "absent under id " + absent.id() + " although it was not ended",
                    lines));
        }
        Users users = new Users(history);
        if (deletes.stream().anyMatch(delete -> users.mayHaveHad(delete.user(), delete.end()))) {
            return Optional.empty();
        }
        lines.addAll(deletes);
        lines.addAll(users.writers());
        return Optional.of(new Violation(
                Check.OTHER_USERS_SESSION_ENDED,
                history.session(),
                "absent under id " + absent.id() + " though it had another user when those of a user were ended",
                lines));
    }
}
