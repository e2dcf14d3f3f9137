package io.github.dynamodbsession.core.codec;

/** How much one value may hold when it is read: nesting, and objects or elements of one array. */
record ReadLimits(int depth, long references) {

    static final long DEFAULT_REFERENCES = 1_000_000;
}
