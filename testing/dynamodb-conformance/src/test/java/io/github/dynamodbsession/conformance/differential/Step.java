package io.github.dynamodbsession.conformance.differential;

/**
 * What the generator asks for next.
 *
 * @param request the request, or the first of several
 * @param reading how much of a Query or a Scan is read
 * @param kind what the request is meant to show, for the report
 */
record Step(Request request, Reading reading, String kind) {

    /** How far to read. */
    enum Reading {
        /** The answer to the request is all. */
        ONE_PAGE,
        /** Every page to the end, each side from its own last key. */
        ALL_PAGES
    }

    static Step single(Request request, String kind) {
        return new Step(request, Reading.ONE_PAGE, kind);
    }
}
