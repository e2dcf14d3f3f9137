package io.github.dynamodbsession.history;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A history that is impossible with a storage that keeps the promises.
 *
 * @param check the check that failed
 * @param session the session in the history; {@link Operation#NONE} for several
 * @param what a description in one line
 * @param shownBy the operations that show it
 */
record Violation(Check check, int session, String what, List<Operation> shownBy) {

    Violation {
        shownBy = shownBy.stream()
                .distinct()
                .sorted(Comparator.comparingLong(Operation::start))
                .toList();
    }

    /** Includes the lines of the history that show it. */
    String text() {
        return check + ": " + what
                + shownBy.stream()
                        .map(operation -> System.lineSeparator() + "    " + operation.line())
                        .collect(Collectors.joining());
    }
}
