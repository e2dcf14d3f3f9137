package io.github.dynamodbsession.history;

import io.github.dynamodbsession.history.Operation.Kind;
import io.github.dynamodbsession.history.Operation.Outcome;
import io.github.dynamodbsession.history.Operation.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All operations on one session, under all of its ids, and conclusions from them. */
final class SessionHistory {

    /** A session was alive under an id at some moment from one time to another. */
    record Sighting(int id, long from, long to, Operation operation) {}

    /** Times that were stored at some moment until then. */
    record SeenTimes(long until, Times times, Operation operation) {}

    private final int session;
    private final List<Operation> operations;
    private final List<Operation> deletesByUser;
    private final List<Sighting> sightings = new ArrayList<>();
    private final Map<Integer, Sighting> firstSightings = new HashMap<>();
    private final Map<Integer, Integer> olderIds = new HashMap<>();

    /**
     * @param deletesByUser those of the whole history
     */
    SessionHistory(int session, List<Operation> operations, List<Operation> deletesByUser) {
        this.session = session;
        this.operations = operations.stream()
                .sorted(Comparator.comparingLong(Operation::start))
                .toList();
        this.deletesByUser = deletesByUser;
        for (Operation operation : this.operations) {
            see(operation);
            if (operation.newId() != Operation.NONE) {
                olderIds.put(operation.newId(), operation.id());
            }
        }
        for (Sighting sighting : sightings) {
            firstSightings.merge(sighting.id(), sighting, (a, b) -> a.to() <= b.to() ? a : b);
        }
    }

    private void see(Operation operation) {
        if (operation.is(Outcome.ALIVE)) {
            sightings.add(new Sighting(operation.id(), operation.start(), operation.end(), operation));
        } else if (operation.isStored()) {
            sightings.add(new Sighting(operation.id(), operation.since(), operation.end(), operation));
            if (operation.is(Outcome.RENAMED)) {
                sightings.add(new Sighting(operation.newId(), operation.since(), operation.end(), operation));
            }
        }
    }

    int session() {
        return session;
    }

    List<Operation> operations() {
        return operations;
    }

    List<Operation> deletesByUser() {
        return deletesByUser;
    }

    List<Sighting> sightings() {
        return sightings;
    }

    /** The first operation that shows that it was alive under an id. */
    Optional<Sighting> firstSighting(int id) {
        return Optional.ofNullable(firstSightings.get(id));
    }

    /** The first operation that shows that it was alive under any id. */
    Optional<Sighting> firstSighting() {
        return firstSightings.values().stream().min(Comparator.comparingLong(Sighting::to));
    }

    /** Since when it is known that it was alive under an id; never: the end of time. */
    long knownFrom(int id) {
        return firstSighting(id).map(Sighting::to).orElse(Long.MAX_VALUE);
    }

    Stream<Sighting> sightingsAfter(long time) {
        return sightings.stream().filter(sighting -> sighting.from() > time);
    }

    /** The ids that it had before it had this one. */
    Set<Integer> olderIds(int id) {
        Set<Integer> older = new HashSet<>();
        for (Integer next = olderIds.get(id); next != null && older.add(next); ) {
            next = olderIds.get(next);
        }
        return older;
    }

    Stream<Operation> renames() {
        return operations.stream().filter(operation -> operation.newId() != Operation.NONE);
    }

    Stream<Operation> deletes() {
        return operations.stream().filter(operation -> operation.is(Kind.DELETE));
    }

    /** Whether an interval was to be set after the beginning, by an operation that was sent before that time. */
    boolean mayHaveAnotherInterval(long before) {
        return operations.stream()
                .anyMatch(operation -> !operation.is(Kind.CREATE)
                        && operation.written().containsKey(Operation.INTERVAL)
                        && operation.since() < before);
    }

    /** Times that are known to have been stored. */
    Stream<SeenTimes> seenTimes() {
        return operations.stream().flatMap(operation -> {
            Times times = operation.times();
            return times == null ? Stream.empty() : Stream.of(new SeenTimes(operation.end(), times, operation));
        });
    }
}
