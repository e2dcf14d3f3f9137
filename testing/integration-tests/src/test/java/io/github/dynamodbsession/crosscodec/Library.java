package io.github.dynamodbsession.crosscodec;

import java.io.Serializable;
import java.util.List;

/** Classes of an application, each before and after a change; the names have the same length. */
final class Library {

    private Library() {}

    record ShelfThen(String room, int books) implements Serializable {}

    record ShelfNow_(String room, List<String> books) implements Serializable {}

    /** A class that is not a record, of one serial version. */
    static final class BoxThen implements Serializable {
        private static final long serialVersionUID = 1L;

        String label = "";
        int books;

        BoxThen() {}

        BoxThen(String label, int books) {
            this.label = label;
            this.books = books;
        }
    }

    static final class BoxNow_ implements Serializable {
        private static final long serialVersionUID = 1L;

        String label = "";
        List<String> books = List.of();
    }

    enum ColorThen {
        RED,
        GREEN
    }

    enum ColorNow_ {
        RED
    }
}
