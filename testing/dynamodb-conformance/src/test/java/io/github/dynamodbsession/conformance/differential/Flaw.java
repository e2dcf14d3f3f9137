package io.github.dynamodbsession.conformance.differential;

/** Makes a valid request bad in one way. */
@FunctionalInterface
interface Flaw {

    /** Spoils the request, or leaves it as it is and says {@code false} if this flaw is none of its operation's. */
    boolean spoil(Request request);
}
