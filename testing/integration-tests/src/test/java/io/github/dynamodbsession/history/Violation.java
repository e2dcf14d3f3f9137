package io.github.dynamodbsession.history;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A history that no storage that keeps the promises could have shown.
 *
 * @param check what it breaks
 * @param session of which session of the history; {@link Operation#NONE} for several
 * @param what in one line
 * @param shownBy the operations that show it
 */
record Violation(Check check, int session, String what, List<Operation> shownBy) {

    Violation {
        shownBy = shownBy.stream()
                .distinct()
                .sorted(Comparator.comparingLong(Operation::start))
                .toList();
    }

    /** With the lines of the history that show it. */
    String text() {
        return check + ": " + what
                + shownBy.stream()
                        .map(operation -> System.lineSeparator() + "    " + operation.line())
                        .collect(Collectors.joining());
    }
}
