package io.github.dynamodbsession.conformance.differential;

/** One of the two that are compared. */
interface Side {

    Answer send(Request request);
}
