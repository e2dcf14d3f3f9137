package io.github.dynamodbsession.testkit;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * What a contract checks: the fourteen promises, with the numbers and names of the README, and further requirements.
 */
enum Promise {
    NO_LOST_UPDATE(1, "No lost update"),
    NO_RESURRECTION(2, "No resurrection"),
    EXPIRED_MEANS_ABSENT(3, "Expired means absent"),
    CREATE_NEVER_OVERWRITES(4, "Create never overwrites"),
    TOUCH(5, "A touch changes times only"),
    REAP(6, "A reap deletes only what is expired at the moment of each delete"),
    ID_CHANGE(7, "An id change is atomic and loses nothing"),
    LOST_ANSWER(8, "A lost answer is not a failure"),
    BAD_ATTRIBUTE(9, "One bad attribute spoils only itself"),
    TOO_LARGE(10, "Too large is said clearly"),
    FAILURES(11, "Failures have one family"),
    SHARING(12, "Safe to share and to start together"),
    NOBODY_ELSES(13, "Nobody else's sessions"),
    TOKENS(14, "A copy of the table opens no session"),

    NAMES_AND_VALUES("Names and values come back as they were"),
    LISTING("Sessions are listed, counted and all removed"),
    INDEX("Sessions are found by an index"),
    APART("Attributes that are stored apart are loaded when they are read"),
    HEALTH("The storage says how it is"),
    EVENTS("Listeners are notified of what happens"),
    ASYNC("An asynchronous store keeps the order of calls, and to its executor");

    private static final int BESIDE = 0;

    private final int number;
    private final String title;

    Promise(int number, String title) {
        this.number = number;
        this.title = title;
    }

    Promise(String title) {
        this(BESIDE, title);
    }

    boolean isNumbered() {
        return number != BESIDE;
    }

    int number() {
        return number;
    }

    String title() {
        return title;
    }

    /** Several promises in one line. */
    static String names(Collection<Promise> promises) {
        return promises.stream().map(Promise::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return isNumbered() ? "Promise " + number + " (" + title + ")" : title;
    }
}
