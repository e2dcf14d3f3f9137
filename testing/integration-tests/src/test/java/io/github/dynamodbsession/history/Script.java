package io.github.dynamodbsession.history;

import io.github.dynamodbsession.history.Operation.Kind;
import io.github.dynamodbsession.history.Operation.Outcome;
import io.github.dynamodbsession.history.Operation.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A handwritten history of sessions of user 1. All times are in milliseconds. */
final class Script {

    static final int USER = 1;

    private static final long LIFE = 30_000;

    private final List<Operation> operations = new ArrayList<>();
    private int session;
    private long ahead;

    /** The following operations are on that session. */
    Script session(int value) {
        session = value;
        return this;
    }

    /** The following operations are on a node whose clock is ahead by this much. */
    Script ahead(long millis) {
        ahead = millis;
        return this;
    }

    Script created(long from, long to) {
        return save(Kind.CREATE, Outcome.CREATED, 0, from, from, to, Map.of(Operation.USER, USER, "a", 2));
    }

    Script createFailed(long from, long to) {
        return save(Kind.CREATE, Outcome.FAILED, 0, from, from, to, Map.of(Operation.USER, USER, "a", 2));
    }

    Script createRefused(long first, long from, long to) {
        return save(Kind.CREATE, Outcome.REFUSED, 0, first, from, to, Map.of(Operation.USER, USER, "a", 2));
    }

    Script createdAgain(long first, long from, long to) {
        return save(Kind.CREATE, Outcome.CREATED, 0, first, from, to, Map.of(Operation.USER, USER, "a", 2));
    }

    Script changed(int id, long from, long to, String name, int write) {
        return save(Kind.CHANGE, Outcome.CHANGED, id, from, from, to, Map.of(name, write));
    }

    Script changeFailed(int id, long from, long to, String name, int write) {
        return save(Kind.CHANGE, Outcome.FAILED, id, from, from, to, Map.of(name, write));
    }

    Script changedAgain(int id, long first, long from, long to, String name, int write) {
        return save(Kind.CHANGE, Outcome.CHANGED, id, first, from, to, Map.of(name, write));
    }

    Script changeEnded(int id, long from, long to, String name, int write) {
        return save(Kind.CHANGE, Outcome.ENDED, id, from, from, to, Map.of(name, write));
    }

    private Script save(
            Kind kind, Outcome outcome, int id, long first, long from, long to, Map<String, Integer> written) {
        Operation.Builder operation =
                operation(kind, id, from).firstSent(nanos(first)).writing(written);
        return add(operation.with(outcome), to);
    }

    Script renamed(int id, int newId, long from, long to) {
        return add(operation(Kind.CHANGE_ID, id, from).to(newId).with(Outcome.RENAMED), to);
    }

    Script renameFailed(int id, int newId, long from, long to) {
        return add(operation(Kind.CHANGE_ID, id, from).to(newId).with(Outcome.FAILED), to);
    }

    Script found(int id, long from, long to, Map<String, Integer> read) {
        return found(id, from, to, read, from);
    }

    Script found(int id, long from, long to, Map<String, Integer> read, long accessed) {
        return found(id, from, to, read, accessed, accessed + LIFE);
    }

    Script found(int id, long from, long to, Map<String, Integer> read, long accessed, long expires) {
        return add(
                operation(Kind.FIND, id, from)
                        .reading(read)
                        .showing(new Times(nanos(accessed), nanos(expires)))
                        .with(Outcome.ALIVE),
                to);
    }

    Script alive(int id, long from, long to) {
        return add(operation(Kind.IS_ALIVE, id, from).with(Outcome.ALIVE), to);
    }

    Script absent(int id, long from, long to) {
        return add(operation(Kind.FIND, id, from).with(Outcome.ABSENT), to);
    }

    Script deleted(int id, long from, long to) {
        return add(operation(Kind.DELETE, id, from).with(Outcome.DELETED), to);
    }

    Script notThere(int id, long from, long to) {
        return add(operation(Kind.DELETE, id, from).with(Outcome.NOT_THERE), to);
    }

    Script deleteFailed(int id, long from, long to) {
        return add(operation(Kind.DELETE, id, from).with(Outcome.FAILED), to);
    }

    Script deletedByUser(int user, long from, long to, long count) {
        operations.add(Operation.of(Kind.DELETE_BY_USER)
                .at(0, nanos(ahead))
                .from(nanos(from))
                .ofUser(user)
                .counting(count)
                .with(Outcome.COUNTED)
                .until(nanos(to)));
        return this;
    }

    private Operation.Builder operation(Kind kind, int id, long from) {
        return Operation.of(kind).on(session, id).at(0, nanos(ahead)).from(nanos(from));
    }

    private Script add(Operation.Builder operation, long to) {
        operations.add(operation.until(nanos(to)));
        return this;
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    List<Violation> judged() {
        return new Judge(TimeUnit.SECONDS.toNanos(2)).judge(operations);
    }
}
