package io.github.dynamodbsession.history;

import java.util.List;

/** The owner of each session over time. In a history every session is given to one user at most once. */
final class Users {

    private final Register register;

    Users(SessionHistory history) {
        register = new Register(history, Operation.USER);
    }

    /** Whether it may have belonged to a user when it was ended at some moment before a time. */
    boolean mayHaveHad(int user, long before) {
        return register.writes().stream()
                .filter(write -> write.number() == user && write.since() < before)
                .anyMatch(write -> register.writes().stream()
                        .filter(other -> other.isAcknowledged() && other.since() < before)
                        .noneMatch(write::isSurelyBefore));
    }

    /** Whether it belonged to a user all the time. */
    boolean surelyHad(int user, long from, long to) {
        return register.writes().stream()
                .filter(write -> write.number() == user && write.done() < from)
                .anyMatch(write -> register.writes().stream()
                        .filter(other -> other != write)
                        .allMatch(other -> other.since() > to || other.isSurelyBefore(write)));
    }

    List<Operation> writers() {
        return register.writes().stream()
                .flatMap(write -> write.writers().stream())
                .toList();
    }
}
