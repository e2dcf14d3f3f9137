package io.github.dynamodbsession.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question to an index: the forms in which the value may be stored, searched one after the other. Where a page ended is
 * the storage's text; if there are several forms, it is preceded by the number of the form and a colon.
 *
 * @param index the name of the index
 * @param forms at least one
 */
record IndexQuestion(String index, List<String> forms) {

    /** One query of the storage: a form, and where its previous page ended; null: its first page. */
    record Part(int number, String form, @Nullable String after) {

        @Override
        public String toString() {
            return "part " + number;
        }
    }

    /** The query that follows the end of a page; null: the first one. */
    Part after(@Nullable String end) {
        if (end == null || forms.size() == 1) {
            return new Part(0, forms.get(0), end);
        }
        int colon = end.indexOf(':');
        int number = Integer.parseInt(end.substring(0, colon));
        String after = end.substring(colon + 1);
        return new Part(number, forms.get(number), after.isEmpty() ? null : after);
    }

    /** The end of a page of a part, of which the storage says where the next one begins; null: there is no other page. */
    @Nullable
    String endOf(Part part, @Nullable String next) {
        if (forms.size() == 1) {
            return next;
        }
        if (next != null) {
            return part.number() + ":" + next;
        }
        return part.number() + 1 < forms.size() ? part.number() + 1 + ":" : null;
    }

    @Override
    public String toString() {
        return "question to " + index;
    }
}
