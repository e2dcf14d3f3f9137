package io.github.dynamodbsession.emulator.request;

import io.github.dynamodbsession.emulator.error.ApiException;
import org.jspecify.annotations.Nullable;

/** What the service asks of a table's name before it looks at anything else, so that it tells of nothing else. */
enum TableNameRule {
    /** Nothing. */
    NONE,

    /** Of the operations on one item, and of Query: that it is not empty. */
    NOT_EMPTY {
        @Override
        void check(@Nullable String name) {
            if (name != null && name.isEmpty()) {
                throw ApiException.validation("1 validation error detected: Value at 'TableName' failed to satisfy"
                        + " constraint: Member must have length greater than or equal to 1");
            }
        }
    },

    /** Of CreateTable: that it is there. */
    PRESENT {
        @Override
        void check(@Nullable String name) {
            if (name == null) {
                throw ApiException.validation(
                        "The parameter 'TableName' is required but was not present in the request");
            }
        }
    },

    /** Of the other operations on tables: that it is there, and as long as a name can be. */
    LENGTH {
        @Override
        void check(@Nullable String name) {
            PRESENT.check(name);
            if (name != null && !TableArn.is(name) && (name.length() < SHORTEST || name.length() > LONGEST)) {
                throw ApiException.validation("TableName must be at least " + SHORTEST + " characters long and at most "
                        + LONGEST + " characters long");
            }
        }
    };

    private static final int SHORTEST = 3;
    private static final int LONGEST = 255;

    /** Refuses a name, or a request without one. */
    void check(@Nullable String name) {}
}
