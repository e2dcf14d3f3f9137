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

    /** Of UpdateItem: the same, but only of a request that has a key. */
    NOT_EMPTY_BESIDE_A_KEY {
        @Override
        void check(@Nullable String name) {
            NOT_EMPTY.check(name);
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
            if (name != null && !TableArn.is(name) && (name.length() < MIN_LENGTH || name.length() > MAX_LENGTH)) {
                throw ApiException.validation("TableName must be at least " + MIN_LENGTH
                        + " characters long and at most " + MAX_LENGTH + " characters long");
            }
        }
    };

    private static final int MIN_LENGTH = 3;
    private static final int MAX_LENGTH = 255;

    /** Refuses a name, or a request without one. */
    void check(@Nullable String name) {}
}
