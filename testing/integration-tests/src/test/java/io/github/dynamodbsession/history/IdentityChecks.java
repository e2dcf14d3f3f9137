package io.github.dynamodbsession.history;

import io.github.dynamodbsession.history.Operation.Kind;
import io.github.dynamodbsession.history.Operation.Outcome;
import io.github.dynamodbsession.history.SessionHistory.Sighting;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Under which ids a session may be alive: promises 2 and 7. */
final class IdentityChecks {

    private IdentityChecks() {}

    /**
     * Once an id change is acknowledged, or the session was seen under the new id, it is alive under no older one; and
     * it is never given two new ids.
     */
    static Optional<Violation> bothIdsAlive(SessionHistory history) {
        List<Operation> renames = history.renames().toList();
        return Stream.concat(
                        renames.stream().flatMap(rename -> olderIdAlive(history, rename).stream()),
                        renames.stream().flatMap(rename -> twoNewIds(history, rename, renames).stream()))
                .findFirst();
    }

    private static Optional<Violation> olderIdAlive(SessionHistory history, Operation rename) {
        Sighting changed = history.firstSighting(rename.newId()).orElse(null);
        if (changed == null) {
            return Optional.empty();
        }
        Set<Integer> older = history.olderIds(rename.newId());
        return history.sightingsAfter(changed.to())
                .filter(sighting -> older.contains(sighting.id()))
                .findFirst()
                .map(alive -> new Violation(
                        Check.BOTH_IDS_ALIVE,
                        history.session(),
                        "alive under id " + alive.id() + " after its id was changed to " + rename.newId(),
                        List.of(rename, changed.operation(), alive.operation())));
    }

    private static Optional<Violation> twoNewIds(SessionHistory history, Operation rename, List<Operation> renames) {
        return renames.stream()
                .filter(other -> other.id() == rename.id() && other.newId() > rename.newId())
                .filter(other -> history.firstSighting(other.newId()).isPresent()
                        && history.firstSighting(rename.newId()).isPresent())
                .findFirst()
                .map(other -> new Violation(
                        Check.BOTH_IDS_ALIVE,
                        history.session(),
                        "id " + rename.id() + " was changed to " + rename.newId() + " and to " + other.newId(),
                        List.of(
                                rename,
                                other,
                                history.firstSighting(rename.newId())
                                        .orElseThrow()
                                        .operation(),
                                history.firstSighting(other.newId())
                                        .orElseThrow()
                                        .operation())));
    }

    /**
     * Once a delete has returned, whether it said true or false, the session is alive under no id, older or newer, if it
     * was known to be alive under the deleted id before. (A delete of an id under which nothing is stored yet ends
     * nothing.) No id change excuses it: one that came first is to be followed, one that comes later finds nothing.
     */
    static List<Violation> aliveAfterLogout(SessionHistory history) {
        Map<Check, Violation> found = new EnumMap<>(Check.class);
        history.deletes().filter(delete -> ends(history, delete)).forEach(delete -> history.sightingsAfter(delete.end())
                .forEach(alive -> {
                    Violation violation = aliveAfter(history, delete, alive);
                    found.putIfAbsent(violation.check(), violation);
                }));
        return List.copyOf(found.values());
    }

    /** Whether a delete returned that has to end the session. */
    static boolean ends(SessionHistory history, Operation delete) {
        return delete.is(Outcome.DELETED)
                || (delete.is(Outcome.NOT_THERE) && history.knownFrom(delete.id()) < delete.start());
    }

    private static Violation aliveAfter(SessionHistory history, Operation delete, Sighting alive) {
        List<Operation> lines = new ArrayList<>(List.of(delete, alive.operation()));
        Operation savedAgain = history.operations().stream()
                .filter(operation -> operation.is(Kind.CREATE)
                        && operation.is(Outcome.CREATED)
                        && operation.start() > delete.start()
                        && operation.since() < operation.start())
                .findFirst()
                .orElse(null);
        if (savedAgain != null) {
            lines.add(savedAgain);
            return new Violation(Check.SAVED_AFTER_LOGOUT, history.session(), "alive under id " + alive.id(), lines);
        }
        if (history.olderIds(alive.id()).contains(delete.id())) {
            history.renames().filter(rename -> rename.newId() == alive.id()).forEach(lines::add);
            return new Violation(
                    Check.LOGOUT_MISSED_NEW_ID,
                    history.session(),
                    "id " + delete.id() + " was deleted, and it is alive under id " + alive.id(),
                    lines);
        }
        history.operations().stream()
                .filter(operation -> operation.is(Kind.CREATE) || operation.newId() == alive.id())
                .forEach(lines::add);
        return new Violation(
                Check.ALIVE_AFTER_LOGOUT,
                history.session(),
                "id " + delete.id() + " was deleted, and it is alive under id " + alive.id(),
                lines);
    }
}
